import 'server-only';
import { z } from 'zod';
import type { Database } from '@/lib/db/open';
import { StudioError } from '@/lib/errors';
import { readFields } from '@/lib/read-fields';
import { unixSeconds } from '@/lib/unix-seconds';
import type { JobContext } from './context';
import type { Job } from './job';
import {
  type DailyLimit,
  type Estimate,
  formatPrice,
  type LimitReason,
  toMicros,
  toUnits,
  whyStopped,
} from './price';
import { amountSchema, currencySchema } from './prices';
import { noteSpending, sumSpending } from './spending';
import type { DailyLimitView } from './spending-wire';
import { dayAround, dayAt, machineZone } from './zoned-day';

/** `PUT /api/spending/limit`. */
export const dailyLimitRequest = z
  .strictObject({
    amount: amountSchema.nullable().default(null),
    currency: currencySchema.nullable().default(null),
    videos: z
      .int('must be a whole number')
      .min(0, 'must not be below 0')
      .max(100_000, 'must be 100000 at most')
      .nullable()
      .default(null),
    unpriced: z.enum(['pass', 'stop'], 'must be pass or stop').default('pass'),
  })
  .refine(({ amount, currency }) => (amount === null) === (currency === null), {
    path: ['currency'],
    error: 'belongs to an amount, and an amount to a currency',
  })
  .refine(({ amount, videos }) => amount !== null || videos !== null, {
    path: ['amount'],
    error: 'or videos is needed; to lift the limit, delete it',
  });

type Source = 'studio' | 'environment';
type StoredLimit = { limit: DailyLimit; source: Source };
type Request = { estimate: Estimate; takes: number };
type Spent = Awaited<ReturnType<typeof sumSpending>>;

const settingName = 'daily_limit';

function spellTime(at: number, zone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return `${dayAt(at, zone)} ${time} (${zone})`;
}

/** Why a request is stopped, in words. */
function explain(
  reason: NonNullable<LimitReason>,
  { amount, currency, videos }: DailyLimit,
  spent: Spent,
  { estimate, takes }: Request,
): string {
  const money = (micros: number) => formatPrice(micros, currency ?? '', 'en');
  switch (reason) {
    case 'videos':
      return `The daily limit is ${videos} ${videos === 1 ? 'video' : 'videos'}. Sent today: ${spent.videos}, asked for now: ${takes}.`;
    case 'unpriced':
      return `The daily limit stops what has no known price in ${currency}, and this model has none.`;
    case 'amount': {
      const cost = money(estimate.kind === 'known' ? estimate.micros : 0);
      return `The daily limit is ${money(toMicros(amount ?? 0))}, ${money(spent.micros)} of it is spent or may be, and this costs about ${cost}.`;
    }
  }
}

export type DailyLimits = ReturnType<typeof openDailyLimits>;

