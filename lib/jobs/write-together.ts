import 'server-only';
import type { Database } from '@/lib/db/open';
import { inTransaction } from './in-transaction';
import type { Job } from './job';

/** What is to be written together with a job, or not at all; given the job as it was written. */
export type Together = (transaction: Database, job: Job) => Promise<void>;

/** Does a write of a job and another one that goes with it, both or none. */
export function writeTogether(
  database: Database,
  write: (connection: Database) => Promise<Job | null>,
  together: Together | null,
): Promise<Job | null> {
  if (!together) return write(database);
  return inTransaction(database, async (transaction) => {
    const job = await write(transaction);
    if (job) await together(transaction, job);
    return job;
  });
}
