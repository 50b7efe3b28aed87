import 'server-only';
import { StudioError } from '@/lib/errors';
import type { JobContext } from './context';
import { inlineKey } from './inline-video';
import { listInParts } from './list-in-parts';
import { findMarks } from './marks';
import { partsFolder } from './partial-download';
import { findUploads, forgetImage } from './reference-rows';
import { readSidecar, sidecarKey, toSidecar, writeSidecar } from './sidecar';

/** What is younger may belong to something that is only just beginning. */
const spareForMs = 24 * 60 * 60_000;

/** For so long an image that was uploaded by itself waits for a video to be given to. */
const uploadKeptMs = 7 * 24 * 60 * 60_000;

type SweepContext = Pick<JobContext, 'database' | 'store' | 'storage' | 'providers' | 'now'>;

/**
 * The references that videos without a row name: after the database was lost, their sidecars are all there is.
 * `null` when one cannot be read, for then nobody knows.
 */
async function namedBySidecars({ storage }: SweepContext, rows: Set<string>): Promise<string[] | null> {
  const named: string[] = [];
  for (const { key } of await storage.list('videos')) {
    const [, id = '', name] = key.split('/');
    if (name !== 'video.json' || rows.has(id)) continue;
    try {
      const sidecar = await readSidecar(storage, id);
      named.push(...(sidecar?.asked.references ?? []).map((reference) => reference.key));
    } catch (error) {
      if (error instanceof StudioError) return null;
      throw error;
    }
  }
  return named;
}

/**
 * Deletes references and uploads that nothing wants, and what is left of downloads that are over. Only at start, before anything
 * is taken in: a reference is stored before the job that names it.
 * @returns how many files were deleted
 */
export async function sweep(context: SweepContext): Promise<number> {
  const { storage, database, now } = context;
  const isOld = ({ modifiedAt }: { modifiedAt: number }) => now() - modifiedAt > spareForMs;
  const rows = new Set<string>();
  const named = new Set<string>();
  const wanted = new Set<string>();
  const openIds = new Set<string>();
  const archived = new Set<string>();
  for await (const jobs of listInParts(database))
    for (const { id, request, saved, step, purgedAt } of jobs) {
      rows.add(id);
      if (step) openIds.add(id.toLowerCase());
      // A whole video of a job that failed is all there is of it, so only those that were archived since go.
      if (saved) archived.add(inlineKey(id));
      // What is left of a refused create still says what it was given.
      if (purgedAt !== null) continue;
      for (const { key } of request.references) named.add(key);
      // Once the video made from it is here, an upload has served; until then it may have to be sent, or sent again.
      if (!saved && request.source?.file) wanted.add(request.source.file.key);
    }
  for (const key of await findUploads(database, now() - uploadKeptMs)) named.add(key);
  let idle = (await storage.list('references')).filter((object) => isOld(object) && !named.has(object.key));
  if (idle.length > 0) {
    const alsoNamed = await namedBySidecars(context, rows);
    idle = alsoNamed === null ? [] : idle.filter(({ key }) => !alsoNamed.includes(key));
  }
  const sources = (await storage.list('sources')).filter(
    (object) => isOld(object) && !wanted.has(object.key),
  );
  const parts = (await storage.list(partsFolder)).filter(
    (object) => isOld(object) && !openIds.has(object.key.split('/')[1] ?? ''),
  );
  const inline = (await storage.list('inline')).filter((object) => isOld(object) && archived.has(object.key));
  const orphans = [...idle, ...sources, ...parts, ...inline];
  for (const { key } of idle) await forgetImage(database, key);
  for (const { key } of orphans) await storage.delete(key);
  return orphans.length;
}

/**
 * Gives a sidecar to every finished video that an earlier release kept without one.
 * @returns how many were written
 */
export async function describeVideos(context: SweepContext): Promise<number> {
  const { database, storage, store, providers } = context;
  const present = new Set((await storage.list('videos')).map(({ key }) => key));
  let written = 0;
  for await (const jobs of listInParts(database))
    for (const job of jobs) {
      const { saved, completedAt, purgedAt } = job;
      if (!saved || completedAt === null || purgedAt !== null) continue;
      if (present.has(sidecarKey(job.id)) || !present.has(saved.videoKey)) continue;
      const marks = await findMarks(database, job);
      await writeSidecar(storage, toSidecar({ ...job, saved, completedAt }, providers, marks));
      written += 1;
      // It may have been deleted for good just now.
      if ((await store.find(job.id))?.purgedAt !== null) await storage.delete(sidecarKey(job.id));
    }
  return written;
}