/** What may be spent in a day of this machine's time zone. What may have been charged counts, what was refused does not. */
export function openDailyLimits(
  { database, now, notify }: Pick<JobContext, 'database' | 'now' | 'notify'>,
  zone = machineZone(),
) {
  /**
   * The limit, and until the end of the transaction nobody else gets past here: of two requests that fit it one by one,
   * the second sees what the first has spent.
   */
  async function lock(transaction: Database): Promise<StoredLimit | null> {
    const row = await transaction
      .updateTable('settings')
      .set(({ ref }) => ({ value: ref('value') }))
      .where('name', '=', settingName)
      .returning('value')
      .executeTakeFirst();
    return row ? (JSON.parse(row.value) as StoredLimit) : null;
  }

  async function find(): Promise<StoredLimit | null> {
    const row = await database
      .selectFrom('settings')
      .select('value')
      .where('name', '=', settingName)
      .executeTakeFirst();
    return row ? (JSON.parse(row.value) as StoredLimit) : null;
  }

  const resetsAt = () => dayAround(now(), zone).endsAt;

  const spentToday = (connection: Database, { currency }: DailyLimit) => {
    const { startsAt, endsAt } = dayAround(now(), zone);
    return sumSpending(connection, { from: startsAt, to: endsAt }, currency);
  };

  async function requireUnder(connection: Database, limit: DailyLimit, request: Request): Promise<void> {
    const spent = await spentToday(connection, limit);
    const reason = whyStopped(limit, spent, request);
    if (reason === null) return;
    // Another day does not give a model its price.
    const resets = reason === 'unpriced' ? '' : ` It resets at ${spellTime(resetsAt(), zone)}.`;
    const words = explain(reason, limit, spent, request);
    throw new StudioError('daily_limit', `${words} Nothing was sent.${resets}`);
  }

  async function write(limit: DailyLimit, source: Source): Promise<void> {
    const value = JSON.stringify({ limit, source } satisfies StoredLimit);
    await database
      .insertInto('settings')
      .values({ name: settingName, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  }

  async function lift(): Promise<void> {
    await database.deleteFrom('settings').where('name', '=', settingName).execute();
  }

  async function requireOurs(): Promise<void> {
    if ((await find())?.source !== 'environment') return;
    const message = 'The daily limit is set by FIRSTFRAME_DAILY_LIMIT, where the studio is started.';
    throw new StudioError('invalid_request', message);
  }

  /** What waits for the limit is due at once: it is looked at again, and what still does not fit waits on. */
  async function wake(): Promise<void> {
    await database
      .updateTable('jobs')
      .set({ due_at: now() })
      .where('step', '=', 'submit')
      .where('error_code', '=', 'daily_limit')
      // What is paused waits for its batch.
      .where('due_at', 'is not', null)
      .execute();
    notify();
  }

  async function present(): Promise<DailyLimitView> {
    const stored = await find();
    const spent = stored ? await spentToday(database, stored.limit) : { micros: 0, videos: 0, unpriced: 0 };
    const { waiting } = await database
      .selectFrom('jobs')
      .select(({ fn }) => fn.countAll<number>().as('waiting'))
      .where('step', '=', 'submit')
      .where('error_code', '=', 'daily_limit')
      .where('due_at', 'is not', null)
      .executeTakeFirstOrThrow();
    return {
      object: 'daily_limit',
      limit: stored?.limit ?? null,
      source: stored?.source ?? null,
      spent: { amount: toUnits(spent.micros), videos: spent.videos, unpriced: spent.unpriced },
      time_zone: zone,
      resets_at: unixSeconds(resetsAt()),
      waiting: Number(waiting),
    };
  }

  return {
    /**
     * Whether a request would be let pass now; nothing is taken for it.
     * @throws StudioError `daily_limit`
     */
    async require(request: Request): Promise<void> {
      const stored = request.estimate.kind === 'free' ? null : await find();
      if (stored) await requireUnder(database, stored.limit, request);
    },

    /**
     * Takes what an attempt may cost from what is left of the day, and writes it into the ledger: in the transaction that
     * notes the attempt, so that it is spent when that is committed, and not when it is not.
     * @throws StudioError `daily_limit`
     */
    async spend(transaction: Database, job: Job, estimate: Estimate): Promise<void> {
      if (estimate.kind === 'free') return;
      const stored = await lock(transaction);
      if (stored) await requireUnder(transaction, stored.limit, { estimate, takes: 1 });
      await noteSpending(transaction, job, estimate, now());
    },

    /** When the next day begins (Unix milliseconds). */
    resetsAt,

    wake,

    /** `GET /api/spending/limit`. */
    present,

    /** @throws StudioError `invalid_request` naming the field, or that it is set elsewhere */
    async change(body: unknown): Promise<DailyLimitView> {
      const limit = readFields(dailyLimitRequest, body);
      await requireOurs();
      await write(limit, 'studio');
      await wake();
      return present();
    },

    /** Lifts the limit. @throws StudioError `invalid_request` where it is set elsewhere */
    async remove(): Promise<DailyLimitView> {
      await requireOurs();
      await lift();
      await wake();
      return present();
    },

    /** Takes the limit of the environment; what it set the last time goes with it. */
    async takeFromEnvironment(limit: DailyLimit | null): Promise<void> {
      if (limit) await write(limit, 'environment');
      else if ((await find())?.source === 'environment') await lift();
      await wake();
    },
  };
}
