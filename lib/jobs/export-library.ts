import 'server-only';
import { createHash } from 'node:crypto';
import { makeZip, predictLength } from 'client-zip';
import { StudioError } from '@/lib/errors';
import type { StorageDriver } from '@/lib/storage/driver';
import type { JobContext } from './context';
import { type Manifest, manifestName, newManifest } from './library-archive';
import { readSidecar, type Sidecar, sidecarKey, toSidecar, videoFolder } from './sidecar';

/** A zip that is made as it is read, never held as a whole; `length` is that of all of it, in bytes. */
export type LibraryExport = { stream: ReadableStream<Uint8Array>; length: number; videos: number };

/** One file of the zip: from storage, or a text that was made just now. */
type Source = { name: string; bytes: number; text?: string; lastModified: Date };

type ExportContext = Pick<JobContext, 'store' | 'storage' | 'providers' | 'now'>;

async function listJobs({ store }: ExportContext, ids: string[] | null) {
  const jobs = await store.listAll();
  const kept = jobs.flatMap((job) => {
    const { saved, completedAt, purgedAt } = job;
    return saved && completedAt !== null && purgedAt === null ? [{ ...job, saved, completedAt }] : [];
  });
  if (ids === null) return kept.filter(({ trashedAt }) => trashedAt === null);
  const byId = new Map(kept.map((job) => [job.id, job]));
  return [...new Set(ids)].map((id) => {
    const job = byId.get(id);
    if (job) return job;
    const message = `There is no finished video with the id "${id.slice(0, 80)}".`;
    throw new StudioError('not_found', message, { param: 'ids' });
  });
}

/** The sidecar as it is in storage, byte for byte; written from the row where there is none that can be read. */
async function sidecarSource({ storage }: ExportContext, made: Sidecar, lastModified: Date): Promise<Source> {
  const name = sidecarKey(made.id);
  const kept = await readSidecar(storage, made.id).catch(() => null);
  const found = kept && (await storage.stat(name));
  if (found) return { name, bytes: found.size, lastModified };
  const text = `${JSON.stringify(made, null, 2)}\n`;
  return { name, bytes: Buffer.byteLength(text), text, lastModified };
}

async function* readSource(storage: StorageDriver, source: Source, files: Manifest['files']) {
  const { name, bytes, text } = source;
  const stream = text === undefined ? await storage.read(name) : [Buffer.from(text)];
  if (!stream) throw new StudioError('gone', `${name} was deleted while it was exported.`);
  const hash = createHash('sha256');
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    yield chunk;
  }
  files.push({ name, bytes, sha256: hash.digest('hex') });
}

/**
 * All finished videos outside the trash, or those of the ids given, as one zip with a manifest. Videos do not shrink, so
 * nothing is compressed. A video whose file is no longer there is left out.
 * @throws StudioError `not_found` naming `ids`
 */
export async function exportLibrary(context: ExportContext, ids: string[] | null): Promise<LibraryExport> {
  const { storage, providers } = context;
  const sources = new Map<string, Source>();
  const videos: Manifest['videos'] = [];
  for (const job of await listJobs(context, ids)) {
    const sidecar = toSidecar(job, providers);
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
    for (const source of [await sidecarSource(context, sidecar, lastModified), ...found]) {
      if (source.bytes !== null) sources.set(source.name, { ...source, bytes: source.bytes });
    }
  }

  const manifestDate = new Date(context.now());
  const spell = (files: Manifest['files']) => `${JSON.stringify(newManifest(videos, files), null, 1)}\n`;
  const expected = [...sources.values()].map(({ name, bytes }) => ({ name, bytes, sha256: '0'.repeat(64) }));
  const length = predictLength([
    ...[...sources.values()].map(({ name, bytes }) => ({ name, size: bytes })),
    { name: manifestName, size: Buffer.byteLength(spell(expected)) },
  ]);

  async function* entries() {
    const files: Manifest['files'] = [];
    for (const source of sources.values()) {
      const { name, bytes: size, lastModified } = source;
      yield { name, size, lastModified, input: readSource(storage, source, files) };
    }
    const text = spell(files);
    yield { name: manifestName, size: Buffer.byteLength(text), lastModified: manifestDate, input: text };
  }
  return { stream: makeZip(entries()), length: Number(length), videos: videos.length };
}
