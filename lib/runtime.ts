import 'server-only';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type Access, openAccess } from '@/lib/access/access';
import { openAccessStore } from '@/lib/access/access-store';
import { openTokens } from '@/lib/access/tokens';
import { lockFolder } from '@/lib/db/folder-lock';
import { openDatabase } from '@/lib/db/open';
import { readEnvironment } from '@/lib/env';
import { askAtTheDoor } from '@/lib/grant';
import { openAcceptedJournal } from '@/lib/jobs/accepted-journal';
import { advanceJob } from '@/lib/jobs/advance-job';
import { claimJobs } from '@/lib/jobs/claim-jobs';
import { configuredConnection } from '@/lib/jobs/configured-connection';
import { type Connection, fixedConnection } from '@/lib/jobs/connection';
import { type Connections, openConnections } from '@/lib/jobs/connections';
import type { JobContext } from '@/lib/jobs/context';
import { openCreatesAllowance } from '@/lib/jobs/creates-allowance';
import { emptyTrash } from '@/lib/jobs/empty-trash';
import { followClockSetBack, openClockFollower } from '@/lib/jobs/follow-clock';
import type { Job, JobStep } from '@/lib/jobs/job';
import { openJobContext } from '@/lib/jobs/open-context';
import { openProviderStore } from '@/lib/jobs/provider-store';
import { resumeProvider } from '@/lib/jobs/resume-provider';
import { keepSidecars } from '@/lib/jobs/stale-sidecars';
import { describeVideos, sweep } from '@/lib/jobs/sweep';
import { log, redactFromLog } from '@/lib/log';
import { createPoller, type Poller } from '@/lib/poller/poller';
import { openPrompts, type Prompts } from '@/lib/prompts/prompts';
import { createDemoProvider } from '@/lib/providers/demo/create-demo-provider';
import { demoDialect } from '@/lib/providers/dialects/demo';
import { openRegistry } from '@/lib/providers/registry';
import { repeatEvery } from '@/lib/repeat-every';
import { openSecretBox } from '@/lib/secret-box';
import { openShares, type Shares } from '@/lib/shares/shares';
import { openStitches, type Stitches } from '@/lib/stitches/stitches';
import { openDiskStorage } from '@/lib/storage/disk';
import { handsPerWebhook } from '@/lib/webhooks/delivery-store';
import { openWebhooks, type Webhooks } from '@/lib/webhooks/webhooks';
import { maximumWebhooks } from '@/lib/webhooks/wire';

/** Everything of one process that outlives a request. */
export type Runtime = {
  context: JobContext;
  connections: Connections;
  access: Access;
  tokens: ReturnType<typeof openTokens>;
  webhooks: Webhooks;
  prompts: Prompts;
  shares: Shares;
  stitches: Stitches;
  /** When the poller that looked longest ago last looked for due jobs (Unix milliseconds); `null` before it did. */
  lastPassAt: () => number | null;
  dataFolder: string;
};

/** Long enough for a poll; a submit and an archive lengthen it themselves. */
const leaseMs = 60_000;
/** Long downloads have hands of their own, so that they hold up no request; a long queue of creates holds up no poll. */
const hands: { steps: readonly JobStep[]; concurrency: number }[] = [
  { steps: ['archive'], concurrency: 16 },
  { steps: ['submit'], concurrency: 16 },
  { steps: ['unsure', 'poll'], concurrency: 32 },
];
const maximumPauseMs = 2_000;
/** How often it is looked whether something has been kept for long enough. */
const forgetEveryMs = 60 * 60_000;

/** Instrumentation and route handlers are bundled apart, so what they share lives on `globalThis`. */
const runtimeKey = Symbol.for('firstframe.runtime');
/** Called by the server when it is told to stop. */
const stopKey = Symbol.for('firstframe.stop');

/** Put there by the server, to be told that the studio is ready. */
const startedKey = Symbol.for('firstframe.started');

/** Stops it all. The last answers are made of what is in the database, so it is left open until they are `answered`. */
type Stop = (answered?: () => Promise<unknown>) => Promise<void>;

type Shared = { [runtimeKey]?: Runtime; [stopKey]?: Stop; [startedKey]?: () => void };
const shared = globalThis as Shared;

/** The earliest of several times, or `null` where one is not known. */
function firstOf(times: (number | null)[]): number | null {
  return times.reduce((one, other) => (one === null || other === null ? null : Math.min(one, other)));
}

function demoConnection(handle: (request: Request) => Promise<Response>): Connection {
  return fixedConnection('built_in', null, {
    id: 'demo',
    label: 'Built-in demo',
    dialect: demoDialect,
    baseUrl: 'http://demo.invalid/v1',
    apiKey: null,
    models: null,
    isDemo: true,
    handle,
  });
}

/**
 * Opens everything and starts the poller. Once per process.
 * @throws Error in words for the person at the terminal
 */
