import { type DraftImage, fillDraft, getDraft, type ImageSlot } from '@/components/studio/draft';
import { withImage } from '@/components/studio/draft-slots';
import type { Model } from '@/lib/providers/wire';
import { fetchByAddress } from './fetch-picture';
import { placePictures } from './place-pictures';
import { placesOf } from './places-of';
import { type Refusal, readPicture } from './read-picture';

/** What became of files: where pictures went, which files are none, and how many pictures had no place. */
export type Taken = { slots: ImageSlot[]; refusals: Refusal[]; leftOut: number };

/** Puts files into the slots that they belong in, as far as they are pictures and there is a place for them. */
export async function takePictures(
  files: readonly File[],
  { model, slot }: { model: Model | null; slot: ImageSlot | null },
): Promise<Taken> {
  const slots = placePictures(files.length, placesOf(model, getDraft()), slot);
  const images: DraftImage[] = [];
  const refusals: Refusal[] = [];
  let leftOut = 0;
  // One after the other: a photo that is being decoded is large.
  for (const file of files) {
    if (images.length === slots.length) {
      leftOut += 1;
      continue;
    }
    const read = await readPicture(file);
    if ('refusal' in read) refusals.push(read.refusal);
    else images.push(read.image);
  }
  const places = slots.slice(0, images.length);
  if (images.length > 0) {
    let filled: ReturnType<typeof withImage> = getDraft();
    for (const [index, place] of places.entries()) filled = withImage(filled, place, images[index] ?? null);
    fillDraft({ ...filled });
  }
  return { slots: places, refusals, leftOut };
}

/**
 * Puts the picture at an address into the slot that it belongs in.
 * @throws ApiError in the studio's words, where it gives none
 */
export async function takeAddress(
  url: string,
  { model, slot }: { model: Model | null; slot: ImageSlot | null },
): Promise<ImageSlot> {
  const image = await fetchByAddress(url);
  const [place = 'firstFrame'] = placePictures(1, placesOf(model, getDraft()), slot);
  fillDraft({ ...withImage(getDraft(), place, image) });
  return place;
}
