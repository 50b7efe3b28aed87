import { z } from 'zod/mini';

/** `GET /api/news?since=…`: what came to its end after a moment, outside the trash. What a person cancelled is no news. */
export const newsSchema = z.object({
  object: z.literal('news'),
  finished: z.int(),
  failed: z.int(),
  /** The newest of them, the newest first. */
  newest: z.array(z.object({ id: z.string(), status: z.enum(['completed', 'failed']) })),
});
export type News = z.infer<typeof newsSchema>;
