import { z } from 'zod/mini';
import { batchSchema } from './batch-wire';
import { framingSchema } from './framing-wire';
import { jobStatuses, jobSteps, referenceRoles, sourceCalls } from './job';
import { earlierMarksSchema } from './organise-wire';

/**
 * The wire: OpenAI's Video object (openai/openai-openapi `VideoResource` @ f85dbe2) with one key more, `firstframe`,
 * for what OpenAI has no word for. Server and browser check with the same schemas. Times are Unix seconds,
 * as OpenAI's are; `seconds` is a string, as OpenAI's is.
 */
const seconds = z.int();

const warning = z.object({ field: z.string(), message: z.string() });

const reference = z.object({
  role: z.enum(referenceRoles),
  url: z.string(),
  type: z.string(),
  width: z.int(),
  height: z.int(),
  /** The frame of another video that it is. */
  from: z.optional(
    z.object({ video_id: z.string(), frame: z.nullable(z.int()), seconds: z.nullable(z.number()) }),
  ),
});

/** What the file really holds, found by opening it. */
const got = z.object({
  type: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  width: z.int(),
  height: z.int(),
  seconds: z.number(),
  fps: z.nullable(z.number()),
  codec: z.string(),
});

const firstframe = z.object({
  provider: z.object({ id: z.string(), label: z.string() }),
  upstream_id: z.nullable(z.string()),
  step: z.nullable(z.enum(jobSteps)),
  /** Whether it was not sent and will not be until its batch is resumed. */
  paused: z.optional(z.boolean()),
  /** The provider's own percentage, or `null` where it gives none that can be believed. */
  progress: z.nullable(z.number()),
  /** Bytes copied so far while `step` is `archive`. */
  archived_bytes: z.nullable(z.int()),
  /** When the provider last gave an answer that made sense, and how many tries since then came to nothing. */
  answered_at: z.nullable(seconds),
  failures: z.int(),
  submitted_at: z.nullable(seconds),
  /** Whether the provider has taken it and says that it has not begun. */
  upstream_queued: z.optional(z.boolean()),
  /** Since when it is under way for longer than its provider's jobs take; it is still asked about, hourly. */
  stalled_at: z.optional(z.nullable(seconds)),
  /** Whether a person sent it again after no answer came, so that what was sent before may have been charged. */
  sent_again: z.optional(z.boolean()),
  /** How long videos like it usually take here, from the request on; only of what is open, where enough were made. */
  usual: z.optional(z.nullable(z.object({ low_seconds: z.int(), high_seconds: z.int() }))),
  updated_at: seconds,
  /** When the provider's own copy goes away; ours stays. */
  upstream_expires_at: z.nullable(seconds),
  /** When the provider's own copy was deleted from here, and whether it can be. */
  upstream_deleted_at: z.optional(z.nullable(seconds)),
  can_delete_upstream: z.optional(z.boolean()),
  asked: z.object({
    size: z.nullable(z.string()),
    seconds: z.nullable(z.number()),
    fps: z.nullable(z.number()),
    seed: z.nullable(z.int()),
    negative_prompt: z.nullable(z.string()),
    user: z.nullable(z.string()),
    metadata: z.nullable(z.record(z.string(), z.unknown())),
    /** Fields of this provider alone, by the names that callers use. */
    options: z.record(z.string(), z.unknown()),
    references: z.array(reference),
    framing: z.optional(z.nullable(framingSchema)),
    last_frame_framing: z.optional(z.nullable(framingSchema)),
  }),
  /** What it is made from; `video_id` is `null` where that was an uploaded file. */
  made_from: z.optional(
    z.nullable(
      z.object({
        call: z.enum(sourceCalls),
        video_id: z.nullable(z.string()),
        /** Whether the provider has no such call, so that the nearest thing to it was asked for. */
        is_emulated: z.boolean(),
      }),
    ),
  ),
  /** `null` until the bytes are ours. */
  got: z.nullable(got),
  /** Which of the three variants `/content` can answer. */
  variants: z.array(z.enum(['video', 'thumbnail', 'spritesheet'])),
  /** A name for the downloaded file. */
  filename: z.string(),
  /** The `Idempotency-Key` that it was made with. */
  idempotency_key: z.nullable(z.string()),
  /** The same for every job of one submit. */
  batch_id: z.string(),
  /** Ids of all the jobs of this submit; only in the answer to a create with `n`. */
  takes: z.optional(z.array(z.string())),
  warnings: z.array(warning),
  /** What went wrong last, in words, also while the job is not failed (unsure, out of reach). */
  error_message: z.nullable(z.string()),
  /** The code of that, while the job is not failed; else it is in `error`. */
  error_code: z.optional(z.nullable(z.string())),
  /** The provider's own words, and the field they are about, for whoever opens the details. */
  error_body: z.nullable(z.string()),
  error_param: z.nullable(z.string()),
  /** What it has cost as far as is known; `null` where nothing paid was sent. An `amount` of `null` is unknown. */
  cost: z.optional(
    z.nullable(
      z.object({
        amount: z.nullable(z.number()),
        currency: z.nullable(z.string()),
        /** Whether it is worked out from the model's price, and not what the provider says. */
        is_estimated: z.boolean(),
        state: z.enum(['unsure', 'charged', 'not_charged']),
      }),
    ),
  ),
  /** What people have marked it with; `project` is an id. */
  starred: z.boolean(),
  tags: z.array(z.string()),
  project: z.nullable(z.string()),
  /** When it was asked for, in Unix milliseconds: with the id it is what lists are ordered by. */
  created_at_ms: z.int(),
  trashed_at: z.nullable(seconds),
  purged: z.boolean(),
  /** Grows with every change; the highest one seen is the `changed_since` cursor. */
  change: z.int(),
});

