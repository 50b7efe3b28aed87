import 'server-only';
import { StudioError } from '@/lib/errors';
import { ChildError, runChild } from '@/lib/run-child';
import type { ImageOutcome, ImageTask } from './image-child';
import { maximumPixels, readImageHeader } from './image-header';
import type { ImageType } from './image-type';
import { takeTurns } from './take-turns';

type Limits = { timeoutMs: number; memoryMegabytes: number };

/**
 * 50 million pixels as a progressive JPEG or a WebP take 1,200 MB, of which a photograph takes a fifth, and most of a
 * minute where they are WebP.
 */
const usualLimits: Limits = { timeoutMs: 60_000, memoryMegabytes: 1_536 };

/** Decoding keeps a core busy, and the server needs one too. */
const takeTurn = takeTurns(2);

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
type ImageWork = DistributiveOmit<ImageTask, 'sourceType' | 'maximumPixels' | 'timeoutMs'>;

/** An image as it was written: upright, so `width` and `height` are what people see. */
type WrittenImage = { type: ImageType; width: number; height: number };

function refuse(message: string, cause?: unknown): StudioError {
  return new StudioError('unsupported_media_type', message, { param: 'input_reference', cause });
}

/** What a failed child says of the image; `null` where the fault need not be the image's. */
function toRefusal(error: unknown): StudioError | null {
  if (!(error instanceof ChildError) || error.reason === 'error') return null;
  const words = {
    timeout: 'takes too long to decode',
    memory: 'takes too much memory to decode',
    fall: 'cannot be decoded. It may be damaged',
    refusal: `cannot be decoded. ${error.message}`,
  };
  return refuse(`The image ${words[error.reason]}.`, error);
}

/**
 * Decodes an image in a process of its own, with a limit of time and of memory, and writes it as told. Only what the
 * decoder saw is in the file that it writes: no metadata, and nothing that rode along behind the picture.
 * @returns what was written; `null` where it could not be made small enough
 * @throws StudioError `unsupported_media_type` or `too_large` naming `input_reference`, `storage_full`
 */
export async function workOnImage(
  given: ImageWork,
  limits: Partial<Limits> = {},
): Promise<WrittenImage | null> {
  const { timeoutMs, memoryMegabytes } = { ...usualLimits, ...limits };
  const { type: sourceType } = await readImageHeader(given.sourcePath);
  const input: ImageTask = { ...given, sourceType, maximumPixels, timeoutMs };
  const script = 'lib/media/image-child.ts';
  const found = await takeTurn(() => runChild({ script, input, timeoutMs, memoryMegabytes })).catch(
    (error: unknown) => {
      throw toRefusal(error) ?? error;
    },
  );
  const outcome = found as ImageOutcome;
  if (outcome.outcome === 'refused') throw refuse(outcome.message);
  if (outcome.outcome === 'no-room')
    throw new StudioError('storage_full', 'The disk that holds the data folder is full.');
  if (outcome.outcome === 'still-too-large') return null;
  const { width, height } = outcome;
  return { type: 'type' in given ? given.type : 'image/jpeg', width, height };
}
