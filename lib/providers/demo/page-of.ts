import 'server-only';
import { invalidValue } from './demo-error';
import type { VideoRecord } from './video-record';

const maximumLimit = 100;

/**
 * The part of a list that `limit` (0–100, 20 unless told), `order` (`desc` unless told) and `after` (an id) ask for.
 * @param records oldest first
 * @throws DemoError that names the parameter
 */
export function pageOf(
  records: VideoRecord[],
  query: URLSearchParams,
): { page: VideoRecord[]; hasMore: boolean } {
  const limit = query.get('limit') ?? '20';
  if (!/^\d{1,3}$/.test(limit) || Number(limit) > maximumLimit) {
    throw invalidValue('limit', `'limit' must be from 0 to ${maximumLimit}.`);
  }
  const order = query.get('order') ?? 'desc';
  if (order !== 'asc' && order !== 'desc') throw invalidValue('order', "'order' must be 'asc' or 'desc'.");
  const all = order === 'asc' ? records : records.toReversed();
  const after = query.get('after');
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0) throw invalidValue('after', `'after': there is no video '${after}'.`);
  const page = all.slice(start, start + Number(limit));
  return { page, hasMore: start + page.length < all.length };
}
