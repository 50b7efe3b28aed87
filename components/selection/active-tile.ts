import { useSyncExternalStore } from 'react';

/**
 * The tiles that somebody is at, with a pointer or with the focus. Only these have all their tools: a hundred tiles with three
 * buttons each would be a heavy page.
 */
let active: { hovered: string | null; focused: string | null } = { hovered: null, focused: null };
const listeners = new Set<() => void>();

export function setActiveTile(how: 'hovered' | 'focused', id: string | null): void {
  if (active[how] === id) return;
  active = { ...active, [how]: id };
  for (const listener of listeners) listener();
}

export function useIsActive(id: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => active.hovered === id || active.focused === id,
    () => false,
  );
}
