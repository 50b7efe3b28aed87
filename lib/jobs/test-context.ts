import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '@/lib/db/open';
import type { Dialect } from '@/lib/providers/dialect';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { openProvider } from '@/lib/providers/provider';
import { openRegistry } from '@/lib/providers/registry';
import { openDiskStorage } from '@/lib/storage/disk';
import { openAcceptedJournal } from './accepted-journal';
import { advanceJob } from './advance-job';
import { claimJobs } from './claim-jobs';
import type { JobContext } from './context';
import { openCreatesAllowance } from './creates-allowance';
import type { Job } from './job';
import { openJobContext } from './open-context';

/** A provider at the network edge: each test says how it answers. It serves one model, `m`. */
export type FakeUpstream = (request: Request, path: string) => Response | Promise<Response>;

export type TestContext = JobContext & {
  clock: { now: number };
  /** Claims what is due and takes each one step, as the poller would. */
  advanceDue: (holder?: string) => Promise<(Job | null)[]>;
};

const leaseMs = 60_000;

/** Everything real but the clock and the provider: a database and a folder of their own for each test. */
export async function openTestContext(
  upstream: FakeUpstream,
  dialect: Dialect = openaiDialect,
): Promise<TestContext> {
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-jobs-'));
  const database = await openDatabase(folder);
  const clock = { now: 1_800_000_000_000 };
  const provider = openProvider({
    id: 'test',
    label: 'Test',
    dialect,
    baseUrl: 'http://provider.invalid/v1',
    apiKey: 'sk-canary-key',
    isDemo: false,
    models: null,
    async handle(request) {
      const path = new URL(request.url).pathname.replace('/v1', '');
      return path === '/models' ? Response.json({ data: [{ id: 'm' }] }) : upstream(request, path);
    },
  });
  const context = openJobContext({
    database,
    journal: await openAcceptedJournal(path.join(folder, 'journal')),
    allowance: openCreatesAllowance(1_000_000),
    storage: await openDiskStorage(folder),
    providers: openRegistry([provider], () => clock.now),
    now: () => clock.now,
    notify: () => {},
  });
  return {
    ...context,
    clock,
    async advanceDue(holder = `worker-${clock.now}`) {
      const claimed = await claimJobs(context, { holder, until: clock.now + leaseMs }, 100);
      return Promise.all(claimed.map((job) => advanceJob(context, job)));
    },
  };
}
