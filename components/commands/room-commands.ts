import { type RoomPart, roomParts, showRoomPart } from '@/components/review/room-part';
import type { Command } from './command';

const named: Record<RoomPart, Pick<Command, 'id' | 'keywords'>> = {
  details: { id: 'showDetails', keywords: 'details cost size asked got tab 详情 费用 尺寸' },
  lineage: { id: 'showLineage', keywords: 'lineage parent takes children origin tab 来历 来源 衍生' },
  log: { id: 'showLog', keywords: 'log history exchange provider answer tab 日志 记录' },
  request: { id: 'showRequest', keywords: 'request sent fields curl json tab 请求 字段' },
};

/** What the room tells of its video. */
export const roomCommands: readonly Command[] = roomParts.map((part) => ({
  ...named[part],
  group: 'go',
  isOffered: ({ roomId }) => roomId !== null,
  run: () => showRoomPart(part),
}));
