import 'server-only';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { StudioError } from '@/lib/errors';
import type { ResultBytes } from '@/lib/providers/fetch-result';
import type { HeldJob } from './advance-job';
import type { JobContext } from './context';
import { openPart } from './partial-download';
import { hasRoom } from './room';

/** The largest video that is taken: far beyond what any model makes, and an end to what has none. */
const maximumVideoBytes = 4 * 1024 ** 3;
export const archiveLeaseMs = 60_000;
/** How often the lease is lengthened and the byte count shown while bytes come in. */
const reportEveryMs = 1_000;

export type Download = { bytes: number; sha256: string };

/**
 * Writes a result to a local file, after what was kept of it, counting and hashing as it goes.
 * @throws StudioError `too_large` where it goes on beyond the limit, `storage_full` where it cannot fit
 * @throws Error when it ends early
 */
export async function download(
  { storage, now }: Pick<JobContext, 'storage' | 'now'>,
  { job, save }: Pick<HeldJob, 'job' | 'save'>,
  result: ResultBytes,
  path: string,
  maximumBytes = maximumVideoBytes,
): Promise<Download> {
  const { stream, length, offset, etag } = result;
  const limit = () =>
    new StudioError('too_large', `The video is larger than ${maximumBytes} bytes, so it was not kept.`);
  try {
    if (length !== null && length > maximumBytes) throw limit();
    if (!(await hasRoom(storage, (length ?? offset) - offset)))
      throw new StudioError('storage_full', 'The disk that holds the data folder has no room for the video.');
    const isResumed = offset > 0 && etag !== null;
    const hash = isResumed ? await openPart(storage, job.id, { offset, etag }, path) : createHash('sha256');
    let bytes = offset;
    let reportedAt = now();
    let trouble: unknown = null;
    async function* received(): AsyncGenerator<Buffer> {
      try {
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          bytes += chunk.length;
          if (bytes > maximumBytes) throw limit();
          hash.update(chunk);
          if (now() - reportedAt >= reportEveryMs) {
            reportedAt = now();
            await save({ archivedBytes: bytes, leasedUntil: now() + archiveLeaseMs });
          }
          yield chunk;
        }
      } catch (error) {
        // Thrown only once all that came is in the file, so that the next try can go on after it.
        trouble = error;
      }
    }
    await pipeline(received, createWriteStream(path, { flags: isResumed ? 'a' : 'w' }));
    if (trouble !== null) throw trouble;
    if (length !== null && length !== bytes) throw new Error(`Only ${bytes} of ${length} bytes came.`);
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    // Nobody reads on what was refused: the connection must not wait for that.
    stream.destroy();
  }
}
