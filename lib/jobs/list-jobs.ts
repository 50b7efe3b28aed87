import 'server-only';
import type { ExpressionBuilder } from 'kysely';
import type { Database } from '@/lib/db/open';
import type { Schema } from '@/lib/db/schema';
import type { Job, JobStatus } from './job';
import { fromRow } from './job-row';

export type JobFilter = {
  status?: JobStatus;
  providerId?: string;
  model?: string;
  /** Whether to list the trash instead of the library. */
  isTrashed: boolean;
};

export type JobPage = { jobs: Job[]; hasMore: boolean };

function matches(filter: JobFilter) {
  return (where: ExpressionBuilder<Schema, 'jobs'>) =>
    where.and([
      where('purged_at', 'is', null),
      where('trashed_at', filter.isTrashed ? 'is not' : 'is', null),
      ...(filter.status ? [where('status', '=', filter.status)] : []),
      ...(filter.providerId ? [where('provider_id', '=', filter.providerId)] : []),
      ...(filter.model ? [where('model', '=', filter.model)] : []),
    ]);
}

/** A page of jobs by age. `after` is the last job of the page before; `null` begins at the beginning. */
export async function listJobs(
  database: Database,
  filter: JobFilter,
  page: { after: Job | null; limit: number; order: 'asc' | 'desc' },
): Promise<JobPage> {
  const { after, limit, order } = page;
  let query = database.selectFrom('jobs').selectAll().where(matches(filter));
  if (after) {
    const beyond = order === 'desc' ? '<' : '>';
    query = query.where((where) =>
      where.or([
        where('created_at', beyond, after.createdAt),
        where.and([where('created_at', '=', after.createdAt), where('id', beyond, after.id)]),
      ]),
    );
  }
  const rows = await query
    .orderBy('created_at', order)
    .orderBy('id', order)
    .limit(limit + 1)
    .execute();
  return { jobs: rows.slice(0, limit).map(fromRow), hasMore: rows.length > limit };
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

/** The figures that stand beside a page: the newest change, how many match, how many are still open. */
export async function countJobs(
  database: Database,
  filter: JobFilter,
): Promise<{ cursor: number; total: number; open: number }> {
  const [newest, matching, open] = await Promise.all([
    database
      .selectFrom('jobs')
      .select((select) => select.fn.max('change_sequence').as('cursor'))
      .executeTakeFirst(),
    database
      .selectFrom('jobs')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where(matches(filter))
      .executeTakeFirstOrThrow(),
    database
      .selectFrom('jobs')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('step', 'in', ['submit', 'poll', 'archive'])
      // What is paused waits for a person, who will not come sooner for being watched.
      .where('due_at', 'is not', null)
      .executeTakeFirstOrThrow(),
  ]);
  return { cursor: newest?.cursor ?? 0, total: matching.count, open: open.count };
}
