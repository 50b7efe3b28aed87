import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '@/lib/db/open';
import type { Job } from './job';
import { fromRow, type JobChanges, type JobRow, toColumns } from './job-row';

/** Written inside each change, under the database's write lock, so that the sequence never runs backwards. */
export function nextChange(): RawBuilder<number> {
  return sql<number>`(select coalesce(max(change_sequence), 0) + 1 from jobs)`;
}

/** A change as columns, with the marks by which others see that there was one. */
function stamped(changes: JobChanges, now: number) {
  return {
    ...toColumns(changes),
    updated_at: now,
    version: sql<number>`version + 1`,
    change_sequence: nextChange(),
  };
}

/** The beginning of a change of one job. */
export function change(database: Database, id: string, changes: JobChanges, now: number) {
  return database.updateTable('jobs').set(stamped(changes, now)).where('id', '=', id).returningAll();
}

export async function toJob(query: {
  executeTakeFirst: () => Promise<JobRow | undefined>;
}): Promise<Job | null> {
  const row = await query.executeTakeFirst();
  return row ? fromRow(row) : null;
}
