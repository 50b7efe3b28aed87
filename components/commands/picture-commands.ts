import { applyFix } from '@/components/composer/apply-fix';
import { composerActions } from '@/components/composer/composer-actions';
import { mostOf } from '@/components/composer/to-create';
import { fillDraft } from '@/components/studio/draft';
import { type Command, inStudio, opens, type Situation, takesLast } from './command';

const takesFirst = ({ model }: Situation) => model !== null && mostOf(model, 'first_frame') > 0;
const takesReferences = ({ model }: Situation) => model !== null && mostOf(model, 'reference') > 0;

/** What can be done to the images of a draft. */
export const pictureCommands: readonly Command[] = [
  {
    id: 'addFirstFrame',
    group: 'pictures',
    keywords: 'image picture photo first frame reference upload 图片 首帧 参考图 上传 照片',
    isOffered: (situation) =>
      inStudio(situation) && takesFirst(situation) && situation.draft.firstFrame === null,
    run: () => composerActions()?.chooseImage('firstFrame'),
  },
  {
    id: 'replaceFirstFrame',
    group: 'pictures',
    keywords: 'image picture change first frame swap 图片 首帧 更换',
    isOffered: (situation) => inStudio(situation) && situation.draft.firstFrame !== null,
    run: () => composerActions()?.chooseImage('firstFrame'),
  },
  {
    id: 'frameFirstFrame',
    group: 'pictures',
    keywords: 'crop frame fit zoom rotate edit image 裁剪 构图 缩放 旋转 图片',
    isOffered: (situation) => inStudio(situation) && situation.draft.firstFrame !== null,
    run: () => applyFix({ kind: 'frame', slot: 'firstFrame' }),
  },
  {
    id: 'pickPicture',
    group: 'pictures',
    keywords: 'pick gallery recent address url frame image 选择 图库 最近 网址 图片',
    ...opens({ name: 'pictures', slot: 'firstFrame' }),
  },
  {
    id: 'removeFirstFrame',
    group: 'pictures',
    keywords: 'remove delete image first frame 移除 删除 图片 首帧',
    isOffered: (situation) => inStudio(situation) && situation.draft.firstFrame !== null,
    run: () => applyFix({ kind: 'clear', field: 'firstFrame' }),
  },
  {
    id: 'lastFrame',
    group: 'pictures',
    keywords: 'last frame end image 尾帧 末帧 图片',
    isOffered: (situation) => inStudio(situation) && takesLast(situation),
    run: () => composerActions()?.chooseImage('lastFrame'),
  },
  {
    id: 'swapFrames',
    group: 'pictures',
    keywords: 'swap exchange first last frame 交换 首帧 尾帧',
    isOffered: (situation) =>
      inStudio(situation) &&
      takesLast(situation) &&
      (situation.draft.firstFrame !== null || situation.draft.lastFrame !== null),
    run: ({ draft: { firstFrame, lastFrame } }) =>
      fillDraft({ firstFrame: lastFrame, lastFrame: firstFrame }),
  },
  {
    id: 'reference',
    group: 'pictures',
    keywords: 'reference image style character 参考图 图片',
    isOffered: (situation) => inStudio(situation) && takesReferences(situation),
    run: () => composerActions()?.chooseImage(0),
  },
];
