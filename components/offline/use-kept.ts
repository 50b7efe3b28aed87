import { useSyncExternalStore } from 'react';

/** When what is shown was kept, and when we were told that it had to do. */
type Kept = { keptAt: number; toldAt: number };

let kept: Kept | null = null;
const listeners = new Set<() => void>();

function take({ data }: MessageEvent<{ keptAt?: unknown }>): void {
  if (typeof data.keptAt !== 'number') return;
  kept = { keptAt: data.keptAt, toldAt: Date.now() };
  for (const listener of listeners) listener();
}

// It is told with the first answer, which is before anybody asks.
if (typeof window !== 'undefined') window.navigator.serviceWorker?.addEventListener('message', take);

/** Tells what the worker (`public/sw.js`) had to answer in place of the studio; `null` where it did not. */
export function useKept(): Kept | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => kept,
    () => null,
  );
}
