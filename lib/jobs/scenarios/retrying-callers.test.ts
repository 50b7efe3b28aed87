import { createServer, type Server } from 'node:http';
import { Readable } from 'node:stream';
import OpenAI from 'openai';
import { afterEach, expect, test } from 'vitest';
import { countMatching } from '@/lib/jobs/list-jobs';
import { presentVideo } from '@/lib/jobs/present-video';
import { receiveVideo } from '@/lib/jobs/receive-video';
import { openTestContext, type TestContext } from '@/lib/jobs/test-context';
import { admitted } from '@/lib/test-grant';
import { listen, openCuttingProxy } from './cutting-proxy';

/** What OpenAI's own SDK, with its own retries and no key, makes of a studio behind a bad line. */

/** `FIRSTFRAME_TEST_CREATES=1000` for the figure of the dossier's goal R3. */
const creates = Number(process.env.FIRSTFRAME_TEST_CREATES ?? 100);
const atOnce = 20;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** What the studio does with a create, over a real socket. */
async function serveStudio(context: TestContext): Promise<string> {
  const server: Server = createServer(async (incoming, response) => {
    const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>;
    const headers = new Headers(incoming.headers as Record<string, string>);
    const init = { method: 'POST', headers, body, duplex: 'half' };
    const request = new Request('http://studio/v1/videos', init as RequestInit);
    const [job] = await receiveVideo(context, await admitted(request));
    context.clock.now += 1;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(job && presentVideo(job, context.providers)));
  });
  closers.push(() => server.close());
  return listen(server);
}

async function openCutStudio(seed: number) {
  let made = 0;
  const context = await openTestContext(() => {
    made += 1;
    return Response.json({ id: `up_${made}`, status: 'queued' });
  });
  const target = await serveStudio(context);
  const proxy = await openCuttingProxy({ target, share: 0.2, seed });
  closers.push(proxy.close);
  const client = new OpenAI({ apiKey: 'sk-studio', baseURL: `${proxy.origin}/v1`, maxRetries: 5 });
  return { context, proxy, client, made: () => made };
}

test(`F2: ${creates} creates of the OpenAI SDK without a key, a fifth of the answers cut: as many jobs`, async () => {
  const { context, proxy, client, made } = await openCutStudio(20_261_121);
  const ids: (string | null)[] = [];
  const numbers = Array.from({ length: creates }, (_, number) => number);
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
        const video = await client.videos.create({ prompt: `a boat, take ${number}` }).catch(() => null);
        ids.push(video?.id ?? null);
      }
    }),
  );
  const total = await countMatching(context.database, { isTrashed: false });
  const figures = { creates, ...proxy.counts, jobs: total, upstreamCreates: made() };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect({ jobs: total, upstreamCreates: made() }).toEqual({ jobs: creates, upstreamCreates: creates });
  expect(proxy.counts.cut).toBeGreaterThan(creates / 10);
  const answered = ids.filter((id) => id !== null);
  expect(new Set(answered).size).toBe(answered.length);
}, 600_000);

test('F2: equal creates, one after the other, are a video each, also where an answer was cut', async () => {
  const { context, proxy, client, made } = await openCutStudio(7);
  const ids: string[] = [];
  for (let number = 0; number < 20; number += 1) {
    // The SDK does not try again where the answer had begun; whoever called is then told of an error.
    const video = await client.videos.create({ prompt: 'the same boat' }).catch(() => null);
    if (video) ids.push(video.id);
  }
  expect(proxy.counts.requests).toBeGreaterThan(20);
  expect(await countMatching(context.database, { isTrashed: false })).toBe(20);
  expect(made()).toBe(20);
  expect(new Set(ids).size).toBe(ids.length);
}, 120_000);
