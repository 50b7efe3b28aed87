import 'server-only';
import sharp from 'sharp';
import { hashText } from './child/seeded-random';
import { DemoError, invalidValue } from './demo-error';
import { demoModel } from './video-record';

/** The sizes that the demo renders. */
export const demoSizes = [
  '1280x720',
  '720x1280',
  '1024x1024',
  '1792x1024',
  '1024x1792',
  '1920x1080',
  '1080x1920',
  '854x480',
  '480x854',
] as const;

const maximumSeconds = 12;
const frameRates = { lowest: 12, usual: 24, highest: 30 };
const maximumPrompt = 32_000;
const maximumImageBytes = 20 * 1024 * 1024;
/** Base64 makes a third more of an image, and there may be two. */
const maximumBodyBytes = 64 * 1024 * 1024;

const knownFields = ['model', 'prompt', 'seconds', 'size', 'input_reference', 'last_frame', 'seed', 'fps'];

/** What a create request asks for, checked. */
export type CreateRequest = {
  model: string;
  prompt: string;
  seconds: number;
  size: string;
  seed: number;
  fps: number;
  firstFrame: Uint8Array | null;
  lastFrame: Uint8Array | null;
};

type Fields = Record<string, unknown>;

async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > maximumBodyBytes) throw new DemoError(413, 'The request is larger than 64 MB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks) as Uint8Array<ArrayBuffer>;
}

/** The SDK flattens objects in a form: `input_reference[image_url]`. */
function unflatten(form: FormData): Fields {
  const fields: Fields = {};
  for (const [name, value] of form) {
    const [, outer, inner] = /^(\w+)\[(\w+)\]$/.exec(name) ?? [];
    if (outer && inner) fields[outer] = { ...(fields[outer] as object | undefined), [inner]: value };
    else fields[name] = value;
  }
  return fields;
}

/** The fields of a request, from JSON or from a form. `isForm` tells which: in a form, numbers are text. */
export async function readFields(request: Request): Promise<{ fields: Fields; isForm: boolean }> {
  const body = await readBody(request);
  const type = request.headers.get('content-type') ?? '';
  if (/^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => {
      throw new DemoError(400, 'The form in the request body cannot be read.');
    });
    return { fields: unflatten(form), isForm: true };
  }
  try {
    const fields: unknown = JSON.parse(new TextDecoder().decode(body));
    if (fields && typeof fields === 'object' && !Array.isArray(fields))
      return { fields: fields as Fields, isForm: false };
  } catch {
    // Falls through to the one answer for everything that is not an object.
  }
  throw new DemoError(400, 'The request body must be a form or a JSON object.');
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (Number.isInteger(value)) return 'an integer';
  return (
    { string: 'a string', number: 'a number', boolean: 'a boolean' }[typeof value as string] ?? 'an object'
  );
}

function wrongType(param: string, expected: string, value: unknown): DemoError {
  const message = `Invalid type for '${param}': expected ${expected}, but got ${typeName(value)} instead.`;
  return new DemoError(400, message, { param, code: 'invalid_type' });
}

function readText(fields: Fields, param: string): string | undefined {
  const value = fields[param];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw wrongType(param, 'a string', value);
  return value;
}

function readInteger(
  fields: Fields,
  isForm: boolean,
  param: string,
  low: number,
  high: number,
): number | undefined {
  const value = fields[param];
  if (value === undefined) return undefined;
  const number = isForm && typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number') throw wrongType(param, 'an integer', value);
  if (!Number.isInteger(number) || number < low || number > high) {
    throw invalidValue(
      param,
      `Invalid value: '${number}'. '${param}' must be an integer from ${low} to ${high}.`,
    );
  }
  return number;
}

