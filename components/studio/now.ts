import { useSyncExternalStore } from 'react';

/** One clock for everything that ticks, and none while nothing does. */
let now = 0;
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    now = Date.now();
    timer = setInterval(tick, 1_000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** The time (Unix milliseconds), new every second. Zero while the server draws. */
export function useNow(): number {
  return useSyncExternalStore(
    subscribe,
    () => now || Math.floor(Date.now() / 1_000) * 1_000,
    () => 0,
  );
}
