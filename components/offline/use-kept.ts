import { useSyncExternalStore } from 'react';

/** When what is shown was kept, and when we were told that it had to do. */
type Kept = { keptAt: number; toldAt: number };

let kept: Kept | null = null;

function subscribe(listener: () => void): () => void {
  const { serviceWorker } = navigator;
  const take = ({ data }: MessageEvent<{ keptAt?: unknown }>) => {
    if (typeof data.keptAt !== 'number') return;
    kept = { keptAt: data.keptAt, toldAt: Date.now() };
    listener();
  };
  serviceWorker?.addEventListener('message', take);
  return () => serviceWorker?.removeEventListener('message', take);
}

/** Tells what the worker (`public/sw.js`) had to answer in place of the studio; `null` where it did not. */
export function useKept(): Kept | null {
  return useSyncExternalStore(
    subscribe,
    () => kept,
    () => null,
  );
}
