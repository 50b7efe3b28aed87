import 'server-only';
import type { Database } from '@/lib/db/open';

/** Does all of the work or none, also where it is part of something that is done so. */
export function inTransaction<Result>(
  database: Database,
  work: (transaction: Database) => Promise<Result>,
): Promise<Result> {
  return database.isTransaction ? work(database) : database.transaction().execute(work);
}
