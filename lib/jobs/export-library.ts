import 'server-only';
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { makeZip, predictLength } from 'client-zip';
import { StudioError } from '@/lib/errors';
import type { StorageDriver } from '@/lib/storage/driver';
import type { JobContext } from './context';
import { findJobs, findSavedIds } from './find-jobs';
import type { Job, Saved } from './job';
import { type Manifest, manifestName, newManifest, spellManifest } from './library-archive';
import { findMarks, noMarks } from './marks';
import { downloadName } from './present-video';
import { type Sidecar, sidecarKey, toSidecar, videoFolder } from './sidecar';
import { parseSidecar, readSidecarBytes, spellSidecar } from './sidecar-file';

/** A zip that is made as it is read, never held as a whole; `length` is that of all of it, in bytes. */
export type LibraryExport = { stream: ReadableStream<Uint8Array>; length: number; videos: number };

/**
 * One file of the zip: from storage, or, deflated, what is held of it since the export began; `at` where it has another name
 * there.
 */
type Source = { name: string; at?: string; bytes: number; held?: Uint8Array; lastModified: Date };

type ExportContext = Pick<JobContext, 'database' | 'storage' | 'providers' | 'now'>;

type FinishedJob = Job & { saved: Saved; completedAt: number };

function isFinished(job: Job): job is FinishedJob {
  return job.saved !== null && job.completedAt !== null && job.purgedAt === null;
}

/** Every one of these has to be there and finished. @throws StudioError `not_found` naming `ids` */
async function* findEach({ database }: ExportContext, ids: readonly string[]): AsyncGenerator<FinishedJob> {
  const missing = new Set(ids);
  for await (const job of findJobs(database, ids)) {
    if (!isFinished(job)) continue;
    missing.delete(job.id);
    yield job;
  }
  const [id] = missing;
  if (id === undefined) return;
  const message = `There is no finished video with the id "${id.slice(0, 80)}".`;
  throw new StudioError('not_found', message, { param: 'ids' });
}

/** Those of these that are finished. @throws StudioError `not_found` naming `ids` where none is */
async function* findFinished(
  { database }: ExportContext,
  ids: readonly string[],
): AsyncGenerator<FinishedJob> {
  let isEmpty = true;
  for await (const job of findJobs(database, ids)) {
    if (!isFinished(job)) continue;
    isEmpty = false;
    yield job;
  }
  if (isEmpty) throw new StudioError('not_found', 'None of these videos is finished.', { param: 'ids' });
}

/** Which videos to export: all outside the trash, each of those named, or whichever of those named are finished. */
export type Exported = 'all' | { each: readonly string[] } | { finishedOf: readonly string[] };

async function* listExported(context: ExportContext, what: Exported): AsyncGenerator<FinishedJob> {
  if (what === 'all') {
    const ids = await findSavedIds(context.database);
    for await (const job of findJobs(context.database, ids)) if (isFinished(job)) yield job;
  } else if ('each' in what) yield* findEach(context, [...new Set(what.each)]);
  else yield* findFinished(context, [...new Set(what.finishedOf)]);
}

/**
 * The sidecar as it is in storage, byte for byte; written from the row where none can be read, or the marks are newer. It is held
 * until its turn comes, for a mark that is made meanwhile writes it anew; of a hundred thousand videos that is some 90 MB.
 */
async function sidecarSource({ storage }: ExportContext, made: Sidecar, lastModified: Date): Promise<Source> {
  const kept = await readSidecarBytes(storage, made.id)
    .then((bytes) => bytes && { bytes, marks: parseSidecar(bytes.toString()).marks ?? noMarks })
    .catch(() => null);
  const isCurrent = kept !== null && JSON.stringify(kept.marks) === JSON.stringify(made.marks);
  const bytes = isCurrent ? kept.bytes : Buffer.from(spellSidecar(made));
  // A copy: what zlib returns keeps all of its own buffer, thirty times as long.
  const held = new Uint8Array(deflateRawSync(bytes));
  return { name: sidecarKey(made.id), bytes: bytes.length, held, lastModified };
}

async function* readSource(storage: StorageDriver, source: Source, files: Manifest['files']) {
  const { name, at, bytes, held } = source;
  const stream = held ? [inflateRawSync(held)] : await storage.read(name);
  if (!stream) throw new StudioError('gone', `${name} was deleted while it was exported.`);
  const hash = createHash('sha256');
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    yield chunk;
  }
  files.push({ name, ...(at ? { at } : {}), bytes, sha256: hash.digest('hex') });
}

/**
 * Finished videos as one zip with a manifest, each under a name that people can read, with all that is known of them and the
 * images they were given beside them. Videos do not shrink, so nothing is compressed. A video whose file is no longer there is
 * left out.
 * @throws StudioError `not_found` naming `ids`
 */
export async function exportLibrary(context: ExportContext, what: Exported): Promise<LibraryExport> {
  const { database, storage, providers } = context;
  const sources = new Map<string, Source>();
  const videos: Manifest['videos'] = [];
  for await (const job of listExported(context, what)) {
    const sidecar = toSidecar(job, providers, await findMarks(database, job));
    const lastModified = new Date(job.completedAt);
    const { video, ...stills } = sidecar.files;
    const names = [video, ...Object.values(stills).filter((name) => name !== null)];
    const keys = [
      ...names.map((name) => `${videoFolder(job.id)}/${name}`),
      ...job.request.references.map(({ key }) => key),
    ];
    const found = await Promise.all(
      keys.map(async (name) => ({ name, lastModified, bytes: (await storage.stat(name))?.size ?? null })),
    );
    if (found[0]?.bytes === null) continue;
    videos.push({ id: job.id, sha256: job.saved.sha256 });
    for (const [place, source] of [...found, await sidecarSource(context, sidecar, lastModified)].entries()) {
      const at = place === 0 ? { at: downloadName(job) } : {};
      if (source.bytes !== null) sources.set(source.name, { ...source, ...at, bytes: source.bytes });
    }
  }

  const manifestDate = new Date(context.now());
  const spell = (files: Manifest['files']) => spellManifest(newManifest(videos, files));
  const expected = [...sources.values()].map(({ name, at, bytes }) => {
    return { name, ...(at ? { at } : {}), bytes, sha256: '0'.repeat(64) };
  });
  const length = predictLength([
    ...[...sources.values()].map(({ name, at = name, bytes }) => ({ name: at, size: bytes })),
    { name: manifestName, size: Buffer.byteLength(spell(expected)) },
  ]);

  async function* entries() {
    const files: Manifest['files'] = [];
    for (const source of sources.values()) {
      const { name, at = name, bytes: size, lastModified } = source;
      yield { name: at, size, lastModified, input: readSource(storage, source, files) };
    }
    const text = spell(files);
    yield { name: manifestName, size: Buffer.byteLength(text), lastModified: manifestDate, input: text };
  }
  return { stream: makeZip(entries()), length: Number(length), videos: videos.length };
}
