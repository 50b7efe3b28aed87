import { z } from 'zod/mini';

/**
 * The wire about providers and their models, which server and browser share. Keys are spelled as on the wire; money is
 * in whole units of `currency`. A key (the secret) is never in any of it, but for its last four characters.
 */

/** Allowed numbers: a list, or a range, or (with neither) any. */
const limits = z.object({
  values: z.array(z.number()),
  minimum: z.nullable(z.number()),
  maximum: z.nullable(z.number()),
  step: z.nullable(z.number()),
});
export type WireLimits = z.infer<typeof limits>;

/** An image that the model takes beside the words. */
const referenceLimits = z.object({
  role: z.enum(['first_frame', 'last_frame', 'reference']),
  /** How many of this role. */
  maximum: z.int(),
  /** Whether it is cropped to the video's size on its way. */
  is_fitted: z.boolean(),
  /** Whether only an image that is at a public address can be sent. */
  needs_url: z.boolean(),
});

/** A field of this provider alone, as a form draws it. */
const option = z.object({
  name: z.string(),
  type: z.enum(['text', 'integer', 'number', 'boolean', 'json']),
  choices: z.array(z.string()),
  minimum: z.nullable(z.number()),
  maximum: z.nullable(z.number()),
  /** Whether few ever need it, so that it is folded away. */
  is_rare: z.optional(z.boolean()),
});
export type WireOption = z.infer<typeof option>;

const condition = z.object({
  when: z.object({
    sizes: z.nullable(z.array(z.string())),
    seconds: z.nullable(z.array(z.number())),
    has_reference: z.nullable(z.boolean()),
  }),
  sizes: z.nullable(z.array(z.string())),
  seconds: z.nullable(z.array(z.number())),
});

const price = z.object({
  currency: z.string(),
  per_second: z.nullable(z.number()),
  per_video: z.nullable(z.number()),
  per_second_by_size: z.record(z.string(), z.number()),
  /** Who says so: the provider's dialect, or a person who set it in the studio. */
  source: z.enum(['dialect', 'studio']),
});

export const modelSchema = z.object({
  id: z.string(),
  object: z.literal('model'),
  created: z.int(),
  owned_by: z.string(),
  firstframe: z.object({
    provider: z.object({ id: z.string(), label: z.string(), is_demo: z.boolean() }),
    /** Whether something is known of this very model; else a form offers what any may take. */
    is_known: z.boolean(),
    /** Empty: anything goes. */
    sizes: z.array(z.string()),
    default_size: z.nullable(z.string()),
    seconds: limits,
    default_seconds: z.nullable(z.number()),
    /** `null` where the provider takes none. */
    fps: z.nullable(limits),
    seed: z.boolean(),
    negative_prompt: z.boolean(),
    user: z.boolean(),
    metadata: z.boolean(),
    /** How many takes one create may ask for. */
    maximum_takes: z.int(),
    references: z.array(referenceLimits),
    options: z.array(option),
    conditions: z.array(condition),
    /** `null`: unknown. */
    price: z.nullable(price),
  }),
});
export type Model = z.infer<typeof modelSchema>;

export const modelListSchema = z.object({ object: z.literal('list'), data: z.array(modelSchema) });
export type ModelList = z.infer<typeof modelListSchema>;

/** A connected provider. */
export const providerSchema = z.object({
  id: z.string(),
  object: z.literal('provider'),
  label: z.string(),
  base_url: z.string(),
  /** `studio` ones were connected on the providers page and can be changed there; the others only where they come from. */
  source: z.enum(['studio', 'environment', 'built_in']),
  /** `null`: it has no key. `is_readable` is false where the secret it was encrypted with is gone. */
  key: z.nullable(z.object({ last_four: z.string(), is_readable: z.boolean() })),
  /** The models to offer instead of those that it lists. */
  models: z.nullable(z.array(z.string())),
  /** The preset that its dialect began as; `null` for one that is none of ours. */
  preset: z.nullable(z.string()),
  is_dialect_edited: z.boolean(),
  /** The dialect in force, as JSON. */
  dialect: z.unknown(),
  /** Jobs that are still under way there. */
  open_jobs: z.int(),
  /** Why no paid request is sent to it until a person acts; `opened_at` is in Unix seconds. */
  circuit: z.optional(z.object({ code: z.string(), message: z.string(), opened_at: z.int() })),
});
export type ProviderView = z.infer<typeof providerSchema>;

export const providerListSchema = z.object({ object: z.literal('list'), data: z.array(providerSchema) });

export const removedProviderSchema = z.object({
  id: z.string(),
  object: z.literal('provider.deleted'),
  deleted: z.literal(true),
});

/** A dialect that comes with the studio. */
export const presetSchema = z.object({
  id: z.string(),
  object: z.literal('preset'),
  label: z.string(),
  /** Public servers that speak it. */
  base_urls: z.array(z.object({ label: z.string(), url: z.string() })),
  dialect: z.unknown(),
});
export type Preset = z.infer<typeof presetSchema>;

export const presetListSchema = z.object({ object: z.literal('list'), data: z.array(presetSchema) });

/** What a connection test found. It makes no video, so it costs nothing. */
export const connectionReportSchema = z.object({
  object: z.literal('connection_report'),
  /** The base URL that answered, which may be the one given with `/v1` behind it. */
  base_url: z.string(),
  reachable: z.object({ ok: z.boolean(), latency_ms: z.nullable(z.int()), message: z.nullable(z.string()) }),
  key: z.object({
    state: z.enum(['accepted', 'refused', 'none', 'unknown']),
    message: z.nullable(z.string()),
  }),
  models: z.object({ ok: z.boolean(), ids: z.array(z.string()), message: z.nullable(z.string()) }),
  /** The answer to asking for a video that does not exist, and the shape of its error. */
  retrieve: z.object({
    status: z.nullable(z.int()),
    shape: z.enum(['openai', 'status', 'task', 'detail', 'text', 'html', 'none']),
    message: z.nullable(z.string()),
  }),
  list: z.enum(['supported', 'unsupported', 'unknown']),
  /** Every preset with how well it fits what was seen (0–1), the best first. */
  presets: z.array(z.object({ id: z.string(), label: z.string(), score: z.number() })),
});
export type ConnectionReport = z.infer<typeof connectionReportSchema>;

/** What is wrong with a dialect that is being edited. */
export const dialectCheckSchema = z.object({
  object: z.literal('dialect_check'),
  ok: z.boolean(),
  /** `line` counts from 1 in the text that was checked. */
  issues: z.array(z.object({ path: z.string(), line: z.nullable(z.int()), message: z.string() })),
});
export type DialectCheck = z.infer<typeof dialectCheckSchema>;
