import 'server-only';
import type { Provider } from '@/lib/providers/provider';
import type { Move } from './advance-job';
import { openBatchStore } from './batch-store';
import { cancelledWords } from './change-batch';
import type { JobContext } from './context';
import type { Job } from './job';
import { fullPauseMs, hasRoom } from './room';

/** How often it is looked whether a provider that nothing can be sent to was set right. */
const lockedPauseMs = 60_000;

/**
 * The one place that says whether a job may be sent now, whatever its provider thinks of that (`circuits.ts`).
 * What it finds may change before the request leaves: whoever changes it takes the job from its holder, whose next
 * write is the one without which nothing is sent.
 * @returns the move that it makes instead, or `null`
 * @throws StudioError `daily_limit`
 */
export async function holdBack(context: JobContext, job: Job, provider: Provider): Promise<Move | null> {
  const { database, storage, now } = context;
  const batch = await openBatchStore(database).find(job.batchId);
  if (batch && batch.cancelledAt !== null) {
    const errorMessage = cancelledWords(job.sentAgainKey);
    return { to: 'failed', changes: { errorCode: 'cancelled', errorMessage, completedAt: now() } };
  }
  // With no time at which it is due, it waits until somebody resumes its batch.
  if (batch && batch.pausedAt !== null) return { to: 'submit', changes: { failures: job.failures } };
  const { lockedBecause } = provider;
  // Whoever has it in hand can set it right, so the job waits, however long that takes.
  if (lockedBecause)
    return { to: 'submit', changes: { errorMessage: lockedBecause }, dueAt: now() + lockedPauseMs };
  if (!(await hasRoom(storage))) {
    const errorMessage = 'The disk that holds the data folder is full. Nothing is sent until there is room.';
    return { to: 'submit', changes: { errorMessage }, dueAt: now() + fullPauseMs };
  }
  await context.limits.require({ estimate: await context.prices.estimate(job), takes: 1 });
  return null;
}
