import { z } from 'zod/mini';

/** The wire about videos that are stitched together, which server and browser share. Times are Unix seconds. */

/** Of how many videos one can be made. */
export const fewestStitched = 2;
export const mostStitched = 50;

/** How long it may be, in seconds. */
export const longestStitch = 600;

/** How a video of another shape comes into the frame: whole, with bars, or filling it, with its edges cut. */
export const stitchFits = ['bars', 'crop'] as const;

const part = z.object({
  id: z.string(),
  /** Both counted from 0; `null` where it begins, or ends, as the video does. */
  first_frame: z.nullable(z.int()),
  last_frame: z.nullable(z.int()),
});

export const stitchSchema = z.object({
  id: z.string(),
  object: z.literal('stitch'),
  status: z.enum(['queued', 'in_progress', 'completed', 'failed']),
  /** From 0 to 100. */
  progress: z.int(),
  videos: z.array(part),
  /** As it was asked for; `null` for that of the first video. */
  size: z.nullable(z.string()),
  fit: z.enum(stitchFits),
  created_at: z.int(),
  /** When its file is deleted by itself; `null` before it is there. */
  expires_at: z.nullable(z.int()),
  /** What was made; `null` until then. */
  made: z.nullable(
    z.object({
      /** Whether the frames are those of the files, byte for byte; else they were encoded anew. */
      copied: z.boolean(),
      width: z.int(),
      height: z.int(),
      fps: z.number(),
      seconds: z.number(),
      frames: z.int(),
      bytes: z.int(),
    }),
  ),
  error: z.nullable(z.object({ code: z.string(), message: z.string(), param: z.nullable(z.string()) })),
});
export type Stitch = z.infer<typeof stitchSchema>;

export const stitchListSchema = z.object({ object: z.literal('list'), data: z.array(stitchSchema) });

export const removedStitchSchema = z.object({
  id: z.string(),
  object: z.literal('stitch.deleted'),
  deleted: z.literal(true),
});
