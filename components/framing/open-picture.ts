import type { Pixels } from '@/lib/media/framing';
import { decodeAside } from './decode-aside';

/** An image that can be drawn. `whole` are the pixels of its file, upright; the bitmap may have fewer. */
export type OpenPicture = { bitmap: ImageBitmap; whole: Pixels };

/** A photo of 50 megapixels takes 200 MB as a bitmap, and a phone has little more; so large a copy of it takes 17. */
const longestSide = 2_560;
/** The first and the last frame, and one that was just replaced. */
const mostKept = 3;
/** What weighs less is decoded to see how large it is; that is mostly all there is to do. */
const mostBytesAtOnce = 1024 * 1024;
const kept = new Map<File, Promise<OpenPicture>>();

/** How large an image is. Only its header is read for that. */
async function measure(file: File): Promise<Pixels> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = () => reject(new Error('The image cannot be read.'));
      image.src = url;
    });
    return { width: image.naturalWidth, height: image.naturalHeight };
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function open(file: File): Promise<OpenPicture> {
  const small = file.size > mostBytesAtOnce ? null : await createImageBitmap(file);
  const whole = small ? { width: small.width, height: small.height } : await measure(file);
  const ratio = Math.min(1, longestSide / Math.max(whole.width, whole.height));
  if (small && ratio === 1) return { bitmap: small, whole };
  small?.close();
  const drawn = { width: Math.round(whole.width * ratio), height: Math.round(whole.height * ratio) };
  const bitmap = await decodeAside({ file, part: null, drawn: ratio < 1 ? drawn : null }, whole);
  return { bitmap, whole };
}

/**
 * Decodes an image, once for as long as it is among the last ones asked for. What falls out of these is left to the
 * garbage collector, since somebody may still be drawing it.
 * @throws where the browser cannot decode it
 */
export function openPicture(file: File): Promise<OpenPicture> {
  const picture = kept.get(file) ?? open(file);
  kept.delete(file);
  kept.set(file, picture);
  picture.catch(() => kept.delete(file));
  for (const [oldest] of kept) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
  return picture;
}
