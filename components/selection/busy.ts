import { useSyncExternalStore } from 'react';

/** Work on many videos that is under way, one at a time; `null` while there is none. */
export type Busy = { done: number; total: number };

let busy: Busy | null = null;
const listeners = new Set<() => void>();

export function setBusy(next: Busy | null): void {
  busy = next;
  for (const listener of listeners) listener();
}

export function useBusy(): Busy | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => busy,
    () => null,
  );
}
