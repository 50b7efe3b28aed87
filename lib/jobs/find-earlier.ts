import 'server-only';
import type { Database } from '@/lib/db/open';
import { StudioError } from '@/lib/errors';
import type { JobContext } from './context';
import type { Job } from './job';

/** How long a caller's repeat is taken for one: the SDKs' own retries are over within minutes. */
const repeatedWithinMs = 10 * 60_000;

/**
 * The jobs that an `Idempotency-Key` made before, all takes of them, once their create has its answer; `null` when
 * the key is new.
 * @throws StudioError what the first create was refused with, or `idempotency_key_reused`
 */
export async function findByKey(
  { store, creates }: JobContext,
  key: string,
  requestHash: string,
): Promise<Job[] | null> {
  const earlier = await store.findByIdempotencyKey(key);
  if (!earlier) return null;
  if (earlier.requestHash === requestHash)
    return creates.answerOf(earlier.batchId) ?? store.findBatch(earlier.batchId);
  const message = 'This Idempotency-Key was used before with another request. Use a new key for a new video.';
  throw new StudioError('idempotency_key_reused', message, { param: 'Idempotency-Key' });
}

/** Writes down that a create was the answer to a caller's n-th repeat of it. */
export async function markRepeated(database: Database, batchId: string, retries: number): Promise<void> {
  await database
    .updateTable('jobs')
    .set({ caller_retries: retries })
    .where('batch_id', '=', batchId)
    .where('caller_retries', '<', retries)
    .execute();
}

/**
 * The jobs that a keyless create made whose caller now sends it for the n-th time again, or `null`. Of several equal
 * creates it is the newest that no such repeat was answered with yet; equal creates that are not repeats never meet.
 */
export async function findRepeated(
  { database, store, creates, now }: JobContext,
  requestHash: string,
  retries: number,
): Promise<Job[] | null> {
  const newest = database
    .selectFrom('jobs')
    .select('batch_id')
    .where('request_hash', '=', requestHash)
    .where('idempotency_key', 'is', null)
    .where('purged_at', 'is', null)
    .where('created_at', '>=', now() - repeatedWithinMs)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1);
  // One statement, so that of two repeats at the same time each finds one of its own.
  const [claimed] = await database
    .updateTable('jobs')
    .set({ caller_retries: retries })
    .where('batch_id', '=', newest.where('caller_retries', '<', retries))
    .returning('batch_id')
    .execute();
  const found = claimed ?? (await newest.executeTakeFirst());
  return found ? (creates.answerOf(found.batch_id) ?? store.findBatch(found.batch_id)) : null;
}
