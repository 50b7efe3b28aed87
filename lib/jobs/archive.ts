import 'server-only';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { StudioError } from '@/lib/errors';
import { inspectVideo } from '@/lib/media/inspect-video';
import type { Result } from '@/lib/providers/fetch-result';
import type { HeldJob, Move } from './advance-job';
import type { JobContext } from './context';
import { inlineKey } from './inline-video';
import type { Job, Saved } from './job';
import { backOff } from './schedule';

const archiveLeaseMs = 60_000;
/** Longer than a provider may take to begin to answer. */
const openLeaseMs = 240_000;
/** How often the lease is lengthened and the byte count shown while bytes come in. */
const reportEveryMs = 1_000;
/** How often a result may be missing or broken before it is believed. */
const patience = 8;
const disconnectedPauseMs = 60_000;

const extensions: Record<Saved['type'], string> = {
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
};

type Download = { bytes: number; sha256: string };

/** Writes a result to a local file, counting and hashing as it goes. Throws when it ends early. */
async function download(
  context: JobContext,
  { save }: HeldJob,
  result: Result & { outcome: 'bytes' },
  path: string,
): Promise<Download> {
  const hash = createHash('sha256');
  let bytes = 0;
  let reportedAt = context.now();
  await pipeline(
    result.stream,
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk);
        bytes += chunk.length;
        const now = context.now();
        if (now - reportedAt >= reportEveryMs) {
          reportedAt = now;
          await save({ archivedBytes: bytes, leasedUntil: now + archiveLeaseMs });
        }
        yield chunk;
      }
    },
    createWriteStream(path),
  );
  if (result.length !== null && result.length !== bytes)
    throw new Error(`Only ${bytes} of ${result.length} bytes came.`);
  return { bytes, sha256: hash.digest('hex') };
}

/** Moves the file and its two stills into storage; the video last, so that it never stands without them. */
async function keep(
  context: JobContext,
  held: HeldJob,
  videoPath: string,
  downloaded: Download,
): Promise<Saved> {
  const { storage, now } = context;
  const posterPath = await storage.temporaryPath('webp');
  const spritesheetPath = await storage.temporaryPath('jpg');
  try {
    await held.save({ archivedBytes: downloaded.bytes, leasedUntil: now() + 2 * archiveLeaseMs });
    const { hasPoster, hasSpritesheet, ...found } = await inspectVideo({
      videoPath,
      posterPath,
      spritesheetPath,
    });
    const folder = `videos/${held.job.id}`;
    const saved: Saved = {
      ...found,
      ...downloaded,
      videoKey: `${folder}/video.${extensions[found.type]}`,
      thumbnailKey: hasPoster ? `${folder}/thumbnail.webp` : null,
      spritesheetKey: hasSpritesheet ? `${folder}/spritesheet.jpg` : null,
    };
    if (saved.thumbnailKey) await storage.putFile(saved.thumbnailKey, posterPath);
    if (saved.spritesheetKey) await storage.putFile(saved.spritesheetKey, spritesheetPath);
    await storage.putFile(saved.videoKey, videoPath);
    return saved;
  } finally {
    await Promise.all([posterPath, spritesheetPath].map((path) => rm(path, { force: true })));
  }
}

function laterMove(job: Job, now: number): Move {
  const failures = job.failures + 1;
  return { to: 'archive', changes: { failures, archivedBytes: null }, dueAt: now + backOff(failures) };
}

function lostMove(job: Job, now: number, code: 'video_expired' | 'archive_failed', reason: string): Move {
  if (job.failures + 1 < patience) return laterMove(job, now);
  return { to: 'failed', changes: { errorCode: code, errorMessage: reason, completedAt: now } };
}

/** The video that came with the answer to the create, or was fetched and could not be looked into at the time. */
async function openInline({ storage }: JobContext, { id }: Job): Promise<Result | null> {
  const found = await storage.stat(inlineKey(id));
  const stream = found && (await storage.read(inlineKey(id)));
  return stream && { outcome: 'bytes', stream, length: found.size };
}

/** Copies the finished video into our storage and looks into it. Only then is a job completed. */
export async function archive(context: JobContext, held: HeldJob): Promise<Move> {
  const { now, providers, storage } = context;
  const { job } = held;
  const provider = providers.find(job.providerId);
  const kept = await openInline(context, job);
  if (!provider && !kept) return { ...laterMove(job, now()), dueAt: now() + disconnectedPauseMs };

  await held.save({ leasedUntil: now() + openLeaseMs });
  const result = kept ?? (await provider?.fetchResult(job));
  if (!result) return laterMove(job, now());
  if (result.outcome !== 'bytes') {
    const isOver = result.outcome === 'gone' || (job.expiresAt !== null && job.expiresAt < now());
    const reason = `The provider no longer has the video: ${result.message}`;
    return isOver ? lostMove(job, now(), 'video_expired', reason) : laterMove(job, now());
  }

  const videoPath = await storage.temporaryPath('part');
  let downloaded: Download | null = null;
  try {
    downloaded = await download(context, held, result, videoPath);
    const saved = await keep(context, held, videoPath, downloaded);
    await storage.delete(inlineKey(job.id));
    return { to: 'completed', changes: { saved, archivedBytes: null, completedAt: now() } };
  } catch (error) {
    if (error instanceof StudioError && error.code === 'archive_failed') {
      // What was fetched is no video, so it is fetched anew; what came with the create is all there is.
      if (job.upstreamId !== null) await storage.delete(inlineKey(job.id));
      return lostMove(job, now(), 'archive_failed', error.message);
    }
    // Whole, but not looked into yet: kept, so that it is ours whatever becomes of the provider's copy.
    if (downloaded && !kept) await storage.putFile(inlineKey(job.id), videoPath);
    throw error;
  } finally {
    await rm(videoPath, { force: true });
  }
}
