import 'server-only';
import type { Database } from '@/lib/db/open';
import { putInOutbox } from '@/lib/webhooks/outbox';
import { inTransaction } from './in-transaction';
import type { Job } from './job';
import type { JobChanges } from './job-row';

const events = { completed: 'video.completed', failed: 'video.failed' } as const;

/**
 * Does one write of a job and, where it ends the job, writes down in the same commit whom to tell of that. Of what is
 * deleted for good nobody is told, for there is nothing that they could ask for.
 */
export async function writeEnd(
  database: Database,
  { status, purgedAt }: JobChanges,
  times: { at: number; tellAt: number },
  write: (database: Database) => Promise<Job | null>,
): Promise<Job | null> {
  const isEnd = (status === 'completed' || status === 'failed') && purgedAt === undefined;
  if (!isEnd) return write(database);
  return inTransaction(database, async (transaction) => {
    const job = await write(transaction);
    if (job) await putInOutbox(transaction, { videoId: job.id, event: events[status], ...times });
    return job;
  });
}
