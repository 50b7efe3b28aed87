import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openaiDialect } from './dialects/openai';
import { openProvider } from './provider';
import { openRegistry } from './registry';

/** A provider whose lists of models are these, one after the other, the last one for ever. */
function providerOf(id: string, ...answers: (() => Response | Promise<Response>)[]) {
  let asked = 0;
  const provider = openProvider({
    id,
    label: id,
    dialect: openaiDialect,
    baseUrl: 'http://provider.invalid',
    apiKey: null,
    models: null,
    isDemo: false,
    async handle() {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      return answer?.() ?? new Response(null, { status: 500 });
    },
  });
  return { provider, asked: () => asked };
}

const models =
  (...ids: string[]) =>
  () =>
    Response.json({ data: ids.map((id) => ({ id })) });
const down = () => new Response('<html>', { status: 502 });

test('lists every model of every provider that answers, in the order of the providers', async () => {
  const registry = openRegistry(
    [
      providerOf('a', models('x', 'y')).provider,
      providerOf('b', down).provider,
      providerOf('c', models('x')).provider,
    ],
    () => 0,
  );
  expect((await registry.listModels()).map(({ provider, model }) => [provider.id, model])).toEqual([
    ['a', 'x'],
    ['a', 'y'],
    ['c', 'x'],
  ]);
});

test('asks once for many at the same time, and again only after five minutes', async () => {
  let now = 0;
  const { provider, asked } = providerOf('a', models('x'));
  const registry = openRegistry([provider], () => now);
  await Promise.all(Array.from({ length: 20 }, () => registry.listModels()));
  now = 299_999;
  await registry.listModels();
  expect(asked()).toBe(1);
  now = 300_000;
  await registry.listModels();
  expect(asked()).toBe(2);
});

test('keeps the last good list when the provider falls silent, and makes nobody wait for it', async () => {
  let now = 0;
  const { provider } = providerOf('a', models('x'), () => new Promise(() => {}));
  const registry = openRegistry([provider], () => now);
  await registry.listModels();
  now = 300_000;
  expect((await registry.listModels()).map(({ model }) => model)).toEqual(['x']);
});

test('leaves a provider that gave no list in peace for ten seconds', async () => {
  let now = 0;
  const { provider, asked } = providerOf('a', down, models('x'));
  const registry = openRegistry([provider], () => now);
  expect(await registry.listModels()).toEqual([]);
  now = 9_999;
  expect(await registry.listModels()).toEqual([]);
  expect(asked()).toBe(1);
  now = 10_000;
  expect(await registry.listModels()).toHaveLength(1);
});

test('takes other providers at once, and asks one that was changed for its models anew', async () => {
  const registry = openRegistry([providerOf('a', models('x')).provider], () => 0);
  await registry.listModels();
  const changed = providerOf('a', models('y')).provider;
  registry.replace([changed, providerOf('b', models('z')).provider]);
  expect(registry.find('a')).toBe(changed);
  expect((await registry.listModels()).map(({ model }) => model)).toEqual(['y', 'z']);
  registry.replace([]);
  expect(registry.find('a')).toBeNull();
  expect(await registry.listModels()).toEqual([]);
});

test('lets a provider that leaves end what it is doing', async () => {
  let answer = () => {};
  const server = createServer((_request, response) => {
    answer = () => response.end('{"data":[{"id":"late"}]}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const provider = openProvider({
    id: 'a',
    label: 'a',
    dialect: openaiDialect,
    baseUrl: `http://127.0.0.1:${port}`,
    apiKey: null,
    models: null,
    isDemo: false,
  });
  const registry = openRegistry([provider], () => 0);
  const listed = registry.listModels();
  await once(server, 'request');
  registry.replace([]);
  answer();
  expect((await listed).map(({ model }) => model)).toEqual(['late']);
  await registry.close();
  server.close();
});
