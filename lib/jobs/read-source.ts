import 'server-only';
import type { Source } from './job';

/** What a request that was kept may say of its source: what was kept before there were edits knows remixes alone. */
type Kept = { source?: Source; remixOf?: { id: string; upstreamId: string | null } };

/** A kept request as it is kept now. */
export function withSource<Request extends Kept>(kept: Request): Omit<Request, 'remixOf'> {
  const { remixOf, ...request } = kept;
  return remixOf ? { ...request, source: { call: 'remix', ...remixOf } } : request;
}
