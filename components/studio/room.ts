import { usePathname, useSearchParams } from 'next/navigation';
import { pushRoom, replaceAddress, roomDepth } from './room-history';

const pattern = /^\/videos\/([^/]+)\/?$/;
const comparePath = '/compare';

function roomOf(path: string): string | null {
  const match = pattern.exec(path);
  return match?.[1] ? decodeURIComponent(match[1]) : null;
}

/** Whether it is the path of the gallery, or of what lies over it. */
export function isStudioPath(path: string): boolean {
  return path === '/' || path === comparePath || pattern.test(path);
}

/** The id of the video whose review room the address names, or `null`. */
export function useRoom(): string | null {
  return roomOf(usePathname());
}

/** The same at this moment, `null` also for who is leaving it: the page follows the address a little later. */
export function addressedRoom(): string | null {
  return isLeaving ? null : roomOf(window.location.pathname);
}

/** The ids of the videos that the address lays side by side, with commas between, or `null`. */
export function useCompared(): string | null {
  const query = useSearchParams();
  return usePathname() === comparePath ? (query.get('ids') ?? '') : null;
}

/** Whether the browser is on its way back to the gallery. */
let isLeaving = false;

/** The filter of the gallery below, and what else its address says. */
function keptQuery(): string {
  const query = new URLSearchParams(window.location.search);
  query.delete('ids');
  const spelt = query.toString();
  return spelt && `?${spelt}`;
}

/** The address of a room over the gallery as it is now, with its filter. */
function addressOf(id: string): string {
  return `/videos/${encodeURIComponent(id)}${keptQuery()}`;
}

/**
 * Opens the review room over the gallery. Next's router follows the address, and nothing is fetched for it.
 * `part` is what in the room to begin with.
 */
export function enterRoom(id: string, part = ''): void {
  pushRoom(`${addressOf(id)}${part && `#${part}`}`);
}

/** Goes to another video without growing the history, so that one step back is always the gallery. */
export function moveRoom(id: string): void {
  replaceAddress(addressOf(id));
}

function compareAddress(ids: readonly string[]): string {
  const query = new URLSearchParams(window.location.search);
  query.set('ids', ids.join(','));
  // A comma needs no escape in a query, and people read addresses.
  return `${comparePath}?${query.toString().replaceAll('%2C', ',')}`;
}

/** Lays videos side by side, over the gallery or the room. */
export function enterCompare(ids: readonly string[]): void {
  pushRoom(compareAddress(ids));
}

/** Changes which videos are side by side, and in which order. */
export function moveCompare(ids: readonly string[]): void {
  replaceAddress(compareAddress(ids));
}

/** Closes what lies over the gallery, where anything does: back to where it was opened, or to the gallery. */
export function leaveRoom(): void {
  const { pathname } = window.location;
  // Who asks twice before the browser is there has asked once.
  if (isLeaving || (!pattern.test(pathname) && pathname !== comparePath)) return;
  if (roomDepth() > 0) {
    isLeaving = true;
    window.addEventListener('popstate', () => (isLeaving = false), { once: true });
    window.history.back();
  } else {
    replaceAddress(`/${keptQuery()}`);
  }
}
