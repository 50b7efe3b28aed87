import 'server-only';
import { StudioError } from '@/lib/errors';
import { type Batch, type CountedBatch, openBatchStore } from './batch-store';
import type { JobContext } from './context';
import { inTransaction } from './in-transaction';
import { spellState } from './job';
import type { JobChanges } from './job-row';
import { personMove } from './log-entry';
import { openJobStore } from './store';

/** What a person may do to a batch. */
export const batchActions = ['pause', 'resume', 'cancel'] as const;
export type BatchAction = (typeof batchActions)[number];

type Work = {
  /** What is written of the batch. */
  mark: { paused_at?: number | null; cancelled_at?: number };
  /** What is written of each of its videos that was not sent, by its place among them; `null` where nothing is. */
  change: (
    job: { dueAt: number | null; holder: string | null; sentAgainKey: string | null },
    place: number,
  ) => JobChanges | null;
};

/** How each action is carried out. Doing it twice is doing it once. */
const works: Record<BatchAction, (batch: Batch, now: number) => Work | null> = {
  pause: ({ pausedAt, cancelledAt }, now) =>
    pausedAt !== null || cancelledAt !== null
      ? null
      : { mark: { paused_at: now }, change: ({ dueAt }) => (dueAt === null ? null : { dueAt: null }) },
  resume: ({ pausedAt }, now) =>
    pausedAt === null
      ? null
      : {
          mark: { paused_at: null },
          // One that is in hand may just have been found to be paused. One that its provider told to wait goes on waiting.
          change: ({ dueAt, holder }, place) =>
            dueAt === null || holder !== null ? { dueAt: now + place } : null,
        },
  cancel: ({ cancelledAt }, now) =>
    cancelledAt !== null
      ? null
      : {
          mark: { cancelled_at: now, paused_at: null },
          change: ({ sentAgainKey }) => ({
            ...spellState('failed'),
            errorCode: 'cancelled',
            errorMessage: cancelledWords(sentAgainKey),
            failures: 0,
            completedAt: now,
            dueAt: null,
          }),
        },
};

/** What is said of a video that was taken back in time. */
export function cancelledWords(sentAgainKey: string | null): string {
  return sentAgainKey === null
    ? 'Cancelled before it was sent.'
    : 'Cancelled before it was sent again. What was sent before may have been charged.';
}

/**
 * A batch with its counts.
 * @throws StudioError `not_found`
 */
export async function getBatch({ database }: JobContext, id: string): Promise<CountedBatch> {
  const batch = await openBatchStore(database).findCounted(id);
  if (!batch) throw new StudioError('not_found', `There is no batch with the id "${id.slice(0, 80)}".`);
  return batch;
}

/**
 * Does one of the actions to a batch and all its videos that were not sent, in one commit. It takes them from whoever
 * is about to send them; what has left is left alone.
 * @throws StudioError `not_found`
 */
export async function changeBatch(
  context: JobContext,
  id: string,
  action: BatchAction,
): Promise<CountedBatch> {
  const now = context.now();
  await inTransaction(context.database, async (transaction) => {
    const batches = openBatchStore(transaction);
    const batch = await batches.find(id);
    const work = batch && works[action](batch, now);
    if (!work) return;
    await batches.save(id, work.mark);
    const jobs = openJobStore(transaction);
    for (const [place, job] of (await batches.listUnsent(id)).entries()) {
      const changes = work.change(job, place);
      const to = changes?.status === 'failed' ? 'failed' : 'submit';
      const words = changes?.errorMessage ?? (action === 'pause' ? 'Paused.' : 'Resumed.');
      if (changes) await jobs.saveUnsent(job.id, changes, now, [personMove(now, job, to, words)]);
    }
  });
  context.notify();
  return getBatch(context, id);
}
