import 'server-only';
import type { Database } from '@/lib/db/open';
import type { Job } from './job';
import { fromRow } from './job-row';

/** So many rows are read at a time: fewer than either engine takes in one `in (…)`, and little to hold. */
const rowsAtOnce = 500;

/** The jobs of these ids, in their order, some at a time; those that are not there are left out. */
export async function* findJobs(database: Database, ids: readonly string[]): AsyncGenerator<Job> {
  for (let start = 0; start < ids.length; start += rowsAtOnce) {
    const part = ids.slice(start, start + rowsAtOnce);
    const rows = await database.selectFrom('jobs').selectAll().where('id', 'in', part).execute();
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const id of part) {
      const row = byId.get(id);
      if (row) yield fromRow(row);
    }
  }
}

/** The ids of all jobs whose file was saved and that are not in the trash, the oldest first. */
export async function findSavedIds(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom('jobs')
    .select('id')
    .where('status', '=', 'completed')
    .where('trashed_at', 'is', null)
    .where('purged_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
