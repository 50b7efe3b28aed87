import { createHash } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import type { ReceivedBody } from './received';

const formats = { 'image/png': 'png', 'image/jpeg': 'jpeg', 'image/webp': 'webp' } as const;

type ImageRequest = {
  role: 'first_frame' | 'last_frame' | 'reference';
  type?: keyof typeof formats;
  /** The address at which it can be had. */
  url?: string;
  size?: { width: number; height: number };
};

/** A plain image in a file of its own, as the encoder is given one; each role and address has another colour. */
export async function makeImage({ role, type = 'image/png', url, size }: ImageRequest) {
  const { width, height } = size ?? { width: 64, height: 36 };
  const background = `#${createHash('sha256').update(`${role}${url}`).digest('hex').slice(0, 6)}`;
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .toFormat(formats[type])
    .toBuffer();
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'firstframe-image-')), `image.${formats[type]}`);
  await writeFile(file, bytes);
  const readDataUri = async () => `data:${type};base64,${(await readFile(file)).toString('base64')}`;
  return { role, type, path: file, bytes, readDataUri, ...(url === undefined ? {} : { url }) };
}

export type TestImage = Awaited<ReturnType<typeof makeImage>>;

type Found = { field: string; form: 'file' | 'url' | 'data_uri' | 'base64' };

function formOf(text: string, { bytes, url }: TestImage): Found['form'] | null {
  const base64 = bytes.toString('base64');
  if (text === base64) return 'base64';
  if (/^data:image\/(png|jpeg|webp);base64,/.test(text) && text.endsWith(`,${base64}`)) return 'data_uri';
  return url !== undefined && text === url ? 'url' : null;
}

function findIn(value: unknown, field: string, image: TestImage): Found[] {
  if (typeof value === 'string') {
    const form = formOf(value, image);
    if (form) return [{ field, form }];
    // A part of JSON text may hold it as well.
    return value.startsWith('{') || value.startsWith('[') ? findIn(JSON.parse(value), field, image) : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    findIn(inner, Array.isArray(value) ? `${field}[${key}]` : field ? `${field}.${key}` : key, image),
  );
}

/** Every place of a body where an image is, and how it is written there. */
export function findImage(body: ReceivedBody, image: TestImage): Found[] {
  if (body.kind === 'json') return findIn(body.value, '', image);
  if (body.kind !== 'multipart') return [];
  return body.parts.flatMap((part): Found[] => {
    if ('value' in part) return findIn(part.value, part.name, image);
    return part.bytes.equals(image.bytes) ? [{ field: part.name, form: 'file' }] : [];
  });
}
