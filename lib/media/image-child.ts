/** Runs in a child process: plain Node reads this file. The work of `work-on-image.ts`. */
import { writeFile } from 'node:fs/promises';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import type { Framing } from './framing.ts';

type ImageType = 'image/png' | 'image/jpeg' | 'image/webp';

/** One thing to do to one image, whose header has been read and found right. */
export type ImageTask = {
  sourcePath: string;
  /** What the file's first bytes say that it is; nothing else is decoded. */
  sourceType: ImageType;
  targetPath: string;
  maximumPixels: number;
  timeoutMs: number;
} & (
  | { as: 'converted'; type: ImageType }
  | { as: 'fitted'; type: ImageType; width: number; height: number; framing: Framing }
  | { as: 'shrunk'; maximumBytes: number; keepsSize: boolean }
);

/** What came of it. `refused` is about the image, in words for people; `no-room` is about the disk. */
export type ImageOutcome =
  | { outcome: 'written'; width: number; height: number }
  | { outcome: 'still-too-large' }
  | { outcome: 'no-room' }
  | { outcome: 'refused'; message: string };

/** How each type is written: so close to the source that nobody sees it was written twice. */
const encoders: Record<ImageType, (image: Sharp) => Sharp> = {
  'image/png': (image) => image.png({ compressionLevel: 6 }),
  'image/jpeg': (image) => image.jpeg({ quality: 93, chromaSubsampling: '4:4:4' }),
  'image/webp': (image) => image.webp({ quality: 93, smartSubsample: true }),
};

/** What is tried in turn until an image is small enough: JPEG quality, and the part of its sides that is kept. */
const shrinkSteps = [
  { quality: 90, scale: 1 },
  { quality: 80, scale: 1 },
  { quality: 70, scale: 1 },
  { quality: 80, scale: 0.7 },
  { quality: 75, scale: 0.5 },
  { quality: 70, scale: 0.35 },
];

/** JPEG has no transparency; white is what people see behind a transparent picture. */
const flatten = (image: Sharp) => image.flatten({ background: '#fff' });

/** Opens an image upright and in sRGB. Whatever is not a pixel, such as the place it was taken at, stays behind. */
function openUpright({ sourcePath, maximumPixels, timeoutMs }: ImageTask): Sharp {
  const limits = { limitInputPixels: maximumPixels, unlimited: false, sequentialRead: true };
  return sharp(sourcePath, { failOn: 'error', ...limits })
    .timeout({ seconds: Math.ceil(timeoutMs / 1_000) })
    .autoOrient()
    .toColourspace('srgb');
}

/** Lays an image into a frame. It is decoded here and drawn as the browser draws it. */
async function layIntoFrame(task: Extract<ImageTask, { as: 'fitted' }>): Promise<Sharp> {
  const { frameImage } = await import('./frame-image.ts');
  const { width, height } = (await sharp(task.sourcePath).metadata()).autoOrient;
  const frame = { width: task.width, height: task.height };
  const framed = await frameImage(openUpright(task), { width, height }, frame, task.framing);
  return sharp(framed, { raw: { ...frame, channels: 4 } });
}

async function draw(task: ImageTask): Promise<{ data: Buffer; info: OutputInfo } | null> {
  if (task.as === 'shrunk') {
    for (const { quality, scale } of shrinkSteps) {
      if (task.keepsSize && scale < 1) return null;
      const { width } = (await sharp(task.sourcePath).metadata()).autoOrient;
      const image = openUpright(task).resize(Math.max(1, Math.round(width * scale)));
      const drawn = await flatten(image).jpeg({ quality }).toBuffer({ resolveWithObject: true });
      if (drawn.data.length <= task.maximumBytes) return drawn;
    }
    return null;
  }
  let image = task.as === 'fitted' ? await layIntoFrame(task) : openUpright(task);
  if (task.type === 'image/jpeg') image = flatten(image);
  return encoders[task.type](image).toBuffer({ resolveWithObject: true });
}

/** Decodes an image and writes it as told. */
export async function work(task: ImageTask): Promise<ImageOutcome> {
  sharp.cache(false);
  // One thread: a flood of images leaves a core to the server.
  sharp.concurrency(1);
  let drawn: Awaited<ReturnType<typeof draw>>;
  try {
    const { format } = await sharp(task.sourcePath, { limitInputPixels: task.maximumPixels }).metadata();
    if (`image/${format}` !== task.sourceType) throw new Error(`It is ${format}.`);
    drawn = await draw(task);
  } catch (error) {
    console.error(error);
    return {
      outcome: 'refused',
      message: 'The image could not be decoded to its end. It may be damaged or cut short.',
    };
  }
  if (!drawn) return { outcome: 'still-too-large' };
  try {
    await writeFile(task.targetPath, drawn.data);
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code)))
      return { outcome: 'no-room' };
    throw error;
  }
  return { outcome: 'written', width: drawn.info.width, height: drawn.info.height };
}
