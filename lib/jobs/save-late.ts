import 'server-only';
import { newId } from '@/lib/new-id';
import type { JobContext } from './context';
import { inTransaction } from './in-transaction';
import type { Job } from './job';
import { appendLog } from './job-log';
import type { JobChanges } from './job-row';
import type { NewLogEntry } from './log-entry';
import { newJob } from './new-job';
import { moveSpending, settle } from './spending';
import { openJobStore } from './store';

/** A provider's yes to one attempt of a job, with the job as it was when that was sent. */
export type LateAnswer = { job: Job; attempt: number; changes: JobChanges };

const madeAsWell = {
  field: 'prompt',
  message: 'The provider accepted an earlier attempt after all, so this video was made as well.',
};

/**
 * Saves an accepted submit although the lease was lost meanwhile. Where the job has gone on with another attempt since,
 * its video becomes a job of its own, for it is paid for; only what was deleted for good stays so.
 * @returns the job that holds it now, or `null`
 */
export async function saveLate(
  { database, now }: Pick<JobContext, 'database' | 'now'>,
  { job, attempt, changes }: LateAnswer,
  entries: NewLogEntry[] = [],
): Promise<Job | null> {
  return inTransaction(database, async (transaction) => {
    const store = openJobStore(transaction);
    const saved = await store.saveLateOperation(job.id, attempt, changes, now(), entries);
    if (saved) await settle({ state: 'charged' })(transaction, saved);
    const { upstreamId } = changes;
    if (saved || !upstreamId) return saved;
    const isDeleted = ((await store.find(job.id))?.purgedAt ?? null) !== null;
    const owner = await transaction
      .selectFrom('jobs')
      .select('id')
      .where('provider_id', '=', job.providerId)
      .where('upstream_id', '=', upstreamId)
      .executeTakeFirst();
    if (isDeleted || owner) return null;
    const createdAt = now();
    const { providerId, model, request, warnings } = job;
    const own = newJob({
      id: newId('video', createdAt),
      providerId,
      model,
      request,
      batchId: newId('batch', createdAt),
      // Nobody asked for it twice, so no repeat of a caller is answered with it.
      requestHash: `late ${upstreamId}`,
      idempotencyKey: null,
      createdAt,
    });
    const [made] = await store.insert([{ ...own, ...changes, warnings: [...warnings, madeAsWell] }]);
    if (!made) return null;
    await appendLog(transaction, made.id, entries);
    await moveSpending(transaction, { id: job.id, attempt }, made);
    await settle({ state: 'charged' })(transaction, made);
    return made;
  });
}
