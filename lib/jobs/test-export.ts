import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { openPromise } from 'yauzl';
import { type Exported, exportLibrary } from './export-library';
import type { TestContext } from './test-context';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** The whole of a stream. */
export async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Readable.fromWeb(stream as NodeReadableStream<Uint8Array>).toArray());
}

/** A whole export, of the length that it said. */
export async function exportAll(from: TestContext, what: Exported = 'all'): Promise<Buffer> {
  const { stream, length } = await exportLibrary(from, what);
  const bytes = await bytesOf(stream);
  if (bytes.length !== length) throw new Error(`Its length was said to be ${length} and is ${bytes.length}.`);
  return bytes;
}

/** Bytes as a file in the data folder. */
export async function toFile(context: TestContext, bytes: Buffer): Promise<string> {
  const path = await context.storage.temporaryPath('zip');
  await writeFile(path, bytes);
  return path;
}

/** What is in a zip, by the names there. */
export async function unzip(path: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(path, { autoClose: false });
  const found = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    found.set(entry.fileName, Buffer.concat(await (await zip.openReadStreamPromise(entry)).toArray()));
  zip.close();
  return found;
}

/** The checksum of every file that is kept of videos and their images, by its key. */
export async function storedFiles({ storage }: TestContext): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const folder of ['videos', 'references']) {
    for (const { key } of await storage.list(folder))
      found.set(key, sha256(Buffer.concat((await (await storage.read(key))?.toArray()) ?? [])));
  }
  return found;
}
