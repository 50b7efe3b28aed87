import { queryOptions } from '@tanstack/react-query';
import { requestJson, withBody } from './api';
import { newTokenSchema, removedTokenSchema, sessionSchema, tokenListSchema } from './schemas';

export type NewTokenRequest = { name: string; scope: 'read' | 'create' | 'admin' };

/** Whether this browser may come in, and as what. */
export function sessionOptions() {
  return queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => requestJson(sessionSchema, '/api/session', { signal }),
  });
}

/** @throws ApiError `unauthorized` for a wrong token, `rate_limited` after too many */
export function signIn(token: string) {
  return requestJson(sessionSchema, '/api/session', withBody('POST', { token }));
}

export function signOut() {
  return requestJson(sessionSchema, '/api/session', { method: 'DELETE' });
}

/** The tokens that programs ask with. */
export function tokensOptions() {
  return queryOptions({
    queryKey: ['tokens'],
    queryFn: ({ signal }) => requestJson(tokenListSchema, '/api/tokens', { signal }),
  });
}

/** Makes a token; the answer is the only one that holds it. @throws ApiError whose `param` names the field */
export function createToken(wish: NewTokenRequest) {
  return requestJson(newTokenSchema, '/api/tokens', withBody('POST', wish));
}

export function revokeToken(id: string) {
  return requestJson(removedTokenSchema, `/api/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
