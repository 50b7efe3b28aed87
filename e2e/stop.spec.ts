import type { ServerResponse } from 'node:http';
import { openServer } from '@/lib/providers/contract/open-server';
import { expect, startStudio, test } from './studio';

/** A provider that lets every create wait until it is told to answer. */
async function startSlowProvider() {
  const waiting: ServerResponse[] = [];
  const { origin, close } = await openServer((request, response) => {
    request.resume();
    if (request.method === 'POST') waiting.push(response);
    else
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"up_1","status":"queued"}');
  });
  return { baseUrl: `${origin}/v1`, waiting, close };
}

function create(url: string): Promise<Response> {
  return fetch(`${url}/v1/videos`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'a boat', model: 'sora-2', provider: 'openai' }),
  });
}

async function onlyVideo(url: string) {
  const { data } = await (await fetch(`${url}/v1/videos`)).json();
  expect(data).toHaveLength(1);
  return data[0];
}

test('F14: a stop waits for the paid request that is on its way, and answers whoever asked', async () => {
  const provider = await startSlowProvider();
  const studio = await startStudio({
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: 'sk-canary-of-a-stop',
  });
  const created = create(studio.url);
  await expect.poll(() => provider.waiting.length).toBe(1);
  const stopped = studio.stop();
  // Longer than requests are waited for as such.
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  provider.waiting[0]?.setHeader('content-type', 'application/json').end('{"id":"up_1","status":"queued"}');
  const video = await (await created).json();
  expect(video.firstframe).toMatchObject({ step: 'poll', upstream_id: 'up_1' });
  await stopped;
  await studio.start();
  expect(await onlyVideo(studio.url)).toMatchObject({ id: video.id, firstframe: { upstream_id: 'up_1' } });
  expect(provider.waiting).toHaveLength(1);
  await studio.stop();
  provider.close();
});

test('F14: a paid request that is not answered within ten seconds of a stop is unsure, and not sent again', async () => {
  const provider = await startSlowProvider();
  const studio = await startStudio({
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: 'sk-canary-of-a-stop',
  });
  const created = create(studio.url).catch(() => null);
  await expect.poll(() => provider.waiting.length).toBe(1);
  const since = Date.now();
  await studio.stop();
  expect(Date.now() - since).toBeLessThan(11_000);
  expect(await created).toBeNull();
  await studio.start();
  await expect.poll(async () => (await onlyVideo(studio.url)).firstframe.step).toBe('unsure');
  expect(provider.waiting).toHaveLength(1);
  await studio.stop();
  provider.close();
});
