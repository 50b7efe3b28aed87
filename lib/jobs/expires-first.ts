import 'server-only';
import { type RawBuilder, sql } from 'kysely';

/** So long before a provider's copy goes away, fetching it comes before everything else. */
const urgentForMs = 60 * 60_000;

/** Sorts what goes away soon before all that does not, the soonest first. */
export function expiresFirst(now: number): RawBuilder<number> {
  const isUrgent = sql`step = 'archive' and expires_at < ${now + urgentForMs}`;
  return sql<number>`case when ${isUrgent} then expires_at else ${Number.MAX_SAFE_INTEGER} end`;
}
