import 'server-only';
import { sql } from 'kysely';
import type { Database } from '@/lib/db/open';
import type { Job } from './job';
import { type Estimate, toMicros, toUnits } from './price';
import type { Video } from './wire';
import type { Together } from './write-together';

/**
 * What is known of the money for one paid request. `unsure` may be charged: it was sent and nobody answered, or it was
 * accepted and the video failed, which some providers charge and some do not.
 */
export type SpendingState = 'unsure' | 'charged' | 'not_charged';

/** What is known now, and what the provider said that it cost, where it did. */
export type Settlement = { state: SpendingState; told?: { micros: number; currency: string } };

/** What is known where the provider may have said what it costs; that settles it, also where the video failed. */
export function settlementOf(
  state: SpendingState,
  cost: { amount: number; currency: string } | null,
): Settlement {
  if (!cost) return { state };
  const { amount, currency } = cost;
  return { state: amount > 0 ? 'charged' : 'not_charged', told: { micros: toMicros(amount), currency } };
}

/** Writes that a paid request is about to be sent, in the transaction that notes the attempt. */
export async function noteSpending(
  transaction: Database,
  { id, attempt, providerId, model }: Job,
  estimate: Exclude<Estimate, { kind: 'free' }>,
  sentAt: number,
): Promise<void> {
  const isKnown = estimate.kind === 'known';
  await transaction
    .insertInto('spending')
    .values({
      job_id: id,
      attempt,
      provider_id: providerId,
      model,
      sent_at: sentAt,
      micros: isKnown ? estimate.micros : null,
      currency: isKnown ? estimate.currency : null,
      is_estimated: 1,
      state: 'unsure',
    })
    .execute();
}

/** Writes what became of the last paid request of a job, together with what that makes of the job. */
export function settle({ state, told }: Settlement): Together {
  return async (transaction, { id, attempt }) => {
    await transaction
      .updateTable('spending')
      .set({ state, ...(told ? { micros: told.micros, currency: told.currency, is_estimated: 0 } : {}) })
      .where('job_id', '=', id)
      .where('attempt', '=', attempt)
      .execute();
  };
}

/** Gives what an attempt cost to the job that its video belongs to after all. */
export async function moveSpending(
  transaction: Database,
  from: { id: string; attempt: number },
  to: Pick<Job, 'id' | 'attempt'>,
): Promise<void> {
  await transaction
    .updateTable('spending')
    .set({ job_id: to.id, attempt: to.attempt })
    .where('job_id', '=', from.id)
    .where('attempt', '=', from.attempt)
    .execute();
}

export type VideoCost = Video['firstframe']['cost'];

/** What each of some jobs has cost, all its attempts together; those that nothing was sent for are not among them. */
export async function findCosts(
  database: Database,
  jobIds: readonly string[],
): Promise<Map<string, NonNullable<VideoCost>>> {
  if (jobIds.length === 0) return new Map();
  const rows = await database
    .selectFrom('spending')
    .select(['job_id', 'micros', 'currency', 'is_estimated', 'state'])
    .where('job_id', 'in', jobIds)
    .orderBy('attempt')
    .execute();
  const costs = [...Map.groupBy(rows, (row) => row.job_id)].map(([id, attempts]) => {
    const counted = attempts.filter(({ state }) => state !== 'not_charged');
    const currency = counted.at(-1)?.currency ?? attempts.at(-1)?.currency ?? null;
    const isSum = currency !== null && counted.every((row) => row.currency === currency);
    const micros = counted.reduce((sum, row) => sum + (row.micros ?? 0), 0);
    const isUnsure = counted.some(({ state }) => state === 'unsure');
    const state: SpendingState = counted.length === 0 ? 'not_charged' : isUnsure ? 'unsure' : 'charged';
    const cost = {
      amount: isSum ? toUnits(micros) : null,
      currency: isSum ? currency : null,
      is_estimated: counted.some((row) => row.is_estimated === 1),
      state,
    };
    return [id, cost] as const;
  });
  return new Map(costs);
}

/** What was spent, or may have been, in a stretch of time: sums of one currency, counts of all. */
export async function sumSpending(
  database: Database,
  { from, to }: { from: number; to: number },
  currency: string | null,
): Promise<{ micros: number; videos: number; unpriced: number }> {
  const { micros, videos, unpriced } = await database
    .selectFrom('spending')
    .select(({ fn }) => [
      sql<number | null>`sum(case when currency = ${currency} then micros end)`.as('micros'),
      fn.countAll<number>().as('videos'),
      sql<number>`count(case when currency is null or currency <> ${currency} then 1 end)`.as('unpriced'),
    ])
    .where('sent_at', '>=', from)
    .where('sent_at', '<', to)
    .where('state', '<>', 'not_charged')
    .executeTakeFirstOrThrow();
  return { micros: Number(micros ?? 0), videos: Number(videos), unpriced: Number(unpriced) };
}
