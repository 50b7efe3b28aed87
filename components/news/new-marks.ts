import { useSyncExternalStore } from 'react';
import type { Video } from '@/lib/jobs/wire';

/** Says which videos are new. What decides it comes later than the first tiles; until then none is. */
let decide: (video: Video) => boolean = () => false;
const listeners = new Set<() => void>();

/** Has all tiles marked anew. */
export function markNew(next: (video: Video) => boolean): void {
  decide = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a video came to its end while nobody was here, and was not opened since. */
export function useIsNew(video: Video): boolean {
  return useSyncExternalStore(
    subscribe,
    () => decide(video),
    () => false,
  );
}
