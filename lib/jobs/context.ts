import 'server-only';
import type { Database } from '@/lib/db/open';
import type { ProviderRegistry } from '@/lib/providers/registry';
import type { StorageDriver } from '@/lib/storage/driver';
import type { AcceptedJournal } from './accepted-journal';
import type { Circuits } from './circuits';
import type { CountCache } from './count-cache';
import type { CreatesAllowance } from './creates-allowance';
import type { CreatesInHand } from './creates-in-hand';
import type { DailyLimits } from './daily-limits';
import type { Pace } from './pace';
import type { Prices } from './prices';
import type { JobStore } from './store';
import type { UsualTimes } from './usual-time';

/** What every function about jobs is given, so that none reaches for a global. */
export type JobContext = {
  database: Database;
  store: JobStore;
  counts: CountCache;
  storage: StorageDriver;
  providers: ProviderRegistry;
  creates: CreatesInHand;
  allowance: CreatesAllowance;
  circuits: Circuits;
  pace: Pace;
  prices: Prices;
  limits: DailyLimits;
  usual: UsualTimes;
  journal: AcceptedJournal;
  /** Unix milliseconds. */
  now: () => number;
  /** Tells the poller that something is due earlier than it thinks. */
  notify: () => void;
};
