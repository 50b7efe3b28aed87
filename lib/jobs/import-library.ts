import 'server-only';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { readImageHeader } from '@/lib/media/image-header';
import type { JobContext } from './context';
import { insertMarked } from './insert-marked';
import { longestFile, type Manifest } from './library-archive';
import { noMarks } from './marks';
import { type OpenedArchive, openArchive, refuseArchive } from './open-archive';
import { referenceType } from './references';
import { hasRoom } from './room';
import { fromSidecar, type Sidecar, sidecarKey, videoFolder } from './sidecar';
import { parseSidecar } from './sidecar-file';

/** What an import did: how many videos are new, how many were there, and which could not be taken. */
export const importReportSchema = z.object({
  imported: z.int(),
  present: z.int(),
  refused: z.array(z.object({ id: z.string(), reason: z.string() })),
});
export type ImportReport = z.infer<typeof importReportSchema>;

type ImportContext = Pick<JobContext, 'database' | 'store' | 'storage' | 'now'>;

/**
 * Takes one file out of the zip to a local file, whole and as the manifest says it is, or not at all.
 * @throws StudioError `invalid_request`, `storage_full`
 */
async function extract({ storage }: ImportContext, opened: OpenedArchive, name: string): Promise<string> {
  const file = opened.files.get(name);
  const entry = opened.entries.get(name);
  const longest = longestFile(name);
  if (!file || !entry) throw refuseArchive(`${name} is missing.`);
  if (longest === null || entry.uncompressedSize > longest || entry.uncompressedSize !== file.bytes)
    throw refuseArchive(`${name} has not the size that it should have.`);
  if (!(await hasRoom(storage, file.bytes)))
    throw new StudioError('storage_full', 'The disk that holds the data folder is nearly full.');
  const path = await storage.temporaryPath('part');
  const hash = createHash('sha256');
  try {
    // yauzl ends the stream with an error once more comes out than the entry says.
    await pipeline(
      await opened.zip.openReadStreamPromise(entry),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(path),
    );
    if (hash.digest('hex') !== file.sha256)
      throw refuseArchive(`${name} is damaged: its checksum is another.`);
    return path;
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof StudioError) throw error;
    throw refuseArchive(`${name} is damaged.`, error);
  }
}

async function readImported(context: ImportContext, opened: OpenedArchive, id: string): Promise<Sidecar> {
  const entry = opened.entries.get(sidecarKey(id));
  const path = await extract(context, opened, sidecarKey(id));
  await rm(path, { force: true });
  if (!entry) throw refuseArchive('The description of the video is missing.');
  const chunks = await (await opened.zip.openReadStreamPromise(entry)).toArray();
  const sidecar = parseSidecar(Buffer.concat(chunks).toString());
  if (sidecar.id !== id) throw refuseArchive('The description is of another video.');
  return sidecar;
}

/** Keeps a reference that is an image of the type that its name says, or none of it. */
async function keepImage(storage: ImportContext['storage'], key: string, path: string): Promise<void> {
  try {
    const { type } = await readImageHeader(path).catch((cause: Error) => {
      throw refuseArchive(`${key} is no image. ${cause.message}`, cause);
    });
    if (type !== referenceType(key)) throw refuseArchive(`${key} is not the image that its name says.`);
    await storage.putFile(key, path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Puts the files of one video into storage, the video itself last, and then its job. */
async function importVideo(
  context: ImportContext,
  opened: OpenedArchive,
  { id, sha256 }: Manifest['videos'][number],
): Promise<void> {
  const { storage, store } = context;
  const sidecar = await readImported(context, opened, id);
  const { video, thumbnail, spritesheet } = sidecar.files;
  const videoName = `${videoFolder(id)}/${video}`;
  if (sidecar.got.sha256 !== sha256 || opened.files.get(videoName)?.sha256 !== sha256)
    throw refuseArchive('The video is not the one that its description tells of: its checksum is another.');
  for (const { key, sha256: expected } of sidecar.asked.references) {
    if (await storage.stat(key)) continue;
    // A reference, or a still, that was lost before the export is no reason to lose the video too.
    if (!opened.files.has(key)) continue;
    if (opened.files.get(key)?.sha256 !== expected || !key.includes(expected))
      throw refuseArchive(`${key} is not the image that its name says.`);
    await keepImage(storage, key, await extract(context, opened, key));
  }
  const stills = [thumbnail, spritesheet].flatMap((name) => (name ? [`${videoFolder(id)}/${name}`] : []));
  const names = [...stills.filter((name) => opened.files.has(name)), sidecarKey(id), videoName];
  const paths = new Map<string, string>();
  try {
    for (const name of names) paths.set(name, await extract(context, opened, name));
    for (const [name, path] of paths) await storage.putFile(name, path);
  } finally {
    await Promise.all([...paths.values()].map((path) => rm(path, { force: true })));
  }
  const job = fromSidecar(sidecar);
  const isTaken = job.idempotencyKey !== null && (await store.findByIdempotencyKey(job.idempotencyKey));
  const now = context.now();
  const row = { ...job, ...(isTaken ? { idempotencyKey: null } : {}), updatedAt: now };
  await insertMarked(context.database, row, sidecar.marks ?? noMarks, now);
}

/**
 * Adds the videos of an export that are not here yet. Each is taken whole and as its checksums say, or refused with a
 * reason; whatever is here already stays as it is.
 * @param path a local file; it is left where it is
 * @throws StudioError `invalid_request` when it is no export, `storage_full` when there is no room
 */
export async function importLibrary(context: ImportContext, path: string): Promise<ImportReport> {
  const opened = await openArchive(path);
  const report: ImportReport = { imported: 0, present: 0, refused: [] };
  try {
    for (const video of opened.manifest.videos) {
      if (await context.store.find(video.id)) {
        report.present += 1;
        continue;
      }
      try {
        await importVideo(context, opened, video);
        report.imported += 1;
      } catch (error) {
        if (!(error instanceof StudioError) || error.code === 'storage_full') throw error;
        report.refused.push({ id: video.id, reason: error.message });
      }
    }
    return report;
  } finally {
    opened.zip.close();
  }
}

/**
 * Imports an export that comes as a stream, which is written to the disk first: a zip is read from its end.
 * @throws StudioError as {@link importLibrary}
 */
export async function receiveImport(context: ImportContext, body: Readable): Promise<ImportReport> {
  const { storage } = context;
  const path = await storage.temporaryPath('zip');
  const checkEvery = 64 * 1024 * 1024;
  try {
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Buffer>) {
        let unchecked = checkEvery;
        for await (const chunk of chunks) {
          unchecked += chunk.length;
          if (unchecked >= checkEvery) {
            unchecked = 0;
            if (!(await hasRoom(storage, checkEvery)))
              throw new StudioError('storage_full', 'The disk that holds the data folder is nearly full.');
          }
          yield chunk;
        }
      },
      createWriteStream(path),
    );
    return await importLibrary(context, path);
  } finally {
    await rm(path, { force: true });
  }
}
