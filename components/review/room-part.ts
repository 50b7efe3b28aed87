import { replaceAddress } from '@/components/studio/room-history';

/** What the room tells of a video, each in a tab of its own. */
export const roomParts = ['details', 'lineage', 'log', 'request'] as const;
export type RoomPart = (typeof roomParts)[number];

/** The part that an address begins with, by what stands behind its `#`; what means something else is among the details. */
export function readPart(hash: string): RoomPart {
  return roomParts.find((part) => `#${part}` === hash) ?? 'details';
}

let show: (part: RoomPart) => void = () => {};

/** Makes the parts something that can be asked for from elsewhere. Returns what takes it away again. */
export function offerRoomParts(offered: (part: RoomPart) => void): () => void {
  show = offered;
  return () => {
    show = () => {};
  };
}

/** Shows a part of the room that is open, and goes to its tab. */
export function showRoomPart(part: RoomPart): void {
  show(part);
  document.getElementById(tabId(part))?.focus();
}

/** The tab of a part, on the page. */
export function tabId(part: RoomPart): string {
  return `room-tab-${part}`;
}

/** Writes the part into the address, in place: going back leaves the room, and does not walk through its tabs. */
export function keepPart(part: RoomPart): void {
  const { pathname, search } = window.location;
  const hash = part === 'details' ? '' : `#${part}`;
  replaceAddress(`${pathname}${search}${hash}`);
}
