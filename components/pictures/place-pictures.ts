import type { ImageSlot } from '@/components/studio/draft';

/** How many images of each role a model takes, and how many references there are already. */
export type Places = { firstFrames: number; lastFrames: number; references: number; filled: number };

/**
 * Which picture goes where, of several that come at once: the first becomes the first frame, the second the last frame,
 * the rest references, each as far as the model takes it. Given to a slot they begin there.
 * @param slot the slot that they were dropped on; `null` for anywhere else
 * @returns a slot for each picture that has a place, in their order
 */
export function placePictures(count: number, places: Places, slot: ImageSlot | null): ImageSlot[] {
  const { firstFrames, lastFrames, references, filled } = places;
  const from = typeof slot === 'number' ? slot : filled;
  const rest = Array.from({ length: Math.max(0, references - from) }, (_, index) => from + index);
  const last: ImageSlot[] = lastFrames > 0 ? ['lastFrame'] : [];
  const first: ImageSlot[] = firstFrames > 0 ? ['firstFrame'] : [];
  if (typeof slot === 'number') return rest.slice(0, count);
  if (slot === 'lastFrame') return ['lastFrame' as const, ...rest].slice(0, count);
  if (slot === 'firstFrame') return ['firstFrame' as const, ...last, ...rest].slice(0, count);
  const all = [...first, ...last, ...rest];
  // Where the model takes none it is shown all the same, and said to stay behind.
  return (all.length > 0 ? all : ['firstFrame' as const]).slice(0, count);
}
