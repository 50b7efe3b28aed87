import 'server-only';
import { z } from 'zod';
import { capability, currencyCode, type limits } from './capability';
import {
  endpoint,
  fields,
  json,
  option,
  type requestFields,
  scalar,
  sourceCall,
  wireName,
} from './dialect-parts';

/**
 * How a provider's wire differs, as data. One encoder (`encode.ts`) and one decoder (`decode.ts`) read it, so a new
 * provider is a file of this shape and no code. Paths into JSON are dotted (`data.task_id`, `data[0].url`); paths of
 * URLs are templates below the provider's base URL, in which `{id}` stands for the upstream id.
 */

/** The ways in which an image's bytes, or its address, can be written. */
const imageForms = ['file', 'url', 'data_uri', 'base64'] as const;

const imageTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;

/** How an image that guides the video is written on the wire. */
const referenceShape = z.strictObject({
  role: z.enum(['first_frame', 'last_frame', 'reference']),
  name: wireName,
  /** In the order of preference; `url` is possible only for an image that was given by its address. */
  as: z.array(z.enum(imageForms)).min(1),
  /** What the text is put into; the string `$image` in it stands for the image. */
  wrap: json.optional(),
  /** Repeated under its name: an array in JSON, one part each in a multipart body. */
  isList: z.boolean().default(false),
  maximum: z.int().positive().default(1),
  /** The provider refuses an image whose pixels are not exactly `size`; it is then fitted before it is sent. */
  mustMatchSize: z.boolean().default(false),
  types: z
    .array(z.enum(imageTypes))
    .min(1)
    .default([...imageTypes]),
  maximumBytes: z.int().positive().optional(),
});
const referenceField = referenceShape.refine(
  ({ maximum, isList, as }) => maximum === 1 || isList || as.every((form) => form === 'file'),
  { path: ['isList'], message: 'must be true where several images are written as text' },
);

const paths = z.array(z.string().min(1));
/** The empty word stands for a status that is missing or empty. */
const words = z.array(z.string().lowercase('must be in lower case'));

/** What is different for the models whose id fits `match`, in which `*` stands for anything. The first that fits counts. */
const modelRule = z.strictObject({
  match: z.string().min(1),
  fields: fields.optional(),
  references: z.array(referenceField).optional(),
  options: z.array(option).optional(),
  capability: capability.optional(),
});

export const dialectSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/, 'must be lower-case letters, digits and hyphens'),
    label: z.string().min(1),
    /** What is put behind a base URL that names a host only. */
    basePath: z
      .string()
      .regex(/^(\/[\w.-]+)*$/, 'must be a path such as /v1')
      .default('/v1'),
    /** The header that carries the key, and the word before it. */
    auth: z.strictObject({ header: z.string().regex(/^[\w-]+$/), scheme: z.string() }),
    create: endpoint.extend({
      /** `auto` is JSON, unless a file has to go along. */
      encoding: z.enum(['multipart', 'json', 'auto', 'form']),
      /** Long on purpose: an answer that is given up on too early becomes a job that nobody can be sure of. */
      deadlineMs: z.int().min(120_000).max(900_000).default(150_000),
      fields,
      /**
       * Answers that prove that no job was made although their HTTP status alone does not: that status, and what stands
       * at a path of the body.
       */
      refusals: z
        .array(z.strictObject({ status: z.int().min(400).max(599), path: z.string().min(1), is: scalar }))
        .default([]),
      /** Sent with every request as they stand. */
      constants: z.record(wireName, json).default({}),
      options: z.array(option).default([]),
      references: z.array(referenceField),
    }),
    /** Makes a new video from an earlier one's operation and a new prompt; absent where the provider cannot. */
    remix: endpoint.optional(),
    /** Changes what is in a video. */
    edit: sourceCall.optional(),
    /** Goes on where a video ends. */
    extend: sourceCall.optional(),
    /** Makes a character of an uploaded video: a form of `name` and `video`. */
    characters: z.strictObject({ create: endpoint, retrieve: endpoint }).optional(),
    retrieve: endpoint,
    content: endpoint.optional(),
    list: endpoint
      .extend({
        /** Where in the answer the videos are. */
        items: paths.default(['data', 'data.items', 'videos', 'items']),
      })
      .optional(),
    delete: endpoint.optional(),
    models: endpoint
      .extend({
        /** Where the list is, and in each entry its id and, where the provider tells them, its capabilities. */
        list: paths.default(['data', 'models']),
        id: paths.default(['id', 'name']),
        sizes: paths.default([]),
        resolutions: paths.default([]),
        aspectRatios: paths.default([]),
        seconds: paths.default([]),
        /** Which of first and last frame the model takes; it says nothing of other images. */
        frameRoles: paths.default([]),
      })
      .optional(),
    read: z.strictObject({
      id: paths,
      status: paths,
      progress: paths,
      expiresAt: paths,
      error: paths,
      /** What the provider says that a video was made of, and when: by these it is found again. */
      createdAt: paths.default(['created_at', 'createdAt', 'created']),
      model: paths.default(['model']),
      prompt: paths.default(['prompt']),
      /** What it has cost, in whole units, where an answer about a job says so. */
      cost: z.strictObject({ paths, currency: currencyCode }).optional(),
      /** Where to ask next, as the answer itself says; in place of `retrieve`. */
      pollUrl: paths.default([]),
      resultUrl: paths,
      /** Base64 or a data URI of the video itself. An answer of many megabytes is only read where there can be one. */
      resultBase64: paths.default([]),
      /** A finished job of which one of these is so was blocked by moderation. */
      blocked: z.array(z.strictObject({ path: z.string(), is: scalar })).default([]),
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
    polling: z.strictObject({
      intervalMs: z.int().positive(),
      maximumIntervalMs: z.int().positive(),
      /** For all jobs together: how often the provider may be asked, creates included, and by how many polls at once. */
      requestsPerMinute: z.int().positive().default(300),
      requestsAtOnce: z.int().positive().default(8),
      /** A job that is under way for longer has stalled: it is still asked about, but seldom, and it is said. */
      deadlineMs: z
        .int()
        .positive()
        .default(24 * 3_600_000),
    }),
    /** What a model can take of which nothing else is known. */
    capability: capability.default({}),
    modelRules: z.array(modelRule).default([]),
  })
  .superRefine(({ create, modelRules }, context) => {
    const lists = [
      { path: ['create', 'references'], references: create.references },
      ...modelRules.map((rule, index) => ({
        path: ['modelRules', index, 'references'],
        references: rule.references ?? [],
      })),
    ];
    for (const { path, references } of lists) {
      const index = references.findIndex(({ as }) => as.includes('file'));
      const isTextOnly = create.encoding === 'json' || create.encoding === 'form';
      if (index < 0 || !isTextOnly) continue;
      const message = `a file cannot travel in a body of the encoding "${create.encoding}"`;
      context.addIssue({ code: 'custom', path: [...path, index, 'as'], message });
    }
  });

export type Dialect = z.infer<typeof dialectSchema>;
/** A dialect as a data file writes it: what has a default may be left out. */
export type DialectData = z.input<typeof dialectSchema>;
export type RequestField = (typeof requestFields)[number];
export type ReferenceField = z.infer<typeof referenceField>;
export type RequestOption = z.infer<typeof option>;
export type Capability = z.infer<typeof capability>;
export type Limits = z.infer<typeof limits>;
export type SourceEndpoint = z.infer<typeof sourceCall>;
