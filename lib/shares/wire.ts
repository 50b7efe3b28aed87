import { z } from 'zod/mini';

/** The wire about links that are shared, which server and browser share. Times are Unix seconds. */

/** The most videos of one link. */
export const maximumShared = 100;

/** `GET /api/sharing`: whether links work at all, and may be made. */
export const sharingSchema = z.object({ object: z.literal('sharing'), is_on: z.boolean() });
export type Sharing = z.infer<typeof sharingSchema>;

/** A link, without what opens it. */
const share = z.object({
  id: z.string(),
  object: z.literal('share'),
  video_ids: z.array(z.string()),
  shows_prompt: z.boolean(),
  allows_download: z.boolean(),
  created_at: z.int(),
  expires_at: z.int(),
});
export type Share = z.infer<typeof share>;

export const shareListSchema = z.object({ object: z.literal('list'), data: z.array(share) });
/** `POST /api/shares`: the only answer that ever holds the way to the page. */
export const newShareSchema = z.extend(share, { path: z.string() });
export type NewShare = z.infer<typeof newShareSchema>;
/** `GET /api/shared/TOKEN`: what a link shows to whoever has it. */
export const sharedSchema = z.object({
  object: z.literal('shared'),
  expires_at: z.int(),
  allows_download: z.boolean(),
  videos: z.array(
    z.object({
      id: z.string(),
      /** Its place in the link, from 1; it stays where another one is gone. */
      number: z.int(),
      width: z.int(),
      height: z.int(),
      seconds: z.number(),
      /** `null` where the link does not show it. */
      prompt: z.nullable(z.string()),
      has_poster: z.boolean(),
    }),
  ),
});
export type Shared = z.infer<typeof sharedSchema>;

export const removedShareSchema = z.object({
  id: z.string(),
  object: z.literal('share.deleted'),
  deleted: z.literal(true),
});
