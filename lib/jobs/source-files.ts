import 'server-only';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { StudioError } from '@/lib/errors';
import { readVideoType } from '@/lib/media/video-type';
import { type ParsedBody, parseBody } from '@/lib/multipart';
import type { StorageDriver } from '@/lib/storage/driver';
import type { SourceFile } from './job';
import { requireRoom } from './room';

/** The largest video that is taken to have another one made from it, in bytes. */
const maximumSourceBytes = 256 * 1024 * 1024;

const extensions = { 'video/mp4': 'mp4', 'video/webm': 'webm', 'video/quicktime': 'mov' } as const;

/** What a source is called where it is sent on. */
export function sourceName(type: SourceFile['type']): string {
  return `video.${extensions[type]}`;
}

/**
 * Takes the body of a request that may hold a video to the disk. The caller removes its files.
 * @throws StudioError as `parseBody`, or `storage_full` before a body is read for which there is no room
 */
export async function parseVideoBody(storage: StorageDriver, request: Request): Promise<ParsedBody> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  await requireRoom(storage, Number.isFinite(declared) ? Math.min(declared, maximumSourceBytes) : 0);
  return parseBody(request, {
    maximumFileBytes: maximumSourceBytes,
    // One is taken; of a second it can be said what is wrong with it.
    maximumFiles: 2,
    requireRoom: (bytes) => requireRoom(storage, bytes),
    temporaryPath: () => storage.temporaryPath('upload'),
    imageFields: [],
  });
}

/** @throws StudioError `unsupported_media_type` for a local file that is no video */
export async function requireVideoType(path: string): Promise<SourceFile['type']> {
  const type = await readVideoType(path);
  if (type) return type;
  const message = 'video must be an MP4, a QuickTime or a WebM file.';
  throw new StudioError('unsupported_media_type', message, { param: 'video' });
}

/**
 * An uploaded video, by its content, with the key under which it is to be kept.
 * @throws StudioError `unsupported_media_type` where it is none
 */
export async function describeSource(path: string): Promise<SourceFile> {
  const type = await requireVideoType(path);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const sha256 = hash.digest('hex');
  const { size: bytes } = await stat(path);
  return { key: `sources/${sha256}.${extensions[type]}`, type, bytes, sha256 };
}
