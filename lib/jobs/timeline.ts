import 'server-only';
import { expressionBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '@/lib/db/open';
import type { Schema } from '@/lib/db/schema';
import { readFields } from '@/lib/read-fields';
import type { JobContext } from './context';
import { filterParameters, type JobFilter, toJobFilter } from './list-filter';
import { matchJobs } from './match-jobs';
import type { Timeline } from './organise-wire';
import { daysBetween, isZone, machineZone, type ZonedDay } from './zoned-day';

/** The query of `GET /api/timeline`. */
export const timelineQuerySchema = z.object({
  time_zone: z.string().refine(isZone, 'must be a time zone, such as Europe/Berlin').optional(),
  ...filterParameters,
});

/** So many days are counted in one statement. */
const daysAtOnce = 2_000;

/** When the first and the last job of the library, or of the trash, were asked for; `null` where there is none. */
async function findSpan(database: Database, { isTrashed }: JobFilter) {
  const end = (order: 'asc' | 'desc') =>
    database
      .selectFrom('jobs')
      .select('created_at')
      .where(matchJobs(database, { isTrashed }))
      .orderBy('created_at', order)
      .limit(1)
      .executeTakeFirst();
  const [first, last] = [await end('asc'), await end('desc')];
  return first && last ? { from: Number(first.created_at), to: Number(last.created_at) } : null;
}

/** How many jobs match on each of some days, where any do. */
async function countDays(
  database: Database,
  filter: JobFilter,
  days: readonly ZonedDay[],
): Promise<Timeline['days']> {
  const matches = matchJobs(database, filter)(expressionBuilder<Schema, 'jobs'>());
  const spans = days.map(({ startsAt, endsAt }) => sql`(${sql.lit(startsAt)}, ${sql.lit(endsAt)})`);
  const { rows } = await sql<{ starts_at: number; count: number }>`
    with days (starts_at, ends_at) as (values ${sql.join(spans)})
    select starts_at, (
      select count(*) from jobs where created_at >= starts_at and created_at < ends_at and ${matches}
    ) as count from days`.execute(database);
  const counts = new Map(rows.map((row) => [Number(row.starts_at), Number(row.count)]));
  return days.flatMap(({ day, startsAt, endsAt }) => {
    const count = counts.get(startsAt) ?? 0;
    return count > 0 ? [{ date: day, from: startsAt / 1_000, before: endsAt / 1_000, count }] : [];
  });
}

/**
 * `GET /api/timeline`: the days that have videos which match, the newest first.
 * @throws StudioError `invalid_request` naming the query parameter
 */
export async function answerTimeline(
  { database, counts }: JobContext,
  query: URLSearchParams,
): Promise<Timeline> {
  const { time_zone: zone = machineZone(), ...asked } = readFields(
    timelineQuerySchema,
    Object.fromEntries(query),
  );
  const filter = toJobFilter(asked);
  const { cursor, counted: days } = await counts.remember(
    `timeline ${zone} ${JSON.stringify(filter)}`,
    async () => {
      const span = await findSpan(database, filter);
      const all = span ? daysBetween(span.from, span.to, zone) : [];
      const found: Timeline['days'] = [];
      for (let from = 0; from < all.length; from += daysAtOnce)
        found.push(...(await countDays(database, filter, all.slice(from, from + daysAtOnce))));
      return found;
    },
  );
  const total = days.reduce((sum, { count }) => sum + count, 0);
  return { object: 'timeline', total, cursor, days };
}
