import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '@/lib/db/open';
import { StudioError } from '@/lib/errors';
import { readFields } from '@/lib/read-fields';
import type { JobContext } from './context';
import { toUnits } from './price';
import type { SpendingTotals } from './spending-wire';
import { addDays, type Day, dayAt, isZone, machineZone, startOfDay } from './zoned-day';

/** As long as somebody may want to look at, at once. */
const mostDays = 400;
const usualDays = 30;

const groupings = ['day', 'provider', 'model'] as const;
type Grouping = (typeof groupings)[number];
const isGrouping = (word: string): word is Grouping => groupings.some((known) => known === word);

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, such as 2026-11-21')
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)), 'must be a day that there is');

/** The query of `GET /api/spending`. */
export const spendingQuery = z.object({
  from: day.optional(),
  to: day.optional(),
  by: z
    .string()
    .refine((text) => text.split(',').every(isGrouping), `must be of ${groupings.join(', ')}, with commas`)
    .default('day,provider'),
  zone: z.string().refine(isZone, 'must be a time zone, such as Europe/Berlin').optional(),
});

type Row = {
  day: string | null;
  provider_id: string | null;
  model: string | null;
  currency: string | null;
  micros: number;
  videos: number;
  unsure_micros: number;
  unsure_videos: number;
};

/** The days from one to another as a table of their first moments and their ends. */
function daysTable(from: Day, to: Day, zone: string): RawBuilder<unknown> {
  const rows: RawBuilder<unknown>[] = [];
  for (let each = from, startsAt = startOfDay(from, zone); each <= to; ) {
    const next = addDays(each, 1);
    const endsAt = startOfDay(next, zone);
    rows.push(sql`(${each}, ${sql.lit(startsAt)}, ${sql.lit(endsAt)})`);
    [each, startsAt] = [next, endsAt];
  }
  return sql`days(day, starts_at, ends_at) as (values ${sql.join(rows)})`;
}

/** Sums of what was spent, each day by the clocks of the zone, and each currency by itself. */
async function readTotals(
  database: Database,
  range: { from: Day; to: Day; zone: string },
  by: readonly Grouping[],
): Promise<Row[]> {
  const column = (grouping: Grouping, name: string) => sql.raw(by.includes(grouping) ? name : 'null');
  const sums = sql`
    with ${daysTable(range.from, range.to, range.zone)}
    select ${column('day', 'day')} as day, ${column('provider', 'provider_id')} as provider_id,
      ${column('model', 'model')} as model, currency,
      sum(case when state = 'charged' then coalesce(micros, 0) else 0 end) as micros,
      count(case when state = 'charged' then 1 end) as videos,
      sum(case when state = 'unsure' then coalesce(micros, 0) else 0 end) as unsure_micros,
      count(case when state = 'unsure' then 1 end) as unsure_videos
    from days join spending on sent_at >= starts_at and sent_at < ends_at
    where state <> 'not_charged'
    group by 1, 2, 3, 4
    order by 1, 2, 3, 4`;
  const { rows } = await sql<Row>`${sums}`.execute(database);
  return rows;
}

/**
 * `GET /api/spending`: what was spent, by day, provider and model as asked for.
 * @throws StudioError `invalid_request` naming the query parameter
 */
export async function answerSpending(
  { database, providers, now }: JobContext,
  query: URLSearchParams,
): Promise<SpendingTotals> {
  const asked = readFields(spendingQuery, Object.fromEntries(query));
  const zone = asked.zone ?? machineZone();
  const to = asked.to ?? dayAt(now(), zone);
  const from = asked.from ?? addDays(to, 1 - usualDays);
  if (from > to) throw new StudioError('invalid_request', 'from must not be after to.', { param: 'from' });
  if (addDays(from, mostDays) <= to)
    throw new StudioError('invalid_request', `There may be ${mostDays} days from the first to the last.`, {
      param: 'from',
    });
  const rows = await readTotals(database, { from, to, zone }, asked.by.split(',').filter(isGrouping));
  const labelOf = (id: string) => providers.find(id)?.label ?? id;
  return {
    object: 'spending',
    from,
    to,
    time_zone: zone,
    data: rows.map((row) => ({
      day: row.day,
      provider: row.provider_id === null ? null : { id: row.provider_id, label: labelOf(row.provider_id) },
      model: row.model,
      currency: row.currency,
      amount: toUnits(Number(row.micros)),
      videos: Number(row.videos),
      unsure_amount: toUnits(Number(row.unsure_micros)),
      unsure_videos: Number(row.unsure_videos),
    })),
  };
}
