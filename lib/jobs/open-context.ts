import 'server-only';
import { openCircuits } from './circuits';
import type { JobContext } from './context';
import { openCountCache } from './count-cache';
import { openCreatesInHand } from './creates-in-hand';
import { openDailyLimits } from './daily-limits';
import { openPace } from './pace';
import { openPrices } from './prices';
import { openJobStore } from './store';
import { openUsualTimes } from './usual-time';

type Given = Pick<
  JobContext,
  'database' | 'storage' | 'providers' | 'journal' | 'allowance' | 'now' | 'notify'
>;

/** What functions about jobs are given, of one process. */
export function openJobContext(given: Given): JobContext {
  const { database, now } = given;
  const limits = openDailyLimits(given);
  return {
    ...given,
    store: openJobStore(database),
    counts: openCountCache(database),
    creates: openCreatesInHand(),
    circuits: openCircuits(database, now),
    pace: openPace(now),
    prices: openPrices(given, limits.wake),
    limits,
    usual: openUsualTimes(database, now),
  };
}
