import 'server-only';
import { z } from 'zod';

/** Our words for what a request can ask; `resolution`, `aspectRatio`, `width`, `height` are other spellings of `size`. */
export const requestFields = [
  'model',
  'prompt',
  'negativePrompt',
  'size',
  'width',
  'height',
  'resolution',
  'aspectRatio',
  'seconds',
  'frames',
  'fps',
  'seed',
  'takes',
  'user',
  'metadata',
] as const;

/** A key of a request. A dot puts it inside an object: `metadata.style`. */
export const wireName = z
  .string()
  .regex(/^[A-Za-z_][\w-]*(\[\w*\])*(\.[A-Za-z_][\w-]*)*$/, 'must be a field name, dots between its parts')
  .refine((name) => !/(^|\.)(__proto__|constructor|prototype)(\.|$)/.test(name), 'is not a field name');

export const scalar = z.union([z.string(), z.number(), z.boolean()]);
export const json: z.ZodType<unknown> = z.json();

/** How one of our words is written on the wire. */
const field = z.strictObject({
  from: z.enum(requestFields),
  name: wireName,
  /** `json` is an object, and JSON text where the body is multipart; `json_text` is JSON text everywhere. */
  as: z.enum(['string', 'integer', 'number', 'json', 'json_text']),
  /** Written behind the value: `s` makes `5s` of 5. */
  suffix: z.string().optional(),
  /** What stands between width and height in a size, where it is not `x`. */
  separator: z.string().optional(),
  /** For servers that know `720P` and not `720p`. */
  isUpperCase: z.boolean().optional(),
  /** Values that go without saying. */
  omit: z.array(scalar).optional(),
  /** A second writing of a word inside an object (`metadata.seed`), for servers that read nothing beside it once it is there. */
  isCopy: z.boolean().optional(),
});

/** JSON text is whole: nothing can be put inside it afterwards. */
export const fields = z
  .array(field)
  .refine(
    (all) =>
      all.every(
        ({ as, name }) => as !== 'json_text' || !all.some((other) => other.name.startsWith(`${name}.`)),
      ),
    'must not put a field inside one that is "json_text"; use "json"',
  );

/** What a provider takes beyond the words that all share. A form draws it by its type. */
export const option = z.strictObject({
  /** What callers call it. */
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be lower-case letters, digits and underscores'),
  /** What it is called on the wire, where that is something else. */
  wireName: wireName.optional(),
  type: z.enum(['text', 'integer', 'number', 'boolean', 'json']),
  choices: z.array(z.string()).min(1).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** Few ever need it, so a form folds it away. */
  isRare: z.boolean().optional(),
});

export const endpoint = z.strictObject({
  method: z.enum(['GET', 'POST', 'DELETE']),
  path: z.string().startsWith('/', 'must begin with a slash'),
});

/**
 * A call that makes a video from another one. Its body is JSON, unless the video is a file that goes along.
 */
export const sourceCall = endpoint.extend({
  fields,
  /** Sent besides where the video is a file. */
  fileFields: fields.default([]),
  video: z.strictObject({
    name: wireName,
    /**
     * How the provider is told which video, in the order of preference: by its own id of it, by the address at which it
     * gave it out, or by the bytes of a file.
     */
    as: z.array(z.enum(['id', 'url', 'file'])).min(1),
    /** What the text is put into; the string `$video` in it stands for the id or the address. */
    wrap: json.optional(),
  }),
});
