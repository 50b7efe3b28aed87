/**
 * Every address of the studio, and what a token must allow for each of its methods. The build's own list of routes is
 * held against it: a route without a row fails the check (`access.spec.ts`).
 */
export type Needs = 'open' | 'read' | 'create' | 'admin';

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Addresses that programs ask. Other methods than those named are refused; `HEAD` goes with `GET`. */
export const routes: Record<string, Partial<Record<(typeof methods)[number], Needs>>> = {
  '/openapi.json': { GET: 'read' },
  '/v1/models': { GET: 'read' },
  '/v1/models/[...id]': { GET: 'read' },
  '/v1/videos': { GET: 'read', POST: 'create' },
  '/v1/videos/[id]': { GET: 'read', DELETE: 'create' },
  '/v1/videos/[id]/content': { GET: 'read' },
  '/v1/videos/[id]/remix': { POST: 'create' },
  '/v1/videos/characters': { POST: 'create' },
  '/v1/videos/characters/[id]': { GET: 'read' },
  '/v1/videos/edits': { POST: 'create' },
  '/v1/videos/extensions': { POST: 'create' },
  '/api/batches': { GET: 'read', POST: 'create' },
  '/api/batches/[id]': { GET: 'read' },
  '/api/batches/[id]/[action]': { POST: 'create' },
  '/api/dialects/check': { POST: 'admin' },
  '/api/export': { GET: 'read', POST: 'read' },
  '/api/facets': { GET: 'read' },
  '/api/health': { GET: 'open' },
  '/api/import': { POST: 'admin' },
  '/api/news': { GET: 'read' },
  '/api/presets': { GET: 'read' },
  '/api/prices': { GET: 'read', PUT: 'admin', DELETE: 'admin' },
  '/api/projects': { GET: 'read', POST: 'create' },
  '/api/projects/[id]': { PATCH: 'create', DELETE: 'create' },
  '/api/prompts': { GET: 'read' },
  '/api/prompt-improvements': { POST: 'create' },
  '/api/prompt-improver': { GET: 'read', PUT: 'admin', DELETE: 'admin' },
  '/api/providers': { GET: 'read', POST: 'admin' },
  '/api/providers/[id]': { GET: 'read', PATCH: 'admin', DELETE: 'admin' },
  '/api/providers/[id]/resume': { POST: 'admin' },
  '/api/providers/test': { POST: 'admin' },
  '/api/references': { GET: 'read', POST: 'create' },
  '/api/references/[file]': { GET: 'read' },
  '/api/saved': { GET: 'read', POST: 'create' },
  '/api/saved/[id]': { PATCH: 'create', DELETE: 'create' },
  '/api/requests/preview': { POST: 'create' },
  '/api/session': { GET: 'open', POST: 'open', DELETE: 'open' },
  // For whoever has the link; `share.spec.ts` tries what else it could open.
  '/api/shared/[token]': { GET: 'open' },
  '/api/shared/[token]/[id]': { GET: 'open' },
  '/api/shares': { GET: 'create', POST: 'create' },
  '/api/shares/[id]': { DELETE: 'create' },
  '/api/sharing': { GET: 'read', PUT: 'admin' },
  '/api/stitches': { GET: 'read', POST: 'create' },
  '/api/stitches/[id]': { GET: 'read', DELETE: 'create' },
  '/api/stitches/[id]/content': { GET: 'read' },
  '/api/spending': { GET: 'read' },
  '/api/spending/limit': { GET: 'read', PUT: 'admin', DELETE: 'admin' },
  '/api/timeline': { GET: 'read' },
  '/api/tokens': { GET: 'admin', POST: 'admin' },
  '/api/tokens/[id]': { DELETE: 'admin' },
  '/api/trash/empty': { POST: 'create' },
  '/api/videos/[id]/[action]': { POST: 'create' },
  '/api/videos/[id]/attach': { POST: 'create' },
  '/api/videos/[id]/candidates': { GET: 'create' },
  '/api/videos/[id]/lineage': { GET: 'read' },
  '/api/videos/[id]/log': { GET: 'read' },
  '/api/videos/[id]/request': { GET: 'read' },
  '/api/video-ids': { GET: 'read' },
  '/api/videos/adopt': { POST: 'create' },
  '/api/videos/change': { POST: 'create' },
  '/api/videos/summary': { POST: 'read' },
  '/api/webhooks': { GET: 'admin', POST: 'admin' },
  '/api/webhooks/[id]': { GET: 'admin', PATCH: 'admin', DELETE: 'admin' },
  '/api/webhooks/[id]/deliveries': { GET: 'admin' },
  '/api/webhooks/[id]/deliveries/[delivery]/again': { POST: 'admin' },
  '/api/webhooks/[id]/secret': { POST: 'admin' },
  '/api/webhooks/[id]/test': { POST: 'admin' },
};

/** What answers at addresses that nothing else does: always with 404, to those who may come in at all. */
export const unknown = ['/v1/[[...path]]', '/api/[[...path]]'];

/** Addresses that people open; whoever may not is led to the login page. */
export const pages: Record<string, 'open' | 'read'> = {
  '/': 'read',
  // What Next shows when a page breaks; asked for by its own address it is the same.
  '/_global-error': 'read',
  '/_not-found': 'read',
  '/icon.svg': 'open',
  '/compare': 'read',
  '/docs': 'read',
  '/login': 'open',
  '/manifest.webmanifest': 'open',
  '/providers': 'read',
  '/s/[token]': 'open',
  '/settings': 'read',
  '/spending': 'read',
  '/trash': 'read',
  '/videos/[id]': 'read',
};
