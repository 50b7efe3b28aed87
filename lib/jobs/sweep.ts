import 'server-only';
import { StudioError } from '@/lib/errors';
import type { JobContext } from './context';
import { inlineKey } from './inline-video';
import type { Job } from './job';
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
async function namedBySidecars({ storage }: SweepContext, rows: Map<string, Job>): Promise<string[] | null> {
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
  const { storage, store, database, now } = context;
  const isOld = ({ modifiedAt }: { modifiedAt: number }) => now() - modifiedAt > spareForMs;
  const jobs = await store.listAll();
  const rows = new Map(jobs.map((job) => [job.id, job]));
  // What is left of a refused create still says what it was given.
  const present = jobs.filter(({ purgedAt }) => purgedAt === null);
  const named = new Set(present.flatMap(({ request }) => request.references.map(({ key }) => key)));
  for (const key of await findUploads(database, now() - uploadKeptMs)) named.add(key);
  let idle = (await storage.list('references')).filter((object) => isOld(object) && !named.has(object.key));
  if (idle.length > 0) {
    const alsoNamed = await namedBySidecars(context, rows);
    idle = alsoNamed === null ? [] : idle.filter(({ key }) => !alsoNamed.includes(key));
  }
  // Once the video made from it is here, an upload has served; until then it may have to be sent, or sent again.
  const wanted = new Set(
    jobs.flatMap(({ saved, purgedAt, request }) =>
      saved || purgedAt !== null || !request.source?.file ? [] : [request.source.file.key],
    ),
  );
  const sources = (await storage.list('sources')).filter(
    (object) => isOld(object) && !wanted.has(object.key),
  );
  const openIds = new Set(jobs.flatMap(({ id, step }) => (step ? [id.toLowerCase()] : [])));
  const parts = (await storage.list(partsFolder)).filter(
    (object) => isOld(object) && !openIds.has(object.key.split('/')[1] ?? ''),
  );
  // A whole video of a job that failed is all there is of it, so only those that were archived since go.
  const archived = new Set(jobs.flatMap(({ id, saved }) => (saved ? [inlineKey(id)] : [])));
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
  for (const job of await store.listAll()) {
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
