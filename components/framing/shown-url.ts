import { newSheet } from './canvas-sheet';
import type { OpenPicture } from './open-picture';

/** Larger ones are shown by a small copy: a phone would decode 50 megapixels for a slot of eighty. */
const mostPixelsShown = 8_000_000;
const copySide = 1_024;
const copies = new WeakMap<File, Blob>();

/** Makes the small copy by which a large image is shown. */
export async function keepSmallCopy(file: File, { bitmap, whole }: OpenPicture): Promise<void> {
  if (whole.width * whole.height <= mostPixelsShown || copies.has(file)) return;
  const ratio = Math.min(1, copySide / Math.max(bitmap.width, bitmap.height));
  const size = { width: Math.ceil(bitmap.width * ratio), height: Math.ceil(bitmap.height * ratio) };
  const { canvas, context } = newSheet(size);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, size.width, size.height);
  const type = file.type === 'image/jpeg' ? 'image/jpeg' : 'image/webp';
  const copy = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.85));
  if (copy) copies.set(file, copy);
}

/** An address to show an image by, to be revoked by who asked for it. */
export function shownUrl(file: File): string {
  return URL.createObjectURL(copies.get(file) ?? file);
}
