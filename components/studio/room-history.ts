/**
 * The entries of the browser's history that this page has made to open a room. Each of them keeps how many of them lie
 * under each other, so that it holds wherever the browser's own Back and Forward lead.
 */

/** What an entry keeps. */
type RoomEntry = {
  /** When the page was opened that made it: what an earlier one made is not in this page's history. */
  page: number;
  depth: number;
};

/** How many rooms this page has opened, one in the other, to come to where it is: so many steps lead back out. */
export function roomDepth(): number {
  const room: RoomEntry | undefined = window.history.state?.room;
  return room?.page === performance.timeOrigin ? room.depth : 0;
}

const stateOf = (depth: number) => ({ room: { page: performance.timeOrigin, depth } satisfies RoomEntry });

/** Goes to an address in a room opened from where one is. */
export function pushRoom(address: string): void {
  window.history.pushState(stateOf(roomDepth() + 1), '', address);
}

/** Changes the address without a step: the way back out stays as long as it is. */
export function replaceAddress(address: string): void {
  window.history.replaceState(stateOf(roomDepth()), '', address);
}
