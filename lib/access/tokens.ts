import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { scopes } from '@/lib/grant';
import { newId } from '@/lib/new-id';
import { readFields } from '@/lib/read-fields';
import { unixSeconds } from '@/lib/unix-seconds';
import type { AccessStore, StoredToken } from './access-store';
import { hashSecret, newSecret, tokenPrefix } from './secret-text';
import type { NewToken, Token } from './wire';

/** More than anyone can tell apart in a list. */
const maximumTokens = 100;

/** What `POST /api/tokens` takes. */
export const newTokenRequest = z.strictObject({
  name: z
    .string('must be text')
    .trim()
    .min(1, 'is required: say what uses it')
    .max(80, 'may be 80 characters long'),
  scope: z.enum(scopes, `must be one of ${scopes.join(', ')}`),
});

/** What `POST /api/session` takes. */
export const signInRequest = z.strictObject({
  token: z.string('must be text').trim().min(1, 'is required').max(500, 'may be 500 characters long'),
});

function present({ id, name, scope, lastFour, createdAt, usedAt }: StoredToken): Token {
  return {
    id,
    object: 'token',
    name,
    scope,
    last_four: lastFour,
    created_at: unixSeconds(createdAt),
    last_used_at: unixSeconds(usedAt),
  };
}

/** The tokens that programs ask with: made, listed and revoked by people. */
export function openTokens(store: AccessStore, now: () => number) {
  return {
    async list(): Promise<Token[]> {
      return (await store.listTokens()).map(present);
    },

    /**
     * Makes a token. It is in this answer and nowhere else.
     * @throws StudioError `invalid_request` naming the field
     */
    async create(body: unknown): Promise<NewToken> {
      const { name, scope } = readFields(newTokenRequest, body);
      if ((await store.listTokens()).length >= maximumTokens)
        throw new StudioError('invalid_request', `There can be ${maximumTokens} tokens; revoke one first.`);
      const secret = `${tokenPrefix}${newSecret()}`;
      const createdAt = now();
      const id = newId('token', createdAt);
      const stored = { id, name, scope, lastFour: secret.slice(-4), createdAt, usedAt: null };
      await store.insertToken(stored, hashSecret(secret));
      return { ...present(stored), token: secret };
    },

    /**
     * Revokes a token, and ends the sessions that were begun with it.
     * @throws StudioError `not_found`
     */
    async revoke(id: string): Promise<void> {
      if (!(await store.removeToken(id))) throw new StudioError('not_found', 'There is no such token.');
    },
  };
}