/** The prompt of a create or a remix. */
export function readPrompt(fields: Fields): string {
  const prompt = readText(fields, 'prompt');
  if (prompt === undefined) {
    const code = 'missing_required_parameter';
    throw new DemoError(400, "Missing required parameter: 'prompt'.", { param: 'prompt', code });
  }
  if (!prompt.trim()) throw invalidValue('prompt', "Invalid 'prompt': it must not be empty.");
  if (prompt.length > maximumPrompt) {
    throw invalidValue('prompt', `Invalid 'prompt': it must be at most ${maximumPrompt} characters long.`);
  }
  if (prompt.includes('[demo:reject]'))
    throw invalidValue('prompt', 'The demo refuses this prompt, as it asks to be.');
  return prompt;
}

/** Fails for a field that the demo does not know, as OpenAI does. */
export function refuseUnknown(fields: Fields, known: readonly string[]): void {
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new DemoError(400, `Unknown parameter: '${unknown}'.`, { param: unknown, code: 'unknown_parameter' });
}

function decodeDataUri(param: string, text: string): Buffer {
  const [whole] = /^data:image\/[a-z.+-]+;base64,/i.exec(text) ?? [];
  if (!whole)
    throw invalidValue(param, `Invalid '${param}': the demo takes an image as a file or a data URI.`);
  return Buffer.from(text.slice(whole.length), 'base64');
}

async function readImage(fields: Fields, isForm: boolean, param: string): Promise<Uint8Array | null> {
  const value = fields[param];
  if (value === undefined) return null;
  let bytes: Uint8Array;
  if (value instanceof File) bytes = new Uint8Array(await value.arrayBuffer());
  else if (
    value &&
    typeof value === 'object' &&
    'image_url' in value &&
    typeof value.image_url === 'string'
  ) {
    bytes = decodeDataUri(`${param}.image_url`, value.image_url);
  } else throw wrongType(param, isForm ? 'a file' : 'an object', value);
  if (bytes.length > maximumImageBytes)
    throw invalidValue(param, `Invalid '${param}': the image is larger than 20 MB.`);
  const format = await sharp(bytes)
    .metadata()
    .then(
      (metadata) => metadata.format,
      () => null,
    );
  if (format === 'png' || format === 'jpeg' || format === 'webp') return bytes;
  throw invalidValue(param, `Invalid '${param}': it must be a PNG, JPEG or WebP image.`);
}

/**
 * Reads `POST /v1/videos` as OpenAI documents it, multipart or JSON, with three fields more: `seed` (integer), `fps`
 * (12–30) and `last_frame` (as `input_reference`).
 * @throws DemoError that names the field
 */
export async function readCreateRequest(request: Request): Promise<CreateRequest> {
  const { fields, isForm } = await readFields(request);
  refuseUnknown(fields, knownFields);
  const prompt = readPrompt(fields);
  const model = readText(fields, 'model') ?? demoModel;
  if (model !== demoModel) {
    throw new DemoError(400, `The model '${model}' does not exist.`, {
      param: 'model',
      code: 'model_not_found',
    });
  }
  const seconds = readText(fields, 'seconds') ?? '4';
  if (!/^\d{1,2}$/.test(seconds) || Number(seconds) < 1 || Number(seconds) > maximumSeconds) {
    throw invalidValue(
      'seconds',
      `Invalid value: '${seconds}'. 'seconds' must be from '1' to '${maximumSeconds}'.`,
    );
  }
  const size = readText(fields, 'size') ?? demoSizes[0];
  if (!demoSizes.some((known) => known === size)) {
    const supported = demoSizes.map((known) => `'${known}'`).join(', ');
    throw invalidValue('size', `Invalid size: '${size}'. Supported values are: ${supported}.`);
  }
  return {
    model,
    prompt,
    size,
    seconds: Number(seconds),
    seed: readInteger(fields, isForm, 'seed', 0, 2 ** 32 - 1) ?? hashText(prompt),
    fps: readInteger(fields, isForm, 'fps', frameRates.lowest, frameRates.highest) ?? frameRates.usual,
    firstFrame: await readImage(fields, isForm, 'input_reference'),
    lastFrame: await readImage(fields, isForm, 'last_frame'),
  };
}
