import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import type { Framing } from '@/lib/media/framing';
import { parseJson } from '@/lib/parse-json';
import { readFields } from '@/lib/read-fields';
import { framingField } from './framing-field';
import { originField } from './origin-field';
import type { ReferenceSource } from './references';

/** How many videos one create may ask for. */
export const maximumTakes = 10;

/** A number as JSON or as the text of a multipart part. */
const number = z.coerce.number({ error: 'must be a number' });
const integer = number.pipe(z.int('must be a whole number'));
const text = z.string('must be text').trim();
export const optionalText = text.optional().transform((value) => value || undefined);

const metadata = z
  .union([z.record(z.string(), z.unknown()), z.string()])
  .optional()
  .transform((value, context) => {
    if (typeof value !== 'string') return value;
    if (value.trim() === '') return undefined;
    try {
      return z.record(z.string(), z.unknown()).parse(parseJson(value));
    } catch {
      context.addIssue({ code: 'custom', message: 'must be a JSON object' });
      return z.NEVER;
    }
  });

export const promptText = text
  .min(1, 'is required: say what the video should show')
  .max(32_000, 'may be 32,000 characters long');
export const secondsNumber = number.positive('must be more than 0').max(3_600, 'may be 3600 at most');

/** A plain text, or OpenAI's object form, of which one of the two keys has to be given. */
const referenceText = z
  .union([text.min(1), z.object({ image_url: text.min(1).optional(), file_id: z.unknown().optional() })], {
    error: 'must be an image file, an http(s) URL, a data URI or {"image_url": …}',
  })
  .transform((given, context) => {
    const url = typeof given === 'string' ? given : given.image_url;
    const hasFile = typeof given === 'object' && given.file_id !== undefined;
    if (url !== undefined && !hasFile) return url;
    const message = hasFile
      ? 'cannot name a file_id, since the studio keeps no files of that kind: give the image itself, or {"image_url": …}'
      : 'must be an image file, an http(s) URL, a data URI or {"image_url": …}';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/**
 * What `POST /v1/videos` takes: the union of OpenAI's reference and the field lists of New-API's relays (`duration`,
 * `width`, `height`, `fps`, `seed`, `n`, `image`, `response_format`, `user`, `metadata`), plus `provider`.
 */
export const createSchema = z.object({
  model: optionalText,
  provider: optionalText,
  project: optionalText,
  prompt: promptText,
  negative_prompt: optionalText,
  seconds: secondsNumber.optional(),
  duration: secondsNumber.optional(),
  size: text
    .regex(/^[1-9]\d{0,4}x[1-9]\d{0,4}$/, 'must be WIDTHxHEIGHT in pixels, such as 1280x720')
    .optional(),
  width: integer.pipe(z.int().positive().max(16_384)).optional(),
  height: integer.pipe(z.int().positive().max(16_384)).optional(),
  fps: integer.pipe(z.int().min(1).max(240)).optional(),
  seed: integer.optional(),
  n: integer
    .pipe(z.int().min(1, 'must be at least 1').max(maximumTakes, `may be ${maximumTakes} at most`))
    .optional(),
  response_format: z.literal('url', 'must be "url": the video is at /v1/videos/{id}/content').optional(),
  user: optionalText,
  metadata,
  input_reference: referenceText.optional(),
  image: referenceText.optional(),
  last_frame: referenceText.optional(),
  framing: framingField,
  last_frame_framing: framingField,
  first_frame_from: originField,
  last_frame_from: originField,
  reference_images: z
    .preprocess(
      (value) => (value === undefined || Array.isArray(value) ? value : [value]),
      z.array(referenceText),
    )
    .optional(),
});

/** An uploaded file of a multipart body: its field and where its bytes are. */
export type UploadedFile = { field: string; path: string };

export type CreateRequest = {
  model?: string;
  providerId?: string;
  /** Where people find the videos again. No part of what is wished for: the same wish is the same in any project. */
  projectId?: string;
  prompt: string;
  negativePrompt?: string;
  size?: string;
  seconds?: number;
  fps?: number;
  seed?: number;
  user?: string;
  metadata?: Record<string, unknown>;
  /** Fields that no document of ours has a word for: perhaps the provider has. */
  options?: Record<string, unknown>;
  framing?: Framing;
  lastFrameFraming?: Framing;
  takes: number;
  references: ReferenceSource[];
};

const referenceFields = [
  { field: 'input_reference', role: 'first_frame' },
  { field: 'image', role: 'first_frame' },
  { field: 'last_frame', role: 'last_frame' },
  { field: 'reference_images', role: 'reference' },
] as const;

/** The fields that hold images. */
export const imageFields = referenceFields.map(({ field }) => field);

/** The longest list of images that is taken from anyone; providers take fewer. */
const maximumReferences = 16;
/** Fields that are told apart by their own rules and are therefore nobody's option. */
const ownFields = new Set([...Object.keys(createSchema.shape)]);

/** The fields that are none of ours. */
function collectOptions(fields: unknown, format?: 'url'): Record<string, unknown> | undefined {
  const rest = Object.entries(fields as object).filter(([name]) => !ownFields.has(name));
  if (format) rest.push(['response_format', format]);
  return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}

function collectReferences(
  fields: z.infer<typeof createSchema>,
  files: readonly UploadedFile[],
): ReferenceSource[] {
  const sources: ReferenceSource[] = [];
  for (const { field, role } of referenceFields) {
    const uploaded = files.filter((file) => file.field === field || file.field === `${field}[]`);
    sources.push(...uploaded.map(({ path }) => ({ role, param: field, path })));
    const given = fields[field];
    const texts = Array.isArray(given) ? given : given === undefined ? [] : [given];
    sources.push(...texts.map((text) => ({ role, param: field, text })));
  }
  if (sources.length > maximumReferences) {
    const message = `At most ${maximumReferences} images can be given.`;
    throw new StudioError('invalid_request', message, { param: 'reference_images' });
  }
  for (const { role } of referenceFields) {
    if (role === 'reference') continue;
    const [first, second] = sources.filter((source) => source.role === role);
    if (first && second && first !== second) {
      const message = `Only one ${role === 'first_frame' ? 'first' : 'last'} frame can be given, but ${first.param} and ${second.param} both hold one.`;
      throw new StudioError('invalid_request', message, { param: second.param });
    }
  }
  const origins = {
    first_frame: fields.first_frame_from,
    last_frame: fields.last_frame_from,
    reference: undefined,
  };
  return sources.map((source) => {
    const from = origins[source.role];
    return from ? { ...source, from } : source;
  });
}

/** What fields say of an image. */
const sayings = {
  framing: { role: 'first_frame', words: 'how input_reference is laid into the frame' },
  last_frame_framing: { role: 'last_frame', words: 'how last_frame is laid into the frame' },
  first_frame_from: { role: 'first_frame', words: 'which frame input_reference is' },
  last_frame_from: { role: 'last_frame', words: 'which frame last_frame is' },
} as const;

/** @throws StudioError where something is said of an image that is not there */
function requireImage(sources: ReferenceSource[], param: keyof typeof sayings) {
  const { role, words } = sayings[param];
  if (sources.some((source) => source.role === role)) return;
  const field = role === 'first_frame' ? 'input_reference' : 'last_frame';
  const message = `${param} says ${words}, and there is no ${field}.`;
  throw new StudioError('invalid_request', message, { param });
}

/**
 * Checks the fields and files of a create.
 * @param fields texts of a multipart body, or a JSON body
 * @throws StudioError `invalid_request` naming the field and what would be right
 */
export function parseCreateRequest(fields: unknown, files: readonly UploadedFile[]): CreateRequest {
  const known = new Set(referenceFields.map(({ field }) => field as string));
  const stray = files.find((file) => !known.has(file.field.replace(/\[\]$/, '')));
  if (stray) {
    const message = `${stray.field} takes no file. An image belongs in input_reference.`;
    throw new StudioError('invalid_request', message, { param: stray.field });
  }
  const asked = readFields(createSchema, fields);
  const { width, height, duration, seconds, n, negative_prompt, provider, ...rest } = asked;
  if ((width === undefined) !== (height === undefined)) {
    const param = width === undefined ? 'width' : 'height';
    throw new StudioError('invalid_request', `${param} is missing: width and height come together.`, {
      param,
    });
  }
  const references = collectReferences(asked, files);
  for (const param of Object.keys(sayings) as (keyof typeof sayings)[])
    if (rest[param]) requireImage(references, param);
  return {
    model: rest.model,
    providerId: provider,
    projectId: rest.project,
    prompt: rest.prompt,
    negativePrompt: negative_prompt,
    size: rest.size ?? (width && height ? `${width}x${height}` : undefined),
    seconds: seconds ?? duration,
    fps: rest.fps,
    seed: rest.seed,
    user: rest.user,
    metadata: rest.metadata,
    options: collectOptions(fields, rest.response_format),
    takes: n ?? 1,
    framing: rest.framing,
    lastFrameFraming: rest.last_frame_framing,
    references,
  };
}
