import { mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { providerSchema } from '@/lib/providers/wire';
import { createJob } from './create-job';
import { listen } from './scenarios/cutting-proxy';
import { testProvider } from './test-provider';
import { openTestStudio } from './test-studio';

/** A server that lists its models for anyone and takes creates from nobody. */
let server: Server;
let studio: Awaited<ReturnType<typeof openTestStudio>>;
let creates = 0;
let id = '';

beforeEach(async () => {
  creates = 0;
  server = createServer((request, response) => {
    request.resume();
    const isCreate = request.method === 'POST';
    if (isCreate) creates += 1;
    response.writeHead(isCreate ? 402 : request.url === '/v1/models' ? 200 : 404, {
      'content-type': 'application/json',
    });
    response.end(isCreate ? '{"error":{"message":"no credit left"}}' : '{"data":[{"id":"m"}]}');
  });
  studio = await openTestStudio(await mkdtemp(path.join(tmpdir(), 'firstframe-resume-')));
  const connected = {
    label: 'Relay',
    base_url: `${await listen(server)}/v1`,
    api_key: 'sk-canary-0123456789',
  };
  ({ id } = await studio.connections.connect(connected));
});

afterEach(async () => {
  await studio.close();
  server.closeAllConnections();
  server.close();
});

const create = () =>
  createJob(studio.context, { prompt: 'a boat', model: 'm', takes: 1, providerId: id, references: [] });

async function expectHeld(createsSoFar: number): Promise<void> {
  for (let time = 0; time < 2; time += 1)
    await expect(create()).rejects.toMatchObject({ code: 'provider_credit' });
  expect(creates).toBe(createsSoFar);
  const shown = providerSchema.parse(await studio.connections.present(id));
  expect(shown.circuit).toMatchObject({ code: 'provider_credit', message: 'no credit left' });
}

test('F9: a new key, a good test of the connection, or a word of a person each send again, once', async () => {
  await expectHeld(1);
  await studio.connections.change(id, { api_key: 'sk-canary-other-0123456789' });
  await expectHeld(2);
  expect((await testProvider(studio.connections, { provider: id })).reachable.ok).toBe(true);
  await expectHeld(3);
  expect((await studio.connections.resume(id)).circuit).toBeUndefined();
  await expectHeld(4);
  await expect(studio.connections.resume('nobody')).rejects.toMatchObject({ code: 'not_found' });
});

test('F9: a test with another key, or of another address, says nothing of the one in use', async () => {
  await expectHeld(1);
  await testProvider(studio.connections, { provider: id, api_key: 'sk-canary-other-0123456789' });
  await expectHeld(1);
});
