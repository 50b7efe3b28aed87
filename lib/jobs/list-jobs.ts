import 'server-only';
import type { Database } from '@/lib/db/open';
import type { Job } from './job';
import { fromRow } from './job-row';
import type { JobFilter } from './list-filter';
import { matchJobs } from './match-jobs';

export type JobPage = { jobs: Job[]; hasMore: boolean };

/** Where a page of a list begins: after a job, and then after so many more. */
export type Page = { after: Job | null; offset?: number; limit: number; order: 'asc' | 'desc' };

/** A page of jobs by age. `after` is the last job of the page before; `null` begins at the beginning. */
export async function listJobs(
  database: Database,
  filter: JobFilter,
  { after, offset = 0, limit, order }: Page,
): Promise<JobPage> {
  let ids = database.selectFrom('jobs').select('id').where(matchJobs(database, filter));
  if (after) {
    const beyond = order === 'desc' ? '<' : '>';
    ids = ids.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'id'), beyond, tuple(after.createdAt, after.id)),
    );
  }
  ids = ids
    .orderBy('created_at', order)
    .orderBy('id', order)
    .limit(limit + 1);
  if (offset > 0) ids = ids.offset(offset);
  // Only the rows of the page are read; where it is, the index says.
  const rows = await database
    .selectFrom('jobs')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('created_at', order)
    .orderBy('id', order)
    .execute();
  return { jobs: rows.slice(0, limit).map(fromRow), hasMore: rows.length > limit };
}

/** The page of jobs that some ids begin with. */
export async function readJobs(database: Database, ids: readonly string[], limit: number): Promise<JobPage> {
  const rows = await database
    .selectFrom('jobs')
    .selectAll()
    .where('id', 'in', ids.slice(0, limit))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return { jobs: rows.map(fromRow), hasMore: ids.length > limit };
}

/** The jobs changed after a cursor, oldest change first: trashed and purged ones too, so that a browser can drop them. */
export async function listChanges(database: Database, cursor: number, limit: number): Promise<JobPage> {
  const rows = await database
    .selectFrom('jobs')
    .selectAll()
    .where('change_sequence', '>', cursor)
    .orderBy('change_sequence')
    .limit(limit + 1)
    .execute();
  return { jobs: rows.slice(0, limit).map(fromRow), hasMore: rows.length > limit };
}

/** Which of some jobs match a filter. */
export async function listMatching(
  database: Database,
  filter: JobFilter,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await database
    .selectFrom('jobs')
    .select('id')
    .where('id', 'in', ids)
    .where(matchJobs(database, filter))
    .execute();
  return rows.map(({ id }) => id);
}

/** How many jobs match a filter. */
export async function countMatching(database: Database, filter: JobFilter): Promise<number> {
  const { count } = await database
    .selectFrom('jobs')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(matchJobs(database, filter))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** How many jobs the studio still has something to do for. */
export async function countOpen(database: Database): Promise<number> {
  const { count } = await database
    .selectFrom('jobs')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('step', 'in', ['submit', 'poll', 'archive'])
    // What is paused waits for a person, who will not come sooner for being watched.
    .where('due_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
