import 'server-only';
import { StudioError } from '@/lib/errors';
import type { JobContext } from './context';
import { inlineKey } from './inline-video';
import { parseRequest } from './job-row';
import { findMarks } from './marks';
import { partsFolder } from './partial-download';
import { readInParts } from './read-in-parts';
import { findUploads, forgetImage } from './reference-rows';
import { sidecarKey, toSidecar } from './sidecar';
import { readSidecar, writeSidecar } from './sidecar-file';

/** What is younger may belong to something that is only just beginning. */
const spareForMs = 24 * 60 * 60_000;

/** For so long an image that was uploaded by itself waits for a video to be given to. */
const uploadKeptMs = 7 * 24 * 60 * 60_000;

type SweepContext = Pick<JobContext, 'database' | 'store' | 'storage' | 'providers' | 'now'>;

/** The references that a row names. What is left of a refused create still says what it was given. */
async function namedByRows({ database }: SweepContext): Promise<Set<string>> {
  const named = new Set<string>();
  const rows = database
    .selectFrom('jobs')
    .select(['id', 'request'])
    .where('has_reference', '=', 1)
    .where('purged_at', 'is', null);
  for await (const { request } of readInParts(rows))
    for (const { key } of parseRequest(request).references) named.add(key);
  return named;
}

/**
 * The references that videos without a row name: after the database was lost, their sidecars are all there is.
 * `null` when one cannot be read, for then nobody knows.
 */
async function namedBySidecars({ database, storage }: SweepContext): Promise<Set<string> | null> {
  const known = new Set<string>();
  for await (const { id } of readInParts(database.selectFrom('jobs').select('id'))) known.add(id);
  const named = new Set<string>();
  for (const { key } of await storage.list('videos')) {
    const [, id = '', name] = key.split('/');
    if (name !== 'video.json' || known.has(id)) continue;
    try {
      const sidecar = await readSidecar(storage, id);
      for (const reference of sidecar?.asked.references ?? []) named.add(reference.key);
    } catch (error) {
      if (error instanceof StudioError) return null;
      throw error;
    }
  }
  return named;
}

/** Uploads that are not served yet: until the video made from one is here, it may have to be sent, or sent again. */
async function wantedSources({ database }: SweepContext): Promise<Set<string>> {
  const wanted = new Set<string>();
  const rows = database
    .selectFrom('jobs')
    .select(['id', 'request'])
    .where('saved', 'is', null)
    .where('purged_at', 'is', null);
  for await (const { request } of readInParts(rows)) {
    const key = parseRequest(request).source?.file?.key;
    if (key !== undefined) wanted.add(key);
  }
  return wanted;
}

/**
 * Where a video was kept before it was archived. A whole video of a job that failed is all there is of it, so only those that
 * were archived since are named.
 */
async function archivedInline({ database }: SweepContext): Promise<Set<string>> {
  const keys = new Set<string>();
  const rows = database.selectFrom('jobs').select('id').where('saved', 'is not', null);
  for await (const { id } of readInParts(rows)) keys.add(inlineKey(id));
  return keys;
}

/**
 * Deletes references and uploads that nothing wants, and what is left of downloads that are over. Only at start, before anything
 * is taken in: a reference is stored before the job that names it. Of jobs it reads what the files found call for, so that a
 * large library starts as fast as a small one.
 * @returns how many files were deleted
 */
export async function sweep(context: SweepContext): Promise<number> {
  const { storage, database, now } = context;
  const oldOf = async (folder: string) => {
    const objects = await storage.list(folder);
    return objects.filter(({ modifiedAt }) => now() - modifiedAt > spareForMs).map(({ key }) => key);
  };
  /** Those of some keys that are not wanted; who wants them is asked only where there are any. */
  const without = async (keys: string[], wanted: () => Promise<Set<string> | null>) => {
    if (keys.length === 0) return [];
    const kept = await wanted();
    return kept === null ? [] : keys.filter((key) => !kept.has(key));
  };
  const uploads = new Set(await findUploads(database, now() - uploadKeptMs));
  const spare = (await oldOf('references')).filter((key) => !uploads.has(key));
  const unnamed = await without(spare, () => namedByRows(context));
  const idle = await without(unnamed, () => namedBySidecars(context));
  const sources = await without(await oldOf('sources'), () => wantedSources(context));

  const open = await database.selectFrom('jobs').select('id').where('step', 'is not', null).execute();
  const openIds = new Set(open.map(({ id }) => id.toLowerCase()));
  const parts = (await oldOf(partsFolder)).filter((key) => !openIds.has(key.split('/')[1] ?? ''));
  const inline = await oldOf('inline');
  const archived = inline.length > 0 ? await archivedInline(context) : new Set<string>();
  const served = inline.filter((key) => archived.has(key));
  const orphans = [...idle, ...sources, ...parts, ...served];
  for (const key of idle) await forgetImage(database, key);
  for (const key of orphans) await storage.delete(key);
  return orphans.length;
}

/**
 * Gives a sidecar to every finished video that an earlier release kept without one.
 * @returns how many were written
 */
export async function describeVideos(context: SweepContext, signal?: AbortSignal): Promise<number> {
  const { database, storage, store, providers } = context;
  const present = new Set((await storage.list('videos')).map(({ key }) => key));
  const folders = new Set([...present].map((key) => key.split('/')[1] ?? ''));
  let written = 0;
  for (const id of folders) {
    if (present.has(sidecarKey(id))) continue;
    if (signal?.aborted) break;
    const job = await store.find(id);
    if (!job?.saved || job.completedAt === null || job.purgedAt !== null) continue;
    const { saved, completedAt } = job;
    if (!present.has(saved.videoKey)) continue;
    const marks = await findMarks(database, job);
    await writeSidecar(storage, toSidecar({ ...job, saved, completedAt }, providers, marks));
    written += 1;
    // It may have been deleted for good just now.
    if ((await store.find(job.id))?.purgedAt !== null) await storage.delete(sidecarKey(job.id));
  }
  return written;
}
