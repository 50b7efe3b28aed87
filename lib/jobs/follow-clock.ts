import 'server-only';
import { sql } from 'kysely';
import type { Database } from '@/lib/db/open';
import { log } from '@/lib/log';
import { shiftOutbox } from '@/lib/webhooks/outbox';
import type { JobContext } from './context';

type ClockContext = Pick<JobContext, 'database' | 'now'>;

/** Less than that is a clock that is being slewed, and matters to nobody. */
const toleranceMs = 1_000;

/**
 * Rows hold the time of day, and people and machines set it. What is to be done later comes as much nearer as the clock
 * was set back, else it would wait for the difference; set forward, or after the machine has slept, it is simply due.
 * Leases go with the clock both ways: whoever works on a job now has had no more of its time than before.
 */
async function shift(database: Database, byMs: number, now: number): Promise<void> {
  await database
    .updateTable('jobs')
    .set({
      due_at: sql<number>`due_at + ${Math.min(0, byMs)}`,
      leased_until: sql<number>`leased_until + ${byMs}`,
      updated_at: sql<number>`case when updated_at > ${now} then ${now} else updated_at end`,
    })
    .where('step', 'is not', null)
    .execute();
  await shiftOutbox(database, byMs);
  log.warn({ byMs }, 'the clock was set, and the jobs with it');
}

/**
 * Watches the time of day beside one that only runs forward. What it returns is called before jobs are claimed.
 */
export function openClockFollower(
  { database, pace, circuits, now }: ClockContext & Pick<JobContext, 'pace' | 'circuits'>,
  monotonicNow: () => number = () => performance.now(),
): () => Promise<void> {
  let difference = now() - monotonicNow();
  return async () => {
    const present = now() - monotonicNow();
    const byMs = Math.round(present - difference);
    if (Math.abs(byMs) < toleranceMs) return;
    await shift(database, byMs, now());
    difference = present;
    if (byMs < 0) {
      pace.clockSetBack(-byMs);
      circuits.clockSetBack(-byMs);
    }
  };
}

/** The same for a clock that was set back while nobody watched: at start, when something was written in the future. */
export async function followClockSetBack({ database, now }: ClockContext): Promise<void> {
  const { newest } = await database
    .selectFrom('jobs')
    .select((select) => select.fn.max('updated_at').as('newest'))
    .where('step', 'is not', null)
    .executeTakeFirstOrThrow();
  const byMs = now() - (newest ?? 0);
  if (byMs <= -toleranceMs) await shift(database, byMs, now());
}
