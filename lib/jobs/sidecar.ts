import 'server-only';
import { z } from 'zod';
import { type Framing, readFraming } from '@/lib/media/framing';
import type { ProviderRegistry } from '@/lib/providers/registry';
import { referenceRoles, type Saved, sourceCalls, spellState } from './job';
import { type Marks, marksSchema } from './marks';
import { newJob } from './new-job';
import { withSource } from './read-source';
import type { NewJob } from './store';
import { videoIdSchema } from './video-id';

/** Raised when an older reader would misunderstand a newer sidecar; what is merely added needs no new one. */
const sidecarVersion = 1;

const time = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal');

const referenceSchema = z.object({
  role: z.enum(referenceRoles),
  key: z.string().regex(/^references\/[0-9a-f]{64}\.(png|jpg|webp)$/, 'must be the key of a reference'),
  type: z.enum(['image/png', 'image/jpeg', 'image/webp']),
  bytes: z.int().min(0),
  sha256,
  width: z.int().positive(),
  height: z.int().positive(),
  sourceUrl: z.string().optional(),
  from: z
    .object({
      videoId: videoIdSchema,
      frame: z.int().min(0).optional(),
      seconds: z.number().min(0).optional(),
    })
    .optional(),
});

const upstreamId = z.string().nullable();

/** What it is made from, as `Source`. */
const sourceSchema = z.object({
  call: z.enum(sourceCalls),
  id: z.string().nullable(),
  upstreamId,
  file: z
    .object({
      key: z.string().regex(/^sources\/[0-9a-f]{64}\.(mp4|webm|mov)$/, 'must be the key of a source'),
      type: z.enum(['video/mp4', 'video/webm', 'video/quicktime']),
      bytes: z.int().min(0),
      sha256,
    })
    .optional(),
  isEmulated: z.boolean().optional(),
});

const framingSchema = z
  .custom<Framing>((value) => readFraming(value) !== null, 'must be a framing')
  .optional();

/** What was asked, as `JobRequest`. */
const askedSchema = z
  .object({
    prompt: z.string(),
    negativePrompt: z.string().optional(),
    size: z.string().optional(),
    seconds: z.number().optional(),
    fps: z.number().optional(),
    seed: z.number().optional(),
    user: z.string().optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    options: z.record(z.string(), z.unknown()).optional(),
    references: z.array(referenceSchema),
    framing: framingSchema,
    lastFrameFraming: framingSchema,
    source: sourceSchema.optional(),
    remixOf: z.object({ id: z.string(), upstreamId }).optional(),
  })
  .transform(withSource);

/** What the file holds, as `Saved`, with names in place of keys. */
const gotSchema = z.object({
  type: z.enum(['video/mp4', 'video/webm', 'video/quicktime']),
  bytes: z.int().min(0),
  sha256,
  width: z.int().positive(),
  height: z.int().positive(),
  seconds: z.number().min(0),
  fps: z.number().nullable(),
  codec: z.string(),
});

/**
 * All that is known of a finished video, as the JSON file beside it: with it the database can be made anew, and the
 * video can move to another studio. Times are Unix milliseconds. No key of a provider is in it, nor an address that may
 * be signed.
 */
export const sidecarSchema = z.object({
  format: z.literal('firstframe.video'),
  version: z.literal(sidecarVersion, `must be ${sidecarVersion}: a newer studio wrote this`),
  id: videoIdSchema,
  provider: z.object({ id: z.string(), label: z.string(), origin: z.string().nullable() }),
  model: z.string(),
  upstreamId,
  batchId: z.string(),
  idempotencyKey: z.string().nullable(),
  requestHash: z.string(),
  asked: askedSchema,
  got: gotSchema,
  warnings: z.array(z.object({ field: z.string(), message: z.string() })),
  /** Absent in those of earlier releases. */
  marks: marksSchema.optional(),
  attempt: z.int().min(0),
  createdAt: time,
  submittedAt: time.nullable(),
  completedAt: time,
  expiresAt: time.nullable(),
  /** Beside the sidecar itself. */
  files: z.object({
    video: z.enum(['video.mp4', 'video.webm', 'video.mov']),
    thumbnail: z.literal('thumbnail.webp').nullable(),
    spritesheet: z.literal('spritesheet.jpg').nullable(),
  }),
});
export type Sidecar = z.infer<typeof sidecarSchema>;

/** The name of the video itself, by what it holds. */
export const videoNames = {
  'video/mp4': 'video.mp4',
  'video/webm': 'video.webm',
  'video/quicktime': 'video.mov',
} as const satisfies Record<Saved['type'], string>;

/** The folder of all that is kept of one video. */
export function videoFolder(id: string): string {
  return `videos/${id}`;
}

export function sidecarKey(id: string): string {
  return `${videoFolder(id)}/video.json`;
}

/** The sidecar of a job whose file is in storage. */
export function toSidecar(
  job: Omit<NewJob, 'saved' | 'completedAt'> & { saved: Saved; completedAt: number },
  providers: ProviderRegistry,
  marks: Marks,
): Sidecar {
  const { saved, request } = job;
  const { videoKey: _videoKey, thumbnailKey, spritesheetKey, ...got } = saved;
  const provider = providers.find(job.providerId);
  return {
    format: 'firstframe.video',
    version: sidecarVersion,
    id: job.id,
    provider: {
      id: job.providerId,
      label: provider?.label ?? job.providerId,
      origin: provider?.origin ?? null,
    },
    model: job.model,
    upstreamId: job.upstreamId,
    batchId: job.batchId,
    idempotencyKey: job.idempotencyKey,
    requestHash: job.requestHash,
    asked: request,
    got,
    warnings: job.warnings,
    marks,
    attempt: job.attempt,
    createdAt: job.createdAt,
    submittedAt: job.submittedAt,
    completedAt: job.completedAt,
    expiresAt: job.expiresAt,
    files: {
      video: videoNames[got.type],
      thumbnail: thumbnailKey === null ? null : 'thumbnail.webp',
      spritesheet: spritesheetKey === null ? null : 'spritesheet.jpg',
    },
  };
}

/** The completed job that a sidecar tells of; the inverse of {@link toSidecar}. */
export function fromSidecar(sidecar: Sidecar): NewJob {
  const { id, model, upstreamId, batchId, idempotencyKey, requestHash, warnings, attempt, files } = sidecar;
  const { createdAt, submittedAt, completedAt, expiresAt } = sidecar;
  const keyOf = (name: string) => `${videoFolder(id)}/${name}`;
  const given = { id, model, batchId, idempotencyKey, requestHash, createdAt };
  return {
    ...newJob({ ...given, providerId: sidecar.provider.id, request: sidecar.asked }),
    ...spellState('completed'),
    upstreamId,
    progress: 100,
    warnings,
    attempt,
    saved: {
      ...sidecar.got,
      videoKey: keyOf(files.video),
      thumbnailKey: files.thumbnail && keyOf(files.thumbnail),
      spritesheetKey: files.spritesheet && keyOf(files.spritesheet),
    },
    updatedAt: completedAt,
    submittedAt,
    completedAt,
    expiresAt,
    starredAt: sidecar.marks?.starredAt ?? null,
    dueAt: null,
  };
}
