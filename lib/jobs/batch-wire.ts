import { z } from 'zod/mini';

/** Times are Unix seconds. */
const seconds = z.int();

export const batchStatuses = ['sending', 'paused', 'cancelled', 'done'] as const;

/** Videos that were asked for together. What a person sends again after the rest was cancelled counts no longer. */
export const batchSchema = z.object({
  id: z.string(),
  object: z.literal('batch'),
  /** `sending` until the last of them has ended, `done` from then on. */
  status: z.enum(batchStatuses),
  created_at: seconds,
  paused_at: z.nullable(seconds),
  cancelled_at: z.nullable(seconds),
  idempotency_key: z.string(),
  /** How many videos it began with. */
  count: z.int(),
  /** Each of its videos is in one of these; `sent` counts all whose paid request has left. */
  counts: z.object({
    waiting: z.int(),
    in_progress: z.int(),
    unsure: z.int(),
    completed: z.int(),
    failed: z.int(),
    cancelled: z.int(),
    sent: z.int(),
  }),
});
export type Batch = z.infer<typeof batchSchema>;

export const batchListSchema = z.object({ object: z.literal('list'), data: z.array(batchSchema) });
export type BatchList = z.infer<typeof batchListSchema>;
