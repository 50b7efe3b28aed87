import 'server-only';
import { rm } from 'node:fs/promises';
import { type ErrorCode, StudioError } from '@/lib/errors';
import { inspectVideo } from '@/lib/media/inspect-video';
import type { ResultBytes } from '@/lib/providers/fetch-result';
import type { HeldJob, Move } from './advance-job';
import type { JobContext } from './context';
import { archiveLeaseMs, type Download, download } from './download';
import { inlineKey } from './inline-video';
import type { Job, Saved } from './job';
import { findMarks } from './marks';
import { dropParts, findPart, keepPart } from './partial-download';
import { fullPauseMs, isDiskFull } from './room';
import { backOff, notFoundForMs } from './schedule';
import { toSidecar, videoFolder, videoNames } from './sidecar';
import { writeSidecar } from './sidecar-file';

/** Longer than the beats by which this process keeps its jobs while a provider takes its time to begin to answer. */
const openLeaseMs = 240_000;
/** How often a result may be missing or broken before it is believed. */
const patience = 8;
const disconnectedPauseMs = 60_000;

/** What a job has become once its video is kept. */
type Kept = { saved: Saved; completedAt: number };

/**
 * Moves the file, its two stills and the sidecar into storage; the video last, so that it never stands without them.
 */
async function keep(
  context: JobContext,
  held: HeldJob,
  videoPath: string,
  downloaded: Download,
): Promise<Kept> {
  const { database, storage, providers, now } = context;
  const posterPath = await storage.temporaryPath('webp');
  const spritesheetPath = await storage.temporaryPath('jpg');
  try {
    const job = await held.save({ archivedBytes: downloaded.bytes, leasedUntil: now() + 2 * archiveLeaseMs });
    const { hasPoster, hasSpritesheet, ...found } = await inspectVideo({
      videoPath,
      posterPath,
      spritesheetPath,
    });
    const folder = videoFolder(job.id);
    const saved: Saved = {
      ...found,
      ...downloaded,
      videoKey: `${folder}/${videoNames[found.type]}`,
      thumbnailKey: hasPoster ? `${folder}/thumbnail.webp` : null,
      spritesheetKey: hasSpritesheet ? `${folder}/spritesheet.jpg` : null,
    };
    if (saved.thumbnailKey) await storage.putFile(saved.thumbnailKey, posterPath);
    if (saved.spritesheetKey) await storage.putFile(saved.spritesheetKey, spritesheetPath);
    const completedAt = now();
    const marks = await findMarks(database, job);
    await writeSidecar(storage, toSidecar({ ...job, saved, completedAt }, providers, marks));
    await storage.putFile(saved.videoKey, videoPath);
    return { saved, completedAt };
  } finally {
    await Promise.all([posterPath, spritesheetPath].map((path) => rm(path, { force: true })));
  }
}

/** Tries again later; what is in the way is said once it has been there for a while, or will not go away by itself. */
function laterMove(job: Job, now: number, reason?: string, isForbidden = false): Move {
  const failures = job.failures + 1;
  const isLasting = (failures >= patience || isForbidden) && reason !== undefined;
  const known = job.errorCode && job.errorMessage;
  const errorMessage = isLasting ? `The video is ready but cannot be fetched yet: ${reason}` : known;
  return {
    to: 'archive',
    changes: { failures, archivedBytes: null, errorMessage },
    dueAt: now + backOff(failures),
  };
}

function failedMove(now: number, code: ErrorCode, reason: string): Move {
  return {
    to: 'failed',
    changes: { errorCode: code, errorMessage: reason, archivedBytes: null, completedAt: now },
  };
}

function lostMove(job: Job, now: number, code: 'video_expired' | 'archive_failed', reason: string): Move {
  return job.failures + 1 < patience ? laterMove(job, now) : failedMove(now, code, reason);
}

/** A full disk is nobody's failure: the job says so and goes on by itself once there is room. */
function fullMove(job: Job, now: number): Move {
  const errorMessage =
    'The disk that holds the data folder is full. The video is fetched as soon as there is room.';
  const changes = { failures: job.failures, archivedBytes: null, errorMessage };
  return { to: 'archive', changes, dueAt: now + fullPauseMs };
}

/** The video that came with the answer to the create, or was fetched and could not be looked into at the time. */
async function openInline({ storage }: JobContext, { id }: Job): Promise<ResultBytes | null> {
  const found = await storage.stat(inlineKey(id));
  const stream = found && (await storage.read(inlineKey(id)));
  return stream && { outcome: 'bytes', stream, length: found.size, offset: 0, etag: null };
}

/** Copies the finished video into our storage and looks into it. Only then is a job completed. */
export async function archive(context: JobContext, held: HeldJob): Promise<Move> {
  const { now, providers, storage } = context;
  const { job } = held;
  const provider = providers.find(job.providerId);
  const kept = await openInline(context, job);
  if (!provider && !kept) return { ...laterMove(job, now()), dueAt: now() + disconnectedPauseMs };

  await held.save({ leasedUntil: now() + openLeaseMs });
  const part = kept ? null : await findPart(storage, job.id);
  const result = kept ?? (await provider?.fetchResult(job, part ?? undefined, held.log.watch));
  if (!result) return laterMove(job, now());
  if (result.outcome !== 'bytes') {
    const hasExpired = job.expiresAt !== null && job.expiresAt < now();
    // Its provider does not know it, and where it once was there is nothing either.
    const isLost = job.errorCode === 'provider_not_found' && now() - (job.answeredAt ?? 0) >= notFoundForMs;
    // A provider that cannot be reached has not said that the video is gone.
    const isOver = result.outcome === 'gone' || ((hasExpired || isLost) && result.isAnswered);
    const reason = `The provider no longer has the video: ${result.message}`;
    if (isOver) return lostMove(job, now(), 'video_expired', reason);
    return laterMove(job, now(), result.message, result.outcome === 'trouble' && result.isForbidden);
  }

  const videoPath = await storage.temporaryPath('part');
  let downloaded: Download | null = null;
  try {
    downloaded = await download(context, held, result, videoPath);
    const { saved, completedAt } = await keep(context, held, videoPath, downloaded);
    await storage.delete(inlineKey(job.id));
    await dropParts(storage, job.id);
    return {
      to: 'completed',
      changes: { saved, archivedBytes: null, errorCode: null, errorMessage: null, completedAt },
      spending: { state: 'charged' },
    };
  } catch (error) {
    if (error instanceof StudioError && error.code === 'too_large') {
      await dropParts(storage, job.id);
      return failedMove(now(), 'too_large', error.message);
    }
    if (error instanceof StudioError && error.code === 'archive_failed') {
      // What was fetched is no video, so it is fetched anew; what came with the create is all there is.
      if (job.upstreamId !== null) await storage.delete(inlineKey(job.id));
      await dropParts(storage, job.id);
      return lostMove(job, now(), 'archive_failed', error.message);
    }
    // Whole, but not looked into yet: kept, so that it is ours whatever becomes of the provider's copy.
    if (downloaded && !kept) await storage.putFile(inlineKey(job.id), videoPath);
    if (isDiskFull(error)) return fullMove(job, now());
    if (!downloaded && !kept) await keepPart(storage, job.id, videoPath, result.etag);
    throw error;
  } finally {
    await rm(videoPath, { force: true });
  }
}
