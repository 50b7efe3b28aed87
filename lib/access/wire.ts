import { z } from 'zod/mini';

/** The wire about access, which server and browser share. Times are Unix seconds. */

const scope = z.enum(['read', 'create', 'admin']);

/** `GET /api/session`: whether this browser may come in, and as what. */
export const sessionSchema = z.object({
  object: z.literal('session'),
  /** Whether this studio asks for a token at all. */
  needs_token: z.boolean(),
  /** `null` for whoever is not signed in. */
  scope: z.nullable(scope),
  /** Whether there is a session to end. */
  is_session: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

/** A token that programs ask with, without the token. */
const token = z.object({
  id: z.string(),
  object: z.literal('token'),
  name: z.string(),
  scope,
  last_four: z.string(),
  created_at: z.int(),
  last_used_at: z.nullable(z.int()),
});
export type Token = z.infer<typeof token>;

export const tokenListSchema = z.object({ object: z.literal('list'), data: z.array(token) });
/** `POST /api/tokens`: the only answer that ever holds the token itself. */
export const newTokenSchema = z.extend(token, { token: z.string() });
export type NewToken = z.infer<typeof newTokenSchema>;
export const removedTokenSchema = z.object({
  id: z.string(),
  object: z.literal('token.deleted'),
  deleted: z.literal(true),
});
