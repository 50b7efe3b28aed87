import { mostCompared } from '@/components/compare/choose';
import { openDialog } from '@/components/studio/dialogs';
import { enterCompare } from '@/components/studio/room';
import { fewestStitched, mostStitched } from '@/lib/stitches/wire';
import { type Command, inStudio, type Situation } from './command';

/** Whether so many are chosen, and all of them can be watched. */
function areChosen({ chosen }: Situation, fewest: number, most: number): boolean {
  return chosen.ids.length >= fewest && chosen.ids.length <= most && chosen.areReady;
}

const canStitch = (situation: Situation) => areChosen(situation, fewestStitched, mostStitched);

/** What can be done to the videos that are chosen in the gallery, and the way to those that were stitched. */
export const chosenCommands: readonly Command[] = [
  {
    id: 'compareChosen',
    group: 'go',
    keywords: 'compare selected side by side wipe difference 对比 比较 所选',
    isOffered: (situation) => inStudio(situation) && areChosen(situation, 2, mostCompared),
    run: ({ chosen }) => enterCompare(chosen.ids),
  },
  {
    id: 'stitchChosen',
    group: 'go',
    keywords: 'stitch selected join concatenate sequence cut edit export mp4 拼接 合并 剪辑 导出 所选',
    isOffered: (situation) => inStudio(situation) && canStitch(situation),
    run: ({ chosen }) => openDialog({ name: 'stitch', videoIds: chosen.ids }),
  },
  {
    id: 'stitch',
    group: 'go',
    keywords: 'stitch join concatenate sequence cut edit export mp4 拼接 合并 剪辑 导出',
    isOffered: (situation) => inStudio(situation) && !canStitch(situation),
    run: ({ chosen }) => openDialog({ name: 'stitch', videoIds: chosen.ids }),
  },
];
