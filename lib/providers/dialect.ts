import 'server-only';
import { z } from 'zod';

/**
 * How a provider's wire differs, as data. One encoder (`encode.ts`) and one decoder (`decode.ts`) read it, so a new
 * provider is a file of this shape and no code. Paths into JSON are dotted (`data.task_id`, `data[0].url`); paths of
 * URLs are templates below the provider's base URL.
 */

/** Our words for what a request can ask. */
const requestFields = [
  'model',
  'prompt',
  'negativePrompt',
  'size',
  'width',
  'height',
  'seconds',
  'fps',
  'seed',
  'user',
  'metadata',
] as const;

/** How one of our words is written on the wire. A dot in its name puts it inside an object: `metadata.style`. */
const field = z.strictObject({
  from: z.enum(requestFields),
  name: z.string().min(1),
  as: z.enum(['string', 'integer', 'number', 'json']),
});

/** How an image that guides the video is written on the wire. */
const referenceField = z.strictObject({
  role: z.enum(['first_frame', 'last_frame']),
  name: z.string().min(1),
  as: z.enum(['file', 'data_uri', 'base64']),
  /** The provider refuses an image whose pixels are not exactly `size`; it is then fitted before it is sent. */
  mustMatchSize: z.boolean(),
});

const endpoint = z.strictObject({
  method: z.enum(['GET', 'POST', 'DELETE']),
  path: z.string().startsWith('/'),
});

const paths = z.array(z.string().min(1));
/** The empty word stands for a status that is missing or empty. */
const words = z.array(z.string().lowercase());

/** What a model can take, for a form and for checks. An empty list means that anything goes. */
const capability = z.strictObject({
  sizes: z.array(z.string().regex(/^\d+x\d+$/)),
  seconds: z.array(z.number().positive()),
  defaultSize: z.string().nullable(),
  defaultSeconds: z.number().nullable(),
});

export const dialectSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  label: z.string(),
  /** The header that carries the key, and the word before it. */
  auth: z.strictObject({ header: z.string(), scheme: z.string() }),
  create: endpoint.extend({
    encoding: z.enum(['multipart', 'json']),
    fields: z.array(field),
    references: z.array(referenceField),
  }),
  /** Makes a new video from an earlier one's operation and a new prompt; absent where the provider cannot. */
  remix: endpoint.optional(),
  retrieve: endpoint,
  content: endpoint.optional(),
  models: endpoint.optional(),
  read: z.strictObject({
    id: paths,
    status: paths,
    progress: paths,
    expiresAt: paths,
    error: paths,
    resultUrl: paths,
  }),
  /** Lower-case words of the provider for each of ours. A word in none of the lists means running. */
  statuses: z.strictObject({
    queued: words,
    running: words,
    succeeded: words,
    failed: words,
    cancelled: words,
    expired: words,
  }),
  /** Where the finished file is looked for, in this order. */
  result: z.array(z.enum(['content', 'url'])).min(1),
  polling: z.strictObject({ intervalMs: z.int().positive(), maximumIntervalMs: z.int().positive() }),
  capability,
});

export type Dialect = z.infer<typeof dialectSchema>;
export type RequestField = (typeof requestFields)[number];
