import 'server-only';
import type { Database } from '@/lib/db/open';
import { inTransaction } from './in-transaction';
import { giveMarks, type Marks } from './marks';
import { type NewJob, openJobStore } from './store';

/** Inserts a job that comes from elsewhere, with the marks that it had there. */
export function insertMarked(database: Database, job: NewJob, marks: Marks, now: number): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await openJobStore(transaction).insert([job]);
    await giveMarks(transaction, job.id, marks, now);
  });
}
