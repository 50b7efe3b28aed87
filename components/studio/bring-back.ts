import { readFraming } from '@/lib/media/framing';
import type { DraftImage } from './draft';
import { dropForgotten, findFile } from './image-files';
import { type Images, type KeptImage, type KeptImages, names } from './kept-images';

const isNumber = (value: unknown): value is number => Number.isFinite(value);

/** The frame that an image is, where that can be read. */
function readFrom(value: unknown): DraftImage['from'] {
  if (typeof value !== 'object' || value === null) return undefined;
  const { videoId, frame, seconds } = value as Partial<NonNullable<DraftImage['from']>>;
  return typeof videoId === 'string' && isNumber(frame) && isNumber(seconds)
    ? { videoId, frame, seconds }
    : undefined;
}

/** An image of a stored draft, where it can be read; another release may have written it, or a person. */
function readKept(value: unknown): KeptImage | null {
  if (typeof value !== 'object' || value === null) return null;
  const { name, width, height, framing, sourceUrl, from } = value as Partial<KeptImage>;
  if (typeof name !== 'string' || !isNumber(width) || !isNumber(height)) return null;
  const origin = readFrom(from);
  return {
    ...{ name, width, height },
    framing: readFraming(framing),
    ...(typeof sourceUrl === 'string' ? { sourceUrl } : {}),
    ...(origin ? { from: origin } : {}),
  };
}

/** The slots of a stored draft, as far as they can be read. */
export function readKeptImages(value: unknown): KeptImages {
  const stored = typeof value === 'object' && value !== null ? value : {};
  const { firstFrame, lastFrame, references } = stored as Partial<Record<keyof KeptImages, unknown>>;
  return {
    firstFrame: readKept(firstFrame),
    lastFrame: readKept(lastFrame),
    references: (Array.isArray(references) ? references : []).map(readKept).filter((image) => image !== null),
  };
}

/** Images with their bytes again. What has none any more is left out, and bytes that nothing names any more go. */
export async function bringBack({ firstFrame, lastFrame, references }: KeptImages): Promise<Images> {
  const named = [firstFrame, lastFrame, ...references].flatMap((image) => (image ? [image.name] : []));
  void dropForgotten(new Set(named), Date.now());
  const show = async (image: KeptImage | null): Promise<DraftImage | null> => {
    const file = image && (await findFile(image.name));
    if (!file) return null;
    const { name, ...rest } = image;
    names.set(file, name);
    return { ...rest, file, url: URL.createObjectURL(file) };
  };
  return {
    firstFrame: await show(firstFrame),
    lastFrame: await show(lastFrame),
    references: (await Promise.all(references.map(show))).filter((image) => image !== null),
  };
}
