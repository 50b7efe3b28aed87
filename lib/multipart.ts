import 'server-only';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import { StudioError } from '@/lib/errors';
import { openUploadSlots } from '@/lib/upload-slots';

/** A text that is no image: the longest prompt and any honest metadata. */
const maximumTextLength = 512 * 1024;
/** Room for an image as Base64 or a data URI of 20 MB, and the prompt; of all texts together. */
const maximumJsonBytes = 32 * 1024 * 1024;
const limits = {
  fields: 64,
  fieldSize: maximumJsonBytes,
  files: 8,
  parts: 72,
  fieldNameSize: 200,
  headerPairs: 32,
};

/** 16 bodies of 32 MB are what a small machine has room for. */
const slots = openUploadSlots({ atOnce: 16, waiting: 1_000, waitMs: 30_000 });

/** A body taken apart: texts by field, and files that are on the disk already. */
export type ParsedBody = { fields: unknown; files: { field: string; path: string }[] };

type BodyOptions = {
  maximumFileBytes: number;
  /** Gives a fresh local path for each uploaded file. */
  temporaryPath: () => Promise<string>;
  /** The fields that may hold an image as text. */
  imageFields: readonly string[];
};

/**
 * Puts a text where its field's name says: `input_reference[image_url]`, as OpenAI's SDKs flatten an object, back into
 * the object; `images[]`, and any name that comes twice, into a list.
 */
function setField(fields: Record<string, unknown>, name: string, value: string): void {
  if (name.endsWith('[]') || typeof fields[name] === 'string' || Array.isArray(fields[name])) {
    const list = name.replace(/\[\]$/, '');
    const earlier = fields[list];
    fields[list] = [...(Array.isArray(earlier) ? earlier : earlier === undefined ? [] : [earlier]), value];
    return;
  }
  const nested = /^([^[\]]+)\[([^[\]]+)\]$/.exec(name);
  const [, outer, inner] = nested ?? [];
  if (outer === undefined || inner === undefined) {
    fields[name] = value;
    return;
  }
  const existing = fields[outer];
  const object = typeof existing === 'object' && existing !== null ? existing : {};
  fields[outer] = { ...object, [inner]: value };
}

/**
 * Takes a multipart body apart as it arrives: a file goes straight to the disk, so that it is never in memory whole.
 * The caller removes the files when done; on failure none is left.
 */
async function parseMultipart(request: Request, options: BodyOptions): Promise<ParsedBody> {
  const { body } = request;
  if (!body) throw new StudioError('invalid_request', 'The body is empty.');
  const fields: Record<string, unknown> = Object.create(null);
  const files: ParsedBody['files'] = [];
  const writes: Promise<void>[] = [];
  let refusal: StudioError | null = null;
  const refuse = (error: StudioError) => {
    refusal ??= error;
  };

  let parser: ReturnType<typeof busboy>;
  try {
    parser = busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      limits: { ...limits, fileSize: options.maximumFileBytes },
      defParamCharset: 'utf8',
    });
  } catch (cause) {
    throw new StudioError('invalid_request', 'The multipart body has no boundary.', { cause });
  }
  let textLength = 0;
  parser.on('field', (name, value, { nameTruncated, valueTruncated }) => {
    textLength += value.length;
    const mayBeLong = options.imageFields.includes(name.replace(/\[\w*\]$/, ''));
    const isLong = textLength > maximumJsonBytes || (!mayBeLong && value.length > maximumTextLength);
    if (nameTruncated || valueTruncated || isLong)
      refuse(new StudioError('too_large', `${name} is too long.`, { param: name }));
    else if (!refusal) setField(fields, name, value);
  });
  parser.on('file', (field, stream) => {
    const tooLarge = () => {
      const megabytes = Math.floor(options.maximumFileBytes / 1024 / 1024);
      refuse(new StudioError('too_large', `${field} is larger than ${megabytes} MB.`, { param: field }));
    };
    stream.on('limit', tooLarge);
    const write = options.temporaryPath().then(async (path) => {
      files.push({ field, path });
      await pipeline(stream, createWriteStream(path));
    });
    write.catch(() => {});
    writes.push(write);
  });
  for (const event of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
    parser.on(event, () => refuse(new StudioError('too_large', 'The body has too many parts.')));
  }

  try {
    await pipeline(Readable.fromWeb(body as NodeReadableStream<Uint8Array>), parser);
    await Promise.all(writes);
    if (refusal) throw refusal;
    return { fields, files };
  } catch (error) {
    await Promise.allSettled(writes);
    await removeFiles(files);
    if (error instanceof StudioError) throw error;
    throw new StudioError('invalid_request', 'The multipart body is broken, or the upload was cut off.', {
      cause: error,
    });
  }
}

async function parseJsonBody(request: Request): Promise<ParsedBody> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maximumJsonBytes) throw new StudioError('too_large', 'The JSON body is larger than 32 MB.');
    chunks.push(chunk);
  }
  let fields: unknown;
  try {
    fields = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new StudioError('invalid_request', 'The body is not JSON.', { cause });
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw new StudioError('invalid_request', 'The body must be a JSON object.');
  }
  return { fields, files: [] };
}

/**
 * Reads the body of a create, multipart or JSON.
 * @throws StudioError in words about what is wrong with it, or `rate_limited` where too many are being read
 */
export async function parseBody(request: Request, options: BodyOptions): Promise<ParsedBody> {
  const type = request.headers.get('content-type') ?? '';
  if (/^multipart\/form-data/i.test(type)) return slots.run(() => parseMultipart(request, options));
  if (/^application\/json/i.test(type)) return slots.run(() => parseJsonBody(request));
  const message = `The body must be multipart/form-data or application/json, not ${type || 'without a type'}.`;
  throw new StudioError('unsupported_media_type', message, { param: 'Content-Type' });
}

/** Removes what {@link parseBody} wrote. */
export async function removeFiles(files: ParsedBody['files']): Promise<void> {
  await Promise.all(files.map(({ path }) => rm(path, { force: true })));
}
