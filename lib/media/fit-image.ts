import 'server-only';
import sharp, { type Sharp } from 'sharp';
import { StudioError } from '@/lib/errors';
import type { ImageType } from './image-type';
import { readImage } from './read-image';

/** How each type is written: so close to the source that nobody sees it was written twice. */
const encoders: Record<ImageType, (image: Sharp) => Sharp> = {
  'image/png': (image) => image.png({ compressionLevel: 6 }),
  'image/jpeg': (image) => image.jpeg({ quality: 93, chromaSubsampling: '4:4:4' }),
  'image/webp': (image) => image.webp({ quality: 93, smartSubsample: true }),
};

/** Opens an image upright and in sRGB. Whatever is not a pixel, such as the place it was taken at, stays behind. */
function openUpright(path: string): Sharp {
  return sharp(path, { failOn: 'error' }).autoOrient().toColourspace('srgb');
}

async function write(image: Sharp, type: ImageType, targetPath: string): Promise<void> {
  await encoders[type](image)
    .toFile(targetPath)
    .catch((cause: NodeJS.ErrnoException) => {
      // A full disk or a missing folder is not the image's fault.
      if (cause.code || /unable to open for write|No space left/i.test(cause.message)) throw cause;
      const message = 'The image could not be decoded to its end. It may be damaged or cut short.';
      throw new StudioError('unsupported_media_type', message, { param: 'input_reference', cause });
    });
}

/**
 * Writes an image scaled and cropped about its centre to exactly `width` × `height` pixels, upright, without metadata.
 * @throws StudioError `unsupported_media_type` for a file that cannot be decoded
 */
export async function fitImage(work: {
  sourcePath: string;
  targetPath: string;
  width: number;
  height: number;
  type: ImageType;
}): Promise<void> {
  const { sourcePath, targetPath, width, height, type } = work;
  await readImage(sourcePath);
  let image = openUpright(sourcePath).resize(width, height, { fit: 'cover' });
  // JPEG has no transparency; white is what people see behind a transparent picture.
  if (type === 'image/jpeg') image = image.flatten({ background: '#fff' });
  await write(image, type, targetPath);
}

/** What is tried in turn until an image is small enough: JPEG quality, and the part of its sides that is kept. */
const shrinkSteps = [
  { quality: 90, scale: 1 },
  { quality: 80, scale: 1 },
  { quality: 70, scale: 1 },
  { quality: 80, scale: 0.7 },
  { quality: 75, scale: 0.5 },
  { quality: 70, scale: 0.35 },
];

/**
 * Writes an image as a JPEG of at most `maximumBytes`, losing first fidelity that nobody sees, then pixels unless
 * `keepsSize`.
 * @returns whether it came out small enough
 */
export async function shrinkImage(work: {
  sourcePath: string;
  targetPath: string;
  maximumBytes: number;
  keepsSize: boolean;
}): Promise<boolean> {
  const { sourcePath, targetPath, maximumBytes, keepsSize } = work;
  const { width } = await readImage(sourcePath);
  for (const { quality, scale } of shrinkSteps) {
    if (keepsSize && scale < 1) return false;
    const image = openUpright(sourcePath)
      .resize(Math.max(1, Math.round(width * scale)))
      .flatten({ background: '#fff' })
      .jpeg({ quality });
    const { size } = await image.toFile(targetPath);
    if (size <= maximumBytes) return true;
  }
  return false;
}

/** Writes an image as another type, in its own size. */
export async function convertImage(work: {
  sourcePath: string;
  targetPath: string;
  type: ImageType;
}): Promise<void> {
  const { sourcePath, targetPath, type } = work;
  const image = openUpright(sourcePath);
  await write(type === 'image/jpeg' ? image.flatten({ background: '#fff' }) : image, type, targetPath);
}

/**
 * Writes an image again in its own type and size, upright, without metadata.
 * @throws StudioError `unsupported_media_type` or `too_large`, as {@link readImage} does
 */
export async function normaliseImage(work: { sourcePath: string; targetPath: string }): Promise<void> {
  const { type } = await readImage(work.sourcePath);
  await write(openUpright(work.sourcePath), type, work.targetPath);
}
