import { useSyncExternalStore } from 'react';

/** Where a menu is opened: in the room its video is open already, and its own buttons delete it. */
export type MenuPlace = 'gallery' | 'room';

/** The menu of a tile, or of the room: where it stands, and which videos it is of. */
export type OpenMenu = {
  ids: readonly string[];
  place: MenuPlace;
  /** The ids of the entries that it has, of those for several videos; absent, it has all that there are. */
  only?: readonly string[];
  /** In the window. */
  at: DOMRect;
};

let open: OpenMenu | null = null;
/** The event in which it was last closed. */
let closedBy: Event | undefined;
const listeners = new Set<() => void>();

function change(next: OpenMenu | null): void {
  open = next;
  for (const listener of listeners) listener();
}

export function openMenu(menu: OpenMenu): void {
  change(menu);
}

export function closeMenu(): void {
  change(null);
  closedBy = window.event;
}

/** Whether a menu has the keys; also the one that closes it, and none after that. */
export function isMenuOpen(): boolean {
  return open !== null || (closedBy !== undefined && closedBy === window.event);
}

export function useOpenMenu(): OpenMenu | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
    () => null,
  );
}
