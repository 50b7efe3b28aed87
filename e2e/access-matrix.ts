/**
 * Every address of the studio, and what a token must allow for each of its methods. The build's own list of routes is
 * held against it: a route without a row fails the check (`access.spec.ts`).
 */
export type Needs = 'open' | 'read' | 'create' | 'admin';

/** Addresses that programs ask. The methods are those that the route answers; `HEAD` goes with `GET`. */
export const routes: Record<string, Partial<Record<'GET' | 'POST' | 'PATCH' | 'DELETE', Needs>>> = {
  '/v1/models': { GET: 'read' },
  '/v1/videos': { GET: 'read', POST: 'create' },
  '/v1/videos/[id]': { GET: 'read', DELETE: 'create' },
  '/v1/videos/[id]/content': { GET: 'read' },
  '/v1/videos/[id]/remix': { POST: 'create' },
  '/api/dialects/check': { POST: 'admin' },
  '/api/export': { GET: 'read' },
  '/api/health': { GET: 'open' },
  '/api/import': { POST: 'admin' },
  '/api/presets': { GET: 'read' },
  '/api/providers': { GET: 'read', POST: 'admin' },
  '/api/providers/[id]': { GET: 'read', PATCH: 'admin', DELETE: 'admin' },
  '/api/providers/[id]/resume': { POST: 'admin' },
  '/api/providers/test': { POST: 'admin' },
  '/api/references/[file]': { GET: 'read' },
  '/api/session': { GET: 'open', POST: 'open', DELETE: 'open' },
  '/api/tokens': { GET: 'admin', POST: 'admin' },
  '/api/tokens/[id]': { DELETE: 'admin' },
  '/api/videos/[id]/[action]': { POST: 'create' },
  '/api/videos/[id]/attach': { POST: 'create' },
  '/api/videos/[id]/candidates': { GET: 'create' },
  '/api/videos/[id]/log': { GET: 'read' },
  '/api/videos/adopt': { POST: 'create' },
};

/** Addresses that people open; whoever may not is led to the login page. */
export const pages: Record<string, 'open' | 'read'> = {
  '/': 'read',
  // What Next shows when a page breaks; asked for by its own address it is the same.
  '/_global-error': 'read',
  '/_not-found': 'read',
  '/icon.svg': 'open',
  '/login': 'open',
  '/providers': 'read',
  '/trash': 'read',
  '/videos/[id]': 'read',
};
