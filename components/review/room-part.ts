/** What the room tells of a video, each in a tab of its own. */
export const roomParts = ['details', 'lineage', 'log', 'request'] as const;
export type RoomPart = (typeof roomParts)[number];

/** The part that an address begins with, by what stands behind its `#`; what means something else is among the details. */
export function readPart(hash: string): RoomPart {
  return roomParts.find((part) => `#${part}` === hash) ?? 'details';
}

/** Writes the part into the address, in place: going back leaves the room, and does not walk through its tabs. */
export function keepPart(part: RoomPart): void {
  const { pathname, search } = window.location;
  const hash = part === 'details' ? '' : `#${part}`;
  window.history.replaceState(null, '', `${pathname}${search}${hash}`);
}