export const videoSchema = z.object({
  id: z.string(),
  object: z.literal('video'),
  model: z.string(),
  status: z.enum(jobStatuses),
  progress: z.int(),
  created_at: seconds,
  completed_at: z.nullable(seconds),
  expires_at: z.nullable(seconds),
  prompt: z.nullable(z.string()),
  size: z.string(),
  seconds: z.string(),
  remixed_from_video_id: z.nullable(z.string()),
  error: z.nullable(z.object({ code: z.string(), message: z.string() })),
  firstframe,
});
export type Video = z.infer<typeof videoSchema>;

export const videoListSchema = z.object({
  object: z.literal('list'),
  data: z.array(videoSchema),
  first_id: z.nullable(z.string()),
  last_id: z.nullable(z.string()),
  has_more: z.boolean(),
  firstframe: z.object({
    /** Pass it as `changed_since` to be told only what changed after this answer. */
    cursor: z.int(),
    /** How many jobs the filter matches, whatever the page; not told with what changed. */
    total: z.optional(z.int()),
    /** Which of what changed match the filter, where there is one. */
    matching: z.optional(z.array(z.string())),
    /** How many jobs are still open, whatever the filter. */
    open: z.int(),
    /** The batches of which something is still under way, the newest first. */
    batches: z.optional(z.array(batchSchema)),
  }),
});
export type VideoList = z.infer<typeof videoListSchema>;

/**
 * `POST /api/videos/change`: the videos as they are afterwards, and in the same order how they were marked before. One that
 * is no more is left out.
 */
export const changedVideosSchema = z.object({
  object: z.literal('list'),
  data: z.array(videoSchema),
  before: z.array(earlierMarksSchema),
});

export const deletedVideoSchema = z.object({
  id: z.string(),
  object: z.literal('video.deleted'),
  deleted: z.literal(true),
});
export type DeletedVideo = z.infer<typeof deletedVideoSchema>;

/** `GET /api/references`: an image that is kept, to be given to a video by its `url`. */
export const referenceSchema = z.object({
  id: z.string(),
  object: z.literal('reference'),
  url: z.string(),
  type: z.string(),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  /** The public address that it was last given by. */
  source_url: z.nullable(z.string()),
  used_at: seconds,
});
export type WireReference = z.infer<typeof referenceSchema>;

export const referenceListSchema = z.object({
  object: z.literal('list'),
  data: z.array(referenceSchema),
  first_id: z.nullable(z.string()),
  last_id: z.nullable(z.string()),
  has_more: z.boolean(),
});
export type WireReferenceList = z.infer<typeof referenceListSchema>;

/** A character, as OpenAI's `VideoCharacterResource` has it. */
export const characterSchema = z.object({
  id: z.nullable(z.string()),
  name: z.nullable(z.string()),
  created_at: seconds,
});
export type WireCharacter = z.infer<typeof characterSchema>;

/** `GET /api/videos/{id}/candidates`: what the provider has that an unsure job may have made, the likeliest first. */
export const candidateListSchema = z.object({
  object: z.literal('list'),
  /** Whether the provider can be asked for its videos at all; where it cannot, an id can still be attached. */
  can_list: z.boolean(),
  data: z.array(
    z.object({
      upstream_id: z.string(),
      status: z.enum(jobStatuses),
      created_at: z.nullable(seconds),
      model: z.nullable(z.string()),
      prompt: z.nullable(z.string()),
      /** 0–1. */
      score: z.number(),
      /** The very prompt, the model and the time; nothing speaks against it. */
      is_match: z.boolean(),
    }),
  ),
});
export type CandidateList = z.infer<typeof candidateListSchema>;
