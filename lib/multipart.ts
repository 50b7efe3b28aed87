import 'server-only';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { StudioError } from '@/lib/errors';
import { parseJson } from '@/lib/parse-json';
import { readBody, readWhole } from '@/lib/read-body';
import { openUploadSlots } from '@/lib/upload-slots';

/** A text that is no image: the longest prompt, 32,000 characters, in UTF-8. */
const maximumTextBytes = 128 * 1024;
/** Room for an image as Base64 or a data URI of 20 MB, and the prompt; of all texts together. */
const maximumJsonBytes = 32 * 1024 * 1024;
/** All that is no image, which is kept with the job and told in each list: far more than a prompt and its settings. */
const maximumWordsBytes = 512 * 1024;
/** Sixteen images, sixteen pairs of metadata, and every other field twice. */
const limits = {
  fields: 48,
  fieldSize: maximumJsonBytes,
  files: 16,
  parts: 64,
  headerPairs: 32,
};
/** RFC 2046 §5.1.1 ends at 70; nobody needs more. */
const longestBoundary = 200;
const longestName = 200;

/** 16 bodies of 32 MB are what a small machine has room for. */
const slots = openUploadSlots({ words: 'uploads are under way', atOnce: 16, waiting: 1_000, waitMs: 30_000 });

/** Texts by field, and files that are on the disk already. */
type Parts = { fields: unknown; files: { field: string; path: string }[] };

/** A body taken apart. */
export type ParsedBody = Parts & {
  /** Removes its files, and lets the next body in. To be called in any case, once its texts are of no use any more. */
  drop: () => Promise<void>;
};

type BodyOptions = {
  maximumFileBytes: number;
  /** How many files are taken; 16 where it is not said. */
  maximumFiles?: number;
  /** Throws where so many bytes have no room on the disk. */
  requireRoom: (bytes: number) => Promise<void>;
  /** Gives a fresh local path for each uploaded file. */
  temporaryPath: () => Promise<string>;
  /** The fields that may hold an image as text. */
  imageFields: readonly string[];
};

/** Whether a part's name can be a field's: not one that code further on would take for the prototype of an object. */
function isName(name: string): boolean {
  return name !== '' && name.length <= longestName && !name.includes('__proto__');
}

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

function invalid(message: string, param?: string, cause?: unknown): StudioError {
  return new StudioError('invalid_request', message, { param, cause });
}

function tooManyWords(param: string): StudioError {
  const message = `All that is no image may have ${maximumWordsBytes / 1024} kB together.`;
  return new StudioError('too_large', message, { param });
}