async function startRuntime(): Promise<Runtime> {
  const environment = readEnvironment();
  log.level = environment.logLevel;
  if (environment.accessToken) redactFromLog(environment.accessToken);
  const { dataFolder } = environment;
  const now = Date.now;
  const unlock = await lockFolder(dataFolder);
  const database = await openDatabase(dataFolder);
  const demo = createDemoProvider({ folder: path.join(dataFolder, 'demo') });
  const registry = openRegistry([], now);
  const processId = randomUUID();
  let claims = 0;

  const secrets = await openSecretBox(dataFolder);
  // Before they are there, nobody is to be told.
  let pollers: Poller[] = [];
  const notify = () => {
    for (const poller of pollers) poller.notify();
  };

  const context = openJobContext({
    database,
    journal: await openAcceptedJournal(path.join(dataFolder, 'journal')),
    storage: await openDiskStorage(dataFolder),
    allowance: openCreatesAllowance(environment.createsPerMinute),
    providers: registry,
    now,
    notify,
  });
  const { store, creates } = context;
  // The folder is ours alone, so every lease in it belonged to a process that is gone.
  await store.expireLeases();
  const privateOrigins = environment.webhookOrigins;
  const webhooks = openWebhooks({ database, secrets, privateOrigins, now, notify });
  await webhooks.recover();
  const { dailyLimit } = environment;
  await context.limits.takeFromEnvironment(dailyLimit);
  await followClockSetBack(context);
  const followClock = openClockFollower(context);
  const connections = await openConnections({
    store: openProviderStore(database),
    secrets,
    registry,
    fixed: { before: environment.providers.map(configuredConnection), after: [demoConnection(demo.handle)] },
    now,
    circuits: context.circuits,
    resume: (id) => resumeProvider(context, id),
  });
  await sweep(context).catch((error: unknown) => log.warn({ err: error }, 'the sweep came to nothing'));
  const stopping = new AbortController();
  const described = describeVideos(context, stopping.signal).catch((error: unknown) => {
    log.warn({ err: error }, 'some videos have no description beside them yet');
  });
  let lastClaim: Promise<unknown> = Promise.resolve();
  const timing = {
    now,
    maximumPauseMs,
    onError: (error: unknown) => log.error({ err: error }, 'the poller met a fault'),
  };
  pollers = hands.map(({ steps, concurrency }) =>
    createPoller<Job>({
      ...timing,
      claim(limit) {
        const claimed = lastClaim.then(async () => {
          claims += 1;
          await followClock();
          const lease = { holder: `${processId}:${claims}`, until: now() + leaseMs };
          return claimJobs(context, lease, limit, steps);
        });
        lastClaim = claimed.catch(() => {});
        return claimed;
      },
      handle: (job) => advanceJob(context, job),
      nextDueAt: () => store.nextDueAt(now(), steps),
      concurrency,
    }),
  );
  // Hands enough for every webhook, so that none waits for another.
  const concurrency = maximumWebhooks * handsPerWebhook;
  pollers.push(createPoller({ ...timing, ...webhooks.work, concurrency }));
  for (const poller of pollers) poller.start();
  const stopDescribing = keepSidecars(context);
  const stitches = openStitches(context);
  await stitches.recover();
  const forgetting = [
    repeatEvery(forgetEveryMs, () => emptyTrash(context), 'the trash could not be emptied'),
    repeatEvery(forgetEveryMs, webhooks.forgetOld, 'the log of webhooks could not be shortened'),
    repeatEvery(forgetEveryMs, stitches.forgetOld, 'old stitches could not be deleted'),
  ];

  const lastPassAt = () => firstOf(pollers.map((poller) => poller.lastPassAt()));
  const accessStore = openAccessStore(database);
  const access = openAccess({ store: accessStore, accessToken: environment.accessToken, now });
  const tokens = openTokens(accessStore, now);
  const prompts = openPrompts({ database, secrets, now, allowance: context.allowance });
  const shares = openShares(context);
  const runtime = {
    ...{ context, connections, access, tokens, webhooks, prompts, shares, stitches },
    ...{ lastPassAt, dataFolder },
  };
  shared[runtimeKey] = runtime;
  askAtTheDoor(access.identify);
  shared[stopKey] = async (answered = async () => {}) => {
    webhooks.stop();
    stopping.abort();
    await Promise.all([
      ...pollers.map((poller) => poller.stop()),
      creates.stop(),
      demo.stop(),
      stopDescribing(),
      ...forgetting.map((stop) => stop()),
      stitches.stop(),
    ]);
    await answered();
    await Promise.all([registry.close(), described]);
    await database.destroy();
    unlock();
  };
  shared[startedKey]?.();
  return runtime;
}

/** Starts the runtime; where that fails, says why in a line and ends the process, since Next would go on without it. */
export async function startRuntimeOrExit(): Promise<void> {
  try {
    await startRuntime();
  } catch (error) {
    log.debug({ err: error }, 'the studio did not start');
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** The runtime of this process. Throws when `instrumentation.ts` has not started it. */
export function getRuntime(): Runtime {
  const runtime = shared[runtimeKey];
  if (!runtime) throw new Error('The studio has not started.');
  return runtime;
}
