import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { openDatabase } from '@/lib/db/open';
import { createJob } from '@/lib/jobs/create-job';
import { openJobStore } from '@/lib/jobs/store';
import { getRuntime, startRuntimeOrExit } from './runtime';

/** A provider that lets every create wait until it is told to answer. */
const waiting: ServerResponse[] = [];
const server = createServer((request, response) => {
  request.resume();
  if (request.method === 'POST') waiting.push(response);
  else response.writeHead(404).end();
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('F14: a stop lets the paid request that is on its way end, and saves its answer', async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-runtime-'));
  vi.stubEnv('FIRSTFRAME_DATA', folder);
  vi.stubEnv('OPENAI_BASE_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
  vi.stubEnv('OPENAI_API_KEY', 'sk-canary-key-of-a-test');
  await startRuntimeOrExit();
  const request = { prompt: 'a boat', model: 'sora-2', takes: 1, providerId: 'openai', references: [] };
  const created = createJob(getRuntime().context, request);
  await expect.poll(() => waiting.length).toBe(1);

  const stop = Reflect.get(globalThis, Symbol.for('firstframe.stop')) as () => Promise<void>;
  let hasStopped = false;
  const stopped = stop().then(() => {
    hasStopped = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(hasStopped).toBe(false);
  waiting[0]?.setHeader('content-type', 'application/json').end('{"id":"up_1","status":"queued"}');
  await stopped;
  const [job] = await created;

  const database = await openDatabase(folder);
  const saved = await openJobStore(database).find(job?.id ?? '');
  expect(saved).toMatchObject({ step: 'poll', upstreamId: 'up_1', holder: null });
  await database.destroy();
});
