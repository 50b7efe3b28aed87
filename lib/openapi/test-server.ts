import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openAccess } from '@/lib/access/access';
import { openAccessStore } from '@/lib/access/access-store';
import { openTokens } from '@/lib/access/tokens';
import { askAtTheDoor } from '@/lib/grant';
import { advanceJob } from '@/lib/jobs/advance-job';
import { claimJobs } from '@/lib/jobs/claim-jobs';
import { openTestStudio } from '@/lib/jobs/test-studio';
import { openPrompts } from '@/lib/prompts/prompts';
import { openShares } from '@/lib/shares/shares';
import { openStitches } from '@/lib/stitches/stitches';
import { openWebhooks } from '@/lib/webhooks/webhooks';
import { operations } from './operations';
import { type FoundHandler, findHandlers, loadHandler } from './test-routes';

const toPattern = (template: string) =>
  new RegExp(`^${template.replaceAll('.', String.raw`\.`).replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

/** Of several that fit, Next takes the one with the fewest parameters. */
const byParameters = (one: FoundHandler, other: FoundHandler) =>
  one.path.split('{').length - other.path.split('{').length;

/**
 * The route handlers of `app/` on a studio of their own, without the socket before them.
 * @param openUpstream makes what plays every provider, on the clock of the studio
 * @param accessToken as `FIRSTFRAME_TOKEN`
 */
export async function openTestServer(
  openUpstream: (now: () => number) => (request: Request) => Promise<Response>,
  accessToken: string | null = null,
) {
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-openapi-'));
  const clock = { now: 1_800_000_000_000 };
  const now = () => clock.now;
  const { context, connections, secrets, close } = await openTestStudio(folder, {
    handle: openUpstream(now),
    now,
  });
  const accessStore = openAccessStore(context.database);
  const access = openAccess({ store: accessStore, accessToken, now });
  const tokens = openTokens(accessStore, now);
  askAtTheDoor(access.identify);
  const webhooks = openWebhooks({
    database: context.database,
    secrets,
    privateOrigins: ['http://127.0.0.1:9'],
    now,
    notify: () => {},
  });
  const { database, allowance } = context;
  const prompts = openPrompts({ database, secrets, now, allowance });
  // What `lib/runtime.ts` puts there in a studio that listens.
  const runtime = {
    context,
    connections,
    access,
    tokens,
    webhooks,
    prompts,
    shares: openShares(context),
    stitches: openStitches(context),
    lastPassAt: now,
    dataFolder: folder,
  };
  Reflect.set(globalThis, Symbol.for('firstframe.runtime'), runtime);
  const handlers = findHandlers().toSorted(byParameters);

  return {
    context,
    close,
    tokens,
    /** Takes every job that is due by the next minute one step further, as the poller would. */
    async advance() {
      clock.now += 60_000;
      const lease = { holder: `test-${clock.now}`, until: clock.now + 30_000 };
      const claimed = await claimJobs(context, lease, 100);
      await Promise.all(claimed.map((job) => advanceJob(context, job)));
    },
    /** Asks one of the operations, and hands on its answer. */
    async ask(method: string, address: string, init: RequestInit = {}) {
      const request = new Request(`http://localhost:3000${address}`, { method, ...init });
      // As a page of the studio would.
      request.headers.set('origin', 'http://localhost:3000');
      const { pathname } = new URL(request.url);
      const isAsked = (handler: FoundHandler) =>
        handler.method === method && toPattern(handler.path).test(pathname);
      const handler = handlers.find(isAsked);
      const operation = operations.find(
        (candidate) => candidate.method === method.toLowerCase() && candidate.path === handler?.path,
      );
      if (!handler || !operation) throw new Error(`Nothing answers ${method} ${pathname}.`);
      const found = toPattern(handler.path).exec(pathname)?.groups ?? {};
      const params = Object.fromEntries(
        Object.entries(found).map(([name, value]) => {
          const text = decodeURIComponent(value);
          return [name, handler.file.includes(`[...${name}]`) ? [text] : text];
        }),
      );
      const handle = await loadHandler(handler);
      const response = await handle(request, { params: Promise.resolve(params) });
      return { operation, response };
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof openTestServer>>;
