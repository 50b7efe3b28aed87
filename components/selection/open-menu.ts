import { useSyncExternalStore } from 'react';

/** The menu of a tile: where it stands, and which videos it is of. */
export type OpenMenu = {
  ids: readonly string[];
  /** In the window. */
  at: DOMRect;
};

let open: OpenMenu | null = null;
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
}

export function isMenuOpen(): boolean {
  return open !== null;
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
