import 'server-only';
import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ResumePoint } from '@/lib/providers/fetch-result';
import type { StorageDriver } from '@/lib/storage/driver';

/** Where the beginnings of videos are kept whose download was cut off. */
export const partsFolder = 'parts';
/** A longer ETag would make too long a file name. */
const longestEtag = 100;

const folderOf = (jobId: string) => `${partsFolder}/${jobId.toLowerCase()}`;

/**
 * Keeps the beginning of a download, so that the next try may go on from there. The ETag it belongs to is its name, so
 * that the two cannot come apart. The local file is gone afterwards.
 */
export async function keepPart(
  storage: StorageDriver,
  jobId: string,
  path: string,
  etag: string | null,
): Promise<void> {
  if (etag === null || etag.length > longestEtag) return;
  const written = await stat(path).catch(() => null);
  if (!written?.size) return;
  const key = `${folderOf(jobId)}/${Buffer.from(etag).toString('hex')}`;
  await storage.putFile(key, path);
  for (const other of await storage.list(folderOf(jobId))) {
    if (other.key !== key) await storage.delete(other.key);
  }
}

/** What was kept of a job's video, to ask for the rest of. */
export async function findPart(storage: StorageDriver, jobId: string): Promise<ResumePoint | null> {
  const [part] = await storage.list(folderOf(jobId));
  if (!part || part.size === 0) return null;
  const etag = Buffer.from(part.key.slice(part.key.lastIndexOf('/') + 1), 'hex').toString();
  return { offset: part.size, etag };
}

/** Copies a kept part to a local file, hashing it on the way; the hash goes on with what follows. */
export async function openPart(
  storage: StorageDriver,
  jobId: string,
  { etag }: ResumePoint,
  path: string,
): Promise<Hash> {
  const source = await storage.read(`${folderOf(jobId)}/${Buffer.from(etag).toString('hex')}`);
  if (!source) throw new Error('The beginning of the video is no longer there.');
  const hash = createHash('sha256');
  await pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path),
  );
  return hash;
}

/** Forgets what was kept of a job's video. */
export async function dropParts(storage: StorageDriver, jobId: string): Promise<void> {
  for (const { key } of await storage.list(folderOf(jobId))) await storage.delete(key);
}
