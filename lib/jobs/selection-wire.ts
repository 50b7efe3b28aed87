import { z } from 'zod/mini';

const counted = z.object({ value: z.string(), count: z.int() });

/** `POST /api/videos/summary`: what some videos have in common, and what can be done to them. */
export const selectionSummarySchema = z.object({
  object: z.literal('selection'),
  /** How many of them there are; those that were deleted for good are not counted. */
  count: z.int(),
  trashed: z.int(),
  starred: z.int(),
  /** How many are finished, and how many bytes their files have together. */
  ready: z.int(),
  bytes: z.int(),
  /** Those that failed and may be made again as they were asked for. */
  retryable: z.array(z.string()),
  /** What that is thought to cost, by currency; and how many of them have no price that is known. */
  retry_cost: z.array(z.object({ currency: z.string(), amount: z.number() })),
  retry_unpriced: z.int(),
  tags: z.array(counted),
  /** By the ids of projects. */
  projects: z.array(counted),
});
export type SelectionSummary = z.infer<typeof selectionSummarySchema>;

/** `POST /api/export`: where the zip of some videos is for a few minutes. */
export const keptSelectionSchema = z.object({
  id: z.string(),
  object: z.literal('selection.kept'),
  url: z.string(),
  expires_at: z.int(),
});
export type KeptSelection = z.infer<typeof keptSelectionSchema>;
