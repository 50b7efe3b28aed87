import 'server-only';
import { Readable } from 'node:stream';
import { StudioError } from '@/lib/errors';
import type { JobContext } from './context';
import type { Job } from './job';
import { downloadName } from './present-video';

export const variants = ['video', 'thumbnail', 'spritesheet'] as const;
export type Variant = (typeof variants)[number];

/** One stored file, with all that an HTTP answer about it needs. */
export type Content = { key: string; type: string; size: number; etag: string; filename: string };

/**
 * The variant that a query asks for.
 * @throws StudioError `invalid_request` where it is none of these
 */
export function readVariant(query: URLSearchParams, among: readonly Variant[] = variants): Variant {
  const asked = query.get('variant') ?? 'video';
  const variant = among.find((candidate) => candidate === asked);
  if (variant) return variant;
  throw new StudioError('invalid_request', `variant must be one of ${among.join(', ')}.`, {
    param: 'variant',
  });
}

function locate(job: Job, variant: Variant): { key: string; type: string } | null {
  const { saved } = job;
  if (!saved) return null;
  if (variant === 'video') return { key: saved.videoKey, type: saved.type };
  if (variant === 'thumbnail')
    return saved.thumbnailKey ? { key: saved.thumbnailKey, type: 'image/webp' } : null;
  return saved.spritesheetKey ? { key: saved.spritesheetKey, type: 'image/jpeg' } : null;
}

/**
 * Finds a variant of a video in our own storage.
 * @throws StudioError `not_ready` while it is being made, `not_found` where there is none, `gone` where the file was lost
 */
export async function findContent(context: JobContext, job: Job, variant: Variant): Promise<Content> {
  const place = locate(job, variant);
  if (!place) {
    if (job.status === 'completed')
      throw new StudioError('not_found', `This video has no ${variant}.`, { param: 'variant' });
    const message =
      job.status === 'failed'
        ? 'This video failed, so it has no content.'
        : `The video is not ready yet: it is ${job.status}.`;
    throw new StudioError(job.status === 'failed' ? 'not_found' : 'not_ready', message);
  }
  const found = await context.storage.stat(place.key);
  if (!found) throw new StudioError('gone', 'The file is no longer in the data folder.');
  if (variant === 'video' && found.size !== job.saved?.bytes)
    throw new StudioError(
      'gone',
      'The file in the data folder is not the one that was kept: its size differs.',
    );
  const filename = variant === 'video' ? downloadName(job) : `${job.id}.${place.key.split('.').at(-1)}`;
  return { ...place, size: found.size, etag: `"${job.saved?.sha256.slice(0, 32)}-${variant}"`, filename };
}

/** Reads a stored file, or a range of it with both ends inclusive, as an answer streams it. */
export function readContent(context: JobContext, { key }: Content) {
  return async (range: { start: number; end: number } | null) => {
    const stream = await context.storage.read(key, range ?? undefined);
    return stream && (Readable.toWeb(stream) as ReadableStream<Uint8Array>);
  };
}
