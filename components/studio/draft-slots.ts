import type { Draft, DraftImage, ImageSlot } from './draft';

type Images = Pick<Draft, 'firstFrame' | 'lastFrame' | 'references'>;

export function imageIn(draft: Images, slot: ImageSlot): DraftImage | null {
  return typeof slot === 'number' ? (draft.references[slot] ?? null) : draft[slot];
}

/**
 * The images with another one in a slot. References close up: what is taken out leaves no gap, and what is put beyond the
 * last one becomes the last one.
 */
export function withImage(draft: Images, slot: ImageSlot, image: DraftImage | null): Images {
  const { firstFrame, lastFrame, references } = draft;
  if (typeof slot !== 'number') return { firstFrame, lastFrame, references, [slot]: image };
  return { firstFrame, lastFrame, references: references.toSpliced(slot, 1, ...(image ? [image] : [])) };
}

/** The frames the other way round, an empty one too. */
export function swapFrames({ firstFrame, lastFrame }: Images): Partial<Images> {
  return { firstFrame: lastFrame, lastFrame: firstFrame };
}

/** The references with one of them moved to another place; the others keep their order. */
export function moveReference({ references }: Images, from: number, to: number): Partial<Images> {
  const moved = references[from];
  if (!moved || to < 0 || to >= references.length) return {};
  return { references: references.toSpliced(from, 1).toSpliced(to, 0, moved) };
}
