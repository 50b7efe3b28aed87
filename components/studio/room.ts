import { usePathname } from 'next/navigation';

const pattern = /^\/videos\/([^/]+)\/?$/;

/** The id of the video whose review room the address names, or `null`. */
export function useRoom(): string | null {
  const match = pattern.exec(usePathname());
  return match?.[1] ? decodeURIComponent(match[1]) : null;
}

/** How often this page has gone into a room by itself, so that leaving can go back instead of forward. */
let depth = 0;

/** The address of a room over the gallery as it is now, with its filter. */
function addressOf(id: string): string {
  return `/videos/${encodeURIComponent(id)}${window.location.search}`;
}

/**
 * Opens the review room over the gallery. Next's router follows the address, and nothing is fetched for it.
 * `part` is what in the room to begin with.
 */
export function enterRoom(id: string, part = ''): void {
  depth += 1;
  window.history.pushState(null, '', `${addressOf(id)}${part && `#${part}`}`);
}

/** Goes to another video without growing the history, so that one step back is always the gallery. */
export function moveRoom(id: string): void {
  window.history.replaceState(null, '', addressOf(id));
}

/** Closes the room, where one is open: back to where it was opened, or to the gallery when it was opened by its address. */
export function leaveRoom(): void {
  if (!pattern.test(window.location.pathname)) return;
  if (depth > 0) {
    depth -= 1;
    window.history.back();
  } else {
    window.history.replaceState(null, '', `/${window.location.search}`);
  }
}
