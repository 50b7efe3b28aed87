import type { Video } from '@/lib/jobs/wire';

type Listener = (videos: readonly Video[]) => void;

const listeners = new Set<Listener>();

/** Hears of each video whenever its change reaches this page. @returns the way to hear no more */
export function onChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says that these have changed. */
export function tellChanged(videos: readonly Video[]): void {
  for (const listener of listeners) listener(videos);
}
