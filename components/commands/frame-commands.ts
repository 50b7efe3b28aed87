import { playerActions } from '@/components/player/player-actions';
import { type Command, type Situation, takesLast } from './command';

/** Only in the room, and there only of a video that can be seen. */
const isOffered = ({ isRoomOpen }: Situation) => isRoomOpen && playerActions() !== null;

/** What can be done with the frame that the room's player shows. */
export const frameCommands: readonly Command[] = [
  {
    id: 'useFrame',
    group: 'pictures',
    keywords: 'frame first use still 首帧 此帧 使用',
    isOffered,
    run: () => playerActions()?.takeFrame('firstFrame'),
  },
  {
    id: 'useFrameLast',
    group: 'pictures',
    keywords: 'frame last use end still 尾帧 此帧 使用',
    isOffered: (situation) => isOffered(situation) && takesLast(situation),
    run: () => playerActions()?.takeFrame('lastFrame'),
  },
  {
    id: 'extend',
    group: 'make',
    keywords: 'extend continue longer last frame 续拍 延长 最后一帧',
    isOffered,
    run: () => playerActions()?.extend(),
  },
  {
    id: 'copyFrame',
    group: 'pictures',
    keywords: 'copy frame clipboard still 复制 帧 剪贴板',
    isOffered,
    run: () => playerActions()?.copy(),
  },
  {
    id: 'saveFrame',
    group: 'pictures',
    keywords: 'save frame png still export 保存 帧 导出',
    isOffered,
    run: () => playerActions()?.save(),
  },
];
