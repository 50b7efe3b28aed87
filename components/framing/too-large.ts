import type { Pixels } from '@/lib/media/framing';

/** The studio takes no larger image: in bytes, in pixels, and on a side. */
const mostBytes = 20 * 1024 * 1024;
const mostPixels = 50_000_000;
const mostSide = 16_383;
/** More than any provider makes of an image. */
const shrunkSide = 4_096;

/** Whether an image has to be made smaller before the studio takes it. */
export function isTooLarge(file: File, { width, height }: Pixels): boolean {
  return file.size > mostBytes || width * height > mostPixels || Math.max(width, height) > mostSide;
}

/** The pixels of an image that is made smaller. */
export function shrunkPixels({ width, height }: Pixels): Pixels {
  const ratio = Math.min(1, shrunkSide / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * ratio)),
    height: Math.max(1, Math.round(height * ratio)),
  };
}