/** What is said of a body that could not be read to its end. */
function broken(error: unknown): StudioError {
  if (error instanceof StudioError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StudioError('storage_full', 'The disk that holds the data folder is full.', { cause: error });
  return invalid('The multipart body is broken, or the upload was cut off.', undefined, error);
}

/**
 * Takes a multipart body apart as it arrives: a file goes straight to the disk, so that it is never in memory whole.
 * The caller removes the files when done; on failure none is left.
 */
async function parseMultipart(request: Request, options: BodyOptions): Promise<Parts> {
  const { body } = request;
  if (!body) throw new StudioError('invalid_request', 'The body is empty.');
  const fields: Record<string, unknown> = Object.create(null);
  const written: Parts['files'] = [];
  const files = options.maximumFiles ?? limits.files;
  const writes: Promise<void>[] = [];
  let refusal: StudioError | null = null;
  const refuse = (error: StudioError) => {
    refusal ??= error;
  };

  const type = request.headers.get('content-type') ?? '';
  if (type.length > longestBoundary + 100)
    throw invalid(`A boundary may have ${longestBoundary} characters.`, 'Content-Type');
  let parser: ReturnType<typeof busboy>;
  try {
    parser = busboy({
      headers: { 'content-type': type },
      limits: { ...limits, files, fileSize: options.maximumFileBytes },
      defParamCharset: 'utf8',
    });
  } catch (cause) {
    throw invalid('The multipart body has no boundary.', 'Content-Type', cause);
  }
  let textBytes = 0;
  let wordsBytes = 0;
  // An encoding that busboy does not know gives no value at all.
  parser.on('field', (name = '', value: string | undefined, { valueTruncated }) => {
    const bytes = Buffer.byteLength(value ?? '');
    textBytes += bytes;
    const mayBeLong = options.imageFields.includes(name.replace(/\[\w*\]$/, ''));
    if (!mayBeLong) wordsBytes += bytes;
    const most = mayBeLong ? maximumJsonBytes : maximumTextBytes;
    if (!isName(name)) refuse(invalid(`"${name.slice(0, 40)}" is no name of a field.`, name.slice(0, 40)));
    else if (value === undefined) refuse(invalid(`${name} is in an encoding that is not known.`, name));
    else if (valueTruncated || bytes > most)
      refuse(new StudioError('too_large', `${name} may have ${most / 1024} kB as text.`, { param: name }));
    else if (wordsBytes > maximumWordsBytes) refuse(tooManyWords(name));
    else if (textBytes > maximumJsonBytes)
      refuse(new StudioError('too_large', 'All texts together may have 32 MB.', { param: name }));
    else if (!refusal) setField(fields, name, value);
  });
  parser.on('file', (field = '', stream) => {
    // Where the body breaks off before anybody reads it, the parser says so too.
    stream.on('error', () => {});
    if (refusal) return void stream.resume();
    if (!isName(field)) refuse(invalid(`"${field.slice(0, 40)}" is no name of a field.`, field.slice(0, 40)));
    const tooLarge = () => {
      const megabytes = Math.floor(options.maximumFileBytes / 1024 / 1024);
      refuse(new StudioError('too_large', `${field} is larger than ${megabytes} MB.`, { param: field }));
    };
    stream.on('limit', tooLarge);
    const write = options.temporaryPath().then(async (path) => {
      written.push({ field, path });
      await pipeline(stream, createWriteStream(path));
    });
    // The parser would wait for ever for somebody to read on.
    write.catch((error: Error) => parser.destroy(error));
    writes.push(write);
  });
  // It reads on after a broken head, and would begin files that it never ends.
  parser.once('error', (cause) => refuse(broken(cause)));
  const counts = { partsLimit: 'parts', filesLimit: 'files', fieldsLimit: 'fields' } as const;
  for (const [event, counted] of Object.entries(counts)) {
    const words = `The body may have ${{ ...limits, files }[counted]} ${counted}.`;
    parser.on(event, () => refuse(new StudioError('too_large', words)));
  }

  try {
    const maximumBytes = files * options.maximumFileBytes + maximumJsonBytes;
    await pipeline(readBody(body, { maximumBytes, requireRoom: options.requireRoom }), parser);
    await Promise.all(writes);
    if (refusal) throw refusal;
    return { fields, files: written };
  } catch (error) {
    await Promise.allSettled(writes);
    await removeFiles(written);
    if (error instanceof StudioError) throw error;
    throw refusal ?? broken(error);
  }
}

async function parseJsonBody(request: Request, options: BodyOptions): Promise<Parts> {
  const fields = parseJson(await readWhole(request, maximumJsonBytes));
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw invalid('The body must be a JSON object.');
  let wordsBytes = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (options.imageFields.includes(name)) continue;
    const valueBytes = Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));
    if (valueBytes > maximumTextBytes)
      throw new StudioError('too_large', `${name} may have ${maximumTextBytes / 1024} kB.`, { param: name });
    wordsBytes += Buffer.byteLength(name) + valueBytes;
    if (wordsBytes > maximumWordsBytes) throw tooManyWords(name);
  }
  return { fields, files: [] };
}

async function removeFiles(files: Parts['files']): Promise<void> {
  await Promise.all(files.map(({ path }) => rm(path, { force: true })));
}

/** How many letters the texts have that stay in memory. */
function countLetters(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + countLetters(inner), 0);
}

/** Reads a body when it is its turn. One with images among its texts has its place for as long as they are in memory. */
async function hold(parse: () => Promise<Parts>): Promise<ParsedBody> {
  const leave = await slots.take();
  try {
    const parts = await parse();
    if (countLetters(parts.fields) <= maximumWordsBytes) leave();
    return { ...parts, drop: () => removeFiles(parts.files).finally(leave) };
  } catch (error) {
    leave();
    throw error;
  }
}

/**
 * Reads the body of a create, multipart or JSON.
 * @throws StudioError in words about what is wrong with it, or `rate_limited` where too many are being read
 */
export async function parseBody(request: Request, options: BodyOptions): Promise<ParsedBody> {
  const type = request.headers.get('content-type') ?? '';
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity')
    throw new StudioError('unsupported_media_type', 'Send the body as it is, without a Content-Encoding.', {
      param: 'Content-Encoding',
    });
  if (/^multipart\/form-data/i.test(type)) return hold(() => parseMultipart(request, options));
  if (/^application\/json/i.test(type)) return hold(() => parseJsonBody(request, options));
  const message = `The body must be multipart/form-data or application/json, not ${type.slice(0, 100) || 'without a type'}.`;
  throw new StudioError('unsupported_media_type', message, { param: 'Content-Type' });
}
