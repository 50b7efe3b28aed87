import 'server-only';
import { expressionBuilder, type RawBuilder, sql } from 'kysely';
import type { Database } from '@/lib/db/open';
import type { Schema } from '@/lib/db/schema';
import { readPrompts } from '@/lib/db/search-prompts';
import type { JobFilter } from './list-filter';
import { matchJobs } from './match-jobs';

/** How many jobs a search finds, and the newest of them. */
type Found = { total: number; ids: string[] };
type Row = { id: string; total: number };

/** The most that one page holds, and one more, by which it is told that there is another. */
const longestPage = 101;
/** So many are sorted sooner than the newest of them are looked for one by one. */
const usualFew = 1_000;

const toFound = (rows: readonly Row[]): Found => ({
  total: Number(rows[0]?.total ?? 0),
  ids: rows.slice(0, longestPage).map(({ id }) => id),
});

/** How many jobs a search finds, and the newest of them, for which it may have to read every prompt once. */
export async function searchJobs(database: Database, filter: JobFilter, few = usualFew): Promise<Found> {
  const { text, isTrashed, ...others } = filter;
  const isTextAlone = !isTrashed && Object.values(others).every((value) => value === undefined);
  const holds = text !== undefined && isTextAlone ? readPrompts(database, text) : null;
  return holds ? searchByReading(database, holds, few) : searchByList(database, filter);
}

/** Both engines hand on a materialised list in its order, though SQL promises none. */
async function searchByList(database: Database, filter: JobFilter): Promise<Found> {
  const matches = matchJobs(database, filter)(expressionBuilder<Schema, 'jobs'>());
  const { rows } = await sql<Row>`
    with found as materialized (
      select id from jobs where ${matches} order by created_at desc, id desc
    )
    select id, (select count(*) from found) as total from found limit ${longestPage}`.execute(database);
  return toFound(rows);
}

/**
 * Counts while it reads, which takes less than half the time of a list of all that is found where that is half the library:
 * of two letters it often is. The trash is counted for itself; what was purged has no prompt left.
 */
async function searchByReading(database: Database, holds: RawBuilder<boolean>, few: number): Promise<Found> {
  const { rows: first } = await sql<{ id: string }>`
    select job_id as id from job_prompts where ${holds} limit ${few + 1}`.execute(database);
  if (first.length <= few) {
    const { rows } = await sql<Row>`
      select id, count(*) over () as total from jobs
      where trashed_at is null and id in (select value from json_each(${JSON.stringify(first.map(({ id }) => id))}))
      order by created_at desc, id desc limit ${longestPage}`.execute(database);
    return toFound(rows);
  }
  const { rows } = await sql<Row>`
    select id, (select count(*) from job_prompts where ${holds}) - (
      select count(*) from jobs as trashed cross join job_prompts on job_prompts.number = trashed.number
      where trashed.trashed_at is not null and trashed.purged_at is null and ${holds}
    ) as total
    from jobs
    where trashed_at is null
      and exists (select 1 from job_prompts where job_prompts.number = jobs.number and ${holds})
    order by created_at desc, id desc limit ${longestPage}`.execute(database);
  return toFound(rows);
}
