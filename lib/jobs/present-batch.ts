import 'server-only';
import { unixSeconds } from '@/lib/unix-seconds';
import { type CountedBatch, openBatchStore } from './batch-store';
import type { Batch, BatchList } from './batch-wire';
import type { JobContext } from './context';

/** So many that are over are listed as well. */
const newest = 20;

function statusOf({ pausedAt, cancelledAt, counts }: CountedBatch): Batch['status'] {
  if (cancelledAt !== null) return 'cancelled';
  if (counts.waiting + counts.in_progress === 0) return 'done';
  return pausedAt === null ? 'sending' : 'paused';
}

/** A batch as the wire has it. */
export function presentBatch(batch: CountedBatch): Batch {
  return {
    id: batch.id,
    object: 'batch',
    status: statusOf(batch),
    created_at: unixSeconds(batch.createdAt),
    paused_at: unixSeconds(batch.pausedAt),
    cancelled_at: unixSeconds(batch.cancelledAt),
    idempotency_key: batch.idempotencyKey,
    count: batch.count,
    counts: batch.counts,
  };
}

/** `GET /api/batches`: all that are open, and the newest of the others; the newest first. */
export async function answerBatches({ database }: JobContext): Promise<BatchList> {
  const store = openBatchStore(database);
  const open = await store.listOpen();
  const known = new Set(open.map(({ id }) => id));
  const others = (await store.listNewest(newest)).filter(({ id }) => !known.has(id));
  const all = [...open, ...others].sort((one, other) => other.createdAt - one.createdAt);
  return { object: 'list', data: all.map(presentBatch) };
}
