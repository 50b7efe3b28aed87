import 'server-only';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { StudioError } from '@/lib/errors';
import { readImageHeader } from '@/lib/media/image-header';
import { workOnImage } from '@/lib/media/work-on-image';
import { fetchUntrusted } from '@/lib/providers/fetch-untrusted';
import type { StorageDriver } from '@/lib/storage/driver';
import { openUploadSlots } from '@/lib/upload-slots';
import type { FrameOrigin, Reference, ReferenceRole } from './job';
import { copyToLocalFile } from './local-file';

/** The largest image taken, in bytes. */
export const maximumReferenceBytes = 20 * 1024 * 1024;

/** An image may take its minute to come, so only so many are waited for at the same time, whoever asked for them. */
const fetches = openUploadSlots({
  words: 'images are being fetched',
  atOnce: 8,
  waiting: 100,
  waitMs: 30_000,
});

const extensions: Record<Reference['type'], string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};
const ownUrl = /(?:^|\/)api\/references\/(([0-9a-f]{64})\.(?:png|jpg|webp))$/;

/** Where a reference image was given: an uploaded file, or a text that says where or what it is. */
export type ReferenceSource = {
  role: ReferenceRole;
  param: string;
  sourceUrl?: string;
  from?: FrameOrigin;
} & ({ path: string } | { text: string });

/** Images that are in storage already, as a request names them. */
export function keptSources(references: readonly Reference[]): ReferenceSource[] {
  return references.map(({ role, key, sourceUrl, from }) => ({
    role,
    param: role,
    text: `/api/${key}`,
    sourceUrl,
    from,
  }));
}

/** Whether an image has still to be fetched from somewhere. */
export function isWebAddress(source: ReferenceSource): source is ReferenceSource & { text: string } {
  return 'text' in source && /^https?:\/\//i.test(source.text) && !ownUrl.test(source.text);
}

/** The content type of a stored reference, by the extension in its key. */
export function referenceType(file: string): Reference['type'] | null {
  const extension = file.split('.').at(-1);
  const found = Object.entries(extensions).find(([, candidate]) => candidate === extension);
  return found ? (found[0] as Reference['type']) : null;
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** The image that a URL of our own names, as it was stored: written anew once more, it would lose a little each time. */
async function findStored(
  storage: StorageDriver,
  text: string,
): Promise<Omit<Reference, 'role' | 'sourceUrl' | 'from'> | null> {
  const [, file = '', sha256 = ''] = ownUrl.exec(text) ?? [];
  const key = `references/${file}`;
  const copy = file === '' ? null : await copyToLocalFile(storage, key, 'image');
  if (!copy) return null;
  try {
    const { type, width, height } = await readImageHeader(copy);
    return { key, type, bytes: (await stat(copy)).size, sha256, width, height };
  } finally {
    await rm(copy, { force: true });
  }
}

/** Writes what a text stands for to a local file: a data URI, an http(s) URL, or bare Base64. */
async function materialise(storage: StorageDriver, text: string, param: string): Promise<string> {
  // A JPEG in Base64 begins with a slash too.
  if (text.startsWith('/api/references/'))
    throw new StudioError('invalid_request', 'There is no such reference image here.', { param });
  const path = await storage.temporaryPath('image');
  if (/^https?:\/\//i.test(text)) {
    const leave = await fetches.take();
    try {
      await fetchUntrusted(text, path, { param, maximumBytes: maximumReferenceBytes });
    } finally {
      leave();
    }
    return path;
  }
  const dataUri = /^data:image\/[a-z.+-]+;base64,/i.exec(text);
  const base64 = dataUri ? text.slice(dataUri[0].length) : text;
  if (base64.length < 32 || !/^[A-Za-z0-9+/_-]+={0,2}\s*$/.test(base64)) {
    const message = `${param} must be an image file, an http(s) URL, a data URI or Base64 text.`;
    throw new StudioError('invalid_request', message, { param });
  }
  await writeFile(path, Buffer.from(base64, 'base64'));
  return path;
}

/**
 * Checks an image by its content and keeps it in storage, upright and without metadata, under the hash of its bytes.
 * The local file is gone afterwards.
 * @throws StudioError naming the caller's field, when it is not an image we take
 */
export async function keepReference(storage: StorageDriver, source: ReferenceSource): Promise<Reference> {
  const { role, param, from } = source;
  // As we read it: another spelling may lead another reader elsewhere.
  const sourceUrl = isWebAddress(source) ? URL.parse(source.text)?.href : source.sourceUrl;
  const origins = { ...(sourceUrl ? { sourceUrl } : {}), ...(from ? { from } : {}) };
  const stored = 'text' in source ? await findStored(storage, source.text) : null;
  if (stored) return { role, ...stored, ...origins };
  const sourcePath = 'path' in source ? source.path : await materialise(storage, source.text, param);
  const targetPath = await storage.temporaryPath('image');
  try {
    if ((await stat(sourcePath)).size > maximumReferenceBytes) {
      throw new StudioError('too_large', 'The image is larger than 20 MB.', { param });
    }
    const { type } = await readImageHeader(sourcePath);
    const written = await workOnImage({ as: 'converted', type, sourcePath, targetPath });
    if (!written) throw new StudioError('internal', 'The image was not written.');
    const { width, height } = written;
    const sha256 = await hashFile(targetPath);
    const { size: bytes } = await stat(targetPath);
    const key = `references/${sha256}.${extensions[type]}`;
    if (!(await storage.stat(key))) await storage.putFile(key, targetPath);
    return { role, key, type, bytes, sha256, width, height, ...origins };
  } catch (error) {
    if (error instanceof StudioError && error.param !== param) {
      throw new StudioError(error.code, error.message, { param, cause: error });
    }
    throw error;
  } finally {
    await Promise.all([sourcePath, targetPath].map((path) => rm(path, { force: true })));
  }
}
