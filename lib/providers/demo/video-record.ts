import 'server-only';
import { z } from 'zod';

/** The one model of the demo. */
export const demoModel = 'firstframe-demo';

const jobError = z.object({ code: z.string(), message: z.string() });

/** What the demo writes down about a video. Times are Unix milliseconds. */
export const videoRecordSchema = z.object({
  id: z.string().regex(/^video_[0-9a-f]{32}$/),
  status: z.enum(['queued', 'in_progress', 'completed', 'failed']),
  model: z.string(),
  prompt: z.string(),
  size: z.string(),
  seconds: z.int(),
  fps: z.int(),
  seed: z.int(),
  /** Names of image files beside the record. */
  firstFrame: z.string().nullable(),
  lastFrame: z.string().nullable(),
  remixedFrom: z.string().nullable(),
  createdAt: z.int(),
  completedAt: z.int().nullable(),
  expiresAt: z.int().nullable(),
  error: jobError.nullable(),
});
export type VideoRecord = z.infer<typeof videoRecordSchema>;

const toSeconds = (milliseconds: number | null) =>
  milliseconds === null ? null : Math.floor(milliseconds / 1_000);

/** OpenAI's Video object (openai/openai-openapi `VideoResource`), every key of it. `progress` is 0 to 1. */
export function toVideo(record: VideoRecord, progress: number) {
  return {
    id: record.id,
    object: 'video',
    model: record.model,
    status: record.status,
    progress: record.status === 'completed' ? 100 : Math.min(99, Math.floor(progress * 100)),
    created_at: toSeconds(record.createdAt),
    completed_at: toSeconds(record.completedAt),
    expires_at: toSeconds(record.expiresAt),
    prompt: record.prompt,
    size: record.size,
    seconds: String(record.seconds),
    remixed_from_video_id: record.remixedFrom,
    error: record.error,
  };
}
