import type { Pixels, Source } from '@/lib/media/framing';

/** What is wanted of an image: all of it or a part, in as many pixels as is said. */
export type Decoding = { file: File; part: Source | null; drawn: Pixels | null };

/**
 * Decodes an image upright. A part is cut out of the decoded image, since Chromium loses its way in a photo that lies on
 * its side when it cuts while it decodes. A browser that does not shrink as well gives all pixels, which serve too.
 * @throws where the browser cannot decode it
 */
export async function decode({ file, part, drawn }: Decoding): Promise<ImageBitmap> {
  const options: ImageBitmapOptions = {
    resizeQuality: 'high',
    ...(drawn && { resizeWidth: drawn.width, resizeHeight: drawn.height }),
  };
  if (!part) return createImageBitmap(file, options);
  const entire = await createImageBitmap(file);
  try {
    return await createImageBitmap(entire, part.left, part.top, part.width, part.height, options);
  } finally {
    entire.close();
  }
}
