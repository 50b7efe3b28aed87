import 'server-only';
import { open } from 'node:fs/promises';
import sharp from 'sharp';
import { StudioError } from '@/lib/errors';
import { type ImageType, imageType, signatureBytes } from './image-type';

// The cache goes by path and keeps files open: a file that took another's name would be taken for it, and one that was
// deleted would still fill the disk.
sharp.cache(false);

/** The most pixels of an image: about 7,000 × 7,000, and 200 MB once decoded. */
const maximumPixels = 50_000_000;

export type ReadImage = {
  type: ImageType;
  /** In pixels, as people see it: after the camera's orientation has been applied. */
  width: number;
  height: number;
  /** Whether the file asks to be turned or mirrored before it is shown. */
  hasOrientation: boolean;
};

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(signatureBytes), 0, signatureBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * Finds out what an image file is, by its first bytes and by decoding its header; never by its name.
 * No decoder but those of the three types taken is ever reached.
 * @throws StudioError `unsupported_media_type`, or `too_large` where it has too many pixels; both name `input_reference`
 */
export async function readImage(path: string): Promise<ReadImage> {
  const param = 'input_reference';
  const { type, name } = imageType(await readHead(path));
  if (!type) {
    const message = `This file is ${name}. A reference image must be a PNG, JPEG or WebP.`;
    throw new StudioError('unsupported_media_type', message, { param });
  }
  const metadata = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      const message = `This file begins like a ${name} image but cannot be read. It may be damaged.`;
      throw new StudioError('unsupported_media_type', message, { param, cause });
    });
  if (`image/${metadata.format}` !== type) {
    const message = `This file begins like a ${name} image but is something else. It may be damaged.`;
    throw new StudioError('unsupported_media_type', message, { param });
  }
  const { width, height } = metadata.autoOrient;
  if (width * height > maximumPixels) {
    const message = `The image has ${width} × ${height} pixels. At most ${maximumPixels / 1e6} million are taken.`;
    throw new StudioError('too_large', message, { param });
  }
  return { type, width, height, hasOrientation: (metadata.orientation ?? 1) > 1 };
}
