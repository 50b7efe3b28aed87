import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { seededRandom } from '@/lib/jobs/scenarios/cutting-proxy';
import { extent } from './extent';
import { startFaultProxy } from './fault-proxy';
import { noteFigures } from './figures';
import { startScriptedUpstream, upstreamKey } from './scripted-upstream';
import { listVideos } from './studio-client';
import { openStudioProcess } from './studio-process';

/** OpenAI's own SDK as it comes, with its own retries and without a key, at the end of a line that loses answers. */

const { creates, seed } = extent;
const share = 0.2;
const atOnce = 20;

/** Has the SDK make so many videos of the server behind a port. */
async function createBySdk(target: { port: number }) {
  const proxy = await startFaultProxy(target, seededRandom(seed));
  proxy.setToxics({ name: 'cut', share });
  const client = new OpenAI({ apiKey: upstreamKey, baseURL: `${proxy.origin}/v1` });
  const numbers = Array.from({ length: creates }, (_, number) => number);
  const told: string[] = [];
  let errors = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
        try {
          told.push(
            (await client.videos.create({ model: 'motion-1', prompt: `take ${number}` } as never)).id,
          );
        } catch {
          errors += 1;
        }
      }
    }),
  );
  proxy.close();
  return { told, errors, cut: proxy.counts.cut };
}

test(`F2: ${creates} creates of the OpenAI SDK without a key, a fifth of the answers cut: as many jobs`, async () => {
  const neverDone = { pollsNeeded: Number.POSITIVE_INFINITY, pollAfterMs: 600_000 };
  const bare = await startScriptedUpstream(neverDone);
  const { cut, errors } = await createBySdk(bare);
  const figures = { creates, cut, errors, made: bare.ledger.size };
  noteFigures('F2 without the studio', figures);
  bare.close();

  const upstream = await startScriptedUpstream(neverDone);
  const studio = await openStudioProcess({ upstream });
  try {
    await studio.start();
    const { told, ...rest } = await createBySdk({ port: Number(new URL(studio.url).port) });
    const videos = await listVideos(studio);
    const made = { jobs: videos.length, made: upstream.ledger.size };
    noteFigures('F2 with the studio', { creates, ...rest, ...made });
    expect(made).toEqual({ jobs: creates, made: creates });
    expect(rest.cut).toBeGreaterThan(creates * share * 0.8);
    // Nobody is told of another's video.
    expect(new Set(told).size).toBe(told.length);
    expect(told.length + rest.errors).toBe(creates);
    const ids = new Set(videos.map(({ id }) => id));
    expect(told.filter((id) => !ids.has(id))).toEqual([]);
  } finally {
    await studio.dispose();
    upstream.close();
  }
  // Else the line was too good to prove anything.
  expect(figures.made).toBeGreaterThan(creates);
}, 600_000);
