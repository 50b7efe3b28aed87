import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { log } from '@/lib/log';
import { newId } from '@/lib/new-id';
import { openServer } from '@/lib/providers/contract/open-server';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { providerSchema } from '@/lib/providers/wire';
import { advanceJob } from './advance-job';
import { createJob } from './create-job';
import { newJob } from './new-job';
import { testProvider } from './test-provider';
import { openTestStudio } from './test-studio';

const apiKey = 'sk-canary-stored-0123456789-wxyz';
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

/** What is to be put away when a test ends, the newest first. */
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A real server that takes any create, and tells who asked for what with which key. */
async function serve() {
  const asked: { method?: string; path?: string; key?: string }[] = [];
  const { origin, close } = await openServer((request, response) => {
    asked.push({ method: request.method, path: request.url, key: request.headers.authorization });
    request.resume();
    response.setHeader('content-type', 'application/json');
    if (request.method === 'POST') response.end('{"id":"up_1","status":"queued"}');
    else if (request.url === '/v1/models') response.end('{"data":[{"id":"m"}]}');
    else response.writeHead(404).end('{"error":{"message":"Video not found","code":null}}');
  });
  ends.push(close);
  return { origin, asked };
}

let folder: string;
let logged: string[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firstframe-connections-'));
  logged = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => logged.push(String(text)) > 0);
  log.level = 'debug';
  ends.push(
    () => vi.restoreAllMocks(),
    () => {
      log.level = 'warn';
    },
  );
});

async function open() {
  const studio = await openTestStudio(folder);
  let isOpen = true;
  const close = async () => {
    if (isOpen) await studio.close();
    isOpen = false;
  };
  ends.push(close);
  return { ...studio, close };
}

/** Everything in the data folder, as one text. */
async function readFolder(): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (
    await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')))
  ).join('\n');
}

/** A job under way at a provider. */
async function addJob(studio: Awaited<ReturnType<typeof open>>, providerId: string) {
  const [job] = await studio.store.insert([
    newJob({
      id: newId('video', Date.now()),
      providerId,
      model: 'm',
      request: { prompt: 'a boat', references: [] },
      batchId: 'b',
      requestHash: 'h',
      idempotencyKey: null,
      createdAt: Date.now(),
    }),
  ]);
  if (!job) throw new Error('There is no job.');
  return job;
}

describe('a provider', () => {
  test('is connected at once, in its place, and shows of its key the last four characters', async () => {
    const studio = await open();
    const view = await studio.connections.connect({
      label: 'My relay',
      base_url: 'https://x.example/',
      api_key: apiKey,
    });
    expect(providerSchema.parse(asJson(view))).toEqual({
      id: expect.stringMatching(/^my-relay-[0-9a-f]{6}$/),
      object: 'provider',
      label: 'My relay',
      base_url: 'https://x.example/v1',
      source: 'studio',
      key: { last_four: 'wxyz', is_readable: true },
      models: null,
      preset: 'openai',
      is_dialect_edited: false,
      dialect: asJson(openaiDialect),
      open_jobs: 0,
    });
    expect(studio.registry.providers.map(({ id }) => id)).toEqual(['openai', view.id, 'demo']);
    expect((await studio.connections.list()).map(({ source }) => source)).toEqual([
      'environment',
      'studio',
      'built_in',
    ]);
  });

  test('makes videos with its key, also after a restart, and the key is nowhere in clear', async () => {
    const { origin, asked } = await serve();
    const first = await open();
    const { id } = await first.connections.connect({ base_url: origin, api_key: apiKey });
    await first.close();
    const studio = await open();
    const [job] = await createJob(studio.context, {
      prompt: 'a boat',
      model: 'm',
      providerId: id,
      takes: 1,
      references: [],
    });
    expect(job).toMatchObject({ step: 'poll', upstreamId: 'up_1' });
    expect(asked.at(-1)).toEqual({ method: 'POST', path: '/v1/videos', key: `Bearer ${apiKey}` });

    const report = await testProvider(studio.connections, { provider: id });
    expect(report).toMatchObject({ reachable: { ok: true }, models: { ids: ['m'] } });
    log.error(
      { err: new Error(`refused ${apiKey}`), list: await studio.connections.list() },
      'a test of the log',
    );
    expect(logged.join('')).toContain('[redacted]');
    const everything = [
      await readFolder(),
      logged.join(''),
      JSON.stringify(report),
      JSON.stringify(await studio.connections.list()),
    ];
    for (const text of everything) expect(text).not.toContain('canary');
  });

  test('of which the key file is lost waits, sends nothing, and works again with a new key', async () => {
    const { origin, asked } = await serve();
    const first = await open();
    const { id } = await first.connections.connect({ base_url: origin, api_key: apiKey, models: ['m'] });
    const job = await addJob(first, id);
    await first.close();
    await rm(path.join(folder, 'secret.key'));

    const studio = await open();
    expect((await studio.connections.present(id)).key).toEqual({ last_four: 'wxyz', is_readable: false });
    const request = { prompt: 'a boat', model: 'm', providerId: id, takes: 1, references: [] };
    await expect(createJob(studio.context, request)).rejects.toMatchObject({
      code: 'unavailable',
      param: 'provider',
    });
    const claim = async (holder: string) => {
      const [claimed] = await studio.store.claimDue(
        Date.now() + 120_000,
        { holder, until: Date.now() + 240_000 },
        1,
      );
      return claimed && advanceJob(studio.context, claimed);
    };
    expect(await claim('one')).toMatchObject({ id: job.id, step: 'submit', submittedAt: null, attempt: 0 });
    expect((await testProvider(studio.connections, { provider: id })).reachable).toMatchObject({
      ok: false,
      message: expect.stringContaining('enter it again'),
    });
    expect(asked).toEqual([]);

    const changed = await studio.connections.change(id, { api_key: 'sk-canary-renewed-abcd' });
    expect(changed.key).toEqual({ last_four: 'abcd', is_readable: true });
    expect(await claim('two')).toMatchObject({ id: job.id, step: 'poll', attempt: 1 });
    expect(asked).toEqual([{ method: 'POST', path: '/v1/videos', key: 'Bearer sk-canary-renewed-abcd' }]);
  });

  test('keeps what a change does not name, and gives up what it sets to null', async () => {
    const { connections } = await open();
    const { id } = await connections.connect({
      base_url: 'https://x.example',
      api_key: apiKey,
      models: ['a', 'b'],
    });
    expect(await connections.change(id, { label: 'Renamed' })).toMatchObject({
      label: 'Renamed',
      base_url: 'https://x.example/v1',
      key: { last_four: 'wxyz' },
      models: ['a', 'b'],
    });
    expect(await connections.change(id, { base_url: 'https://x.example/other/videos' })).toMatchObject({
      base_url: 'https://x.example/other',
      key: { last_four: 'wxyz', is_readable: true },
    });
    expect(await connections.change(id, { api_key: null, models: null })).toMatchObject({
      key: null,
      models: null,
    });
  });

  test('takes its key to no other origin', async () => {
    const { origin, asked } = await serve();
    const { connections } = await open();
    const { id } = await connections.connect({ base_url: 'https://x.example', api_key: apiKey });
    const elsewhere = { base_url: origin };
    await expect(connections.change(id, elsewhere)).rejects.toMatchObject({ status: 400, param: 'api_key' });
    await expect(testProvider(connections, { provider: id, ...elsewhere })).rejects.toMatchObject({
      status: 400,
      param: 'api_key',
    });
    expect(asked).toEqual([]);
    expect((await connections.present(id)).base_url).toBe('https://x.example/v1');
    expect(await connections.change(id, { ...elsewhere, api_key: 'sk-canary-other-key-9876' })).toMatchObject(
      {
        base_url: `${origin}/v1`,
        key: { last_four: '9876', is_readable: true },
      },
    );
  });

  test('has a dialect that can be edited and reset', async () => {
    const { connections, registry } = await open();
    const { id } = await connections.connect({ base_url: 'https://x.example', preset: 'tokenops' });
    const { dialect } = asJson(await connections.present(id));
    const edited = { ...dialect, auth: { header: 'x-key', scheme: '' } };
    expect(await connections.change(id, { dialect: edited })).toMatchObject({
      preset: 'tokenops',
      is_dialect_edited: true,
      dialect: edited,
    });
    expect(registry.find(id)?.dialect.auth.header).toBe('x-key');
    expect((await connections.change(id, { dialect })).is_dialect_edited).toBe(false);
    await connections.change(id, { dialect: edited });
    expect(asJson(await connections.change(id, { dialect: null }))).toMatchObject({
      is_dialect_edited: false,
      dialect,
    });
    await expect(
      connections.change(id, { dialect: { ...dialect, create: { ...dialect.create, path: 'x' } } }),
    ).rejects.toMatchObject({
      param: 'dialect.create.path',
      message: expect.stringContaining('must begin with a slash'),
    });
    expect(await connections.change(id, { preset: 'openai' })).toMatchObject({
      preset: 'openai',
      is_dialect_edited: false,
    });
  });

  test('may speak a dialect that is none of ours', async () => {
    const { connections } = await open();
    const dialect = { ...asJson(openaiDialect), id: 'twelfth', label: 'Twelfth', basePath: '/api' };
    const view = await connections.connect({ base_url: 'https://x.example', dialect });
    expect(view).toMatchObject({
      base_url: 'https://x.example/api',
      preset: null,
      is_dialect_edited: true,
      dialect,
    });
    await expect(connections.change(view.id, { dialect: null })).rejects.toMatchObject({ param: 'dialect' });
  });

  test('is disconnected only when nothing is under way there', async () => {
    const studio = await open();
    const { connections, store, registry } = studio;
    const { id } = await connections.connect({ base_url: 'https://x.example' });
    const job = await addJob(studio, id);
    expect((await connections.present(id)).open_jobs).toBe(1);
    await expect(connections.disconnect(id)).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/^One video is still under way/),
    });
    await store.saveVersion(job.id, job.version, { status: 'failed', step: null, dueAt: null }, Date.now());
    await connections.disconnect(id);
    expect(registry.find(id)).toBeNull();
    await expect(connections.present(id)).rejects.toMatchObject({ status: 404 });
    await expect(connections.disconnect(id)).rejects.toMatchObject({ status: 404 });
  });
});

test('several are connected at the same time, each under an id of its own', async () => {
  const { connections, registry } = await open();
  const views = await Promise.all(
    Array.from({ length: 10 }, () => connections.connect({ label: 'Relay', base_url: 'https://x.example' })),
  );
  expect(new Set(views.map(({ id }) => id)).size).toBe(10);
  expect(registry.providers).toHaveLength(12);
});

test.each([
  ['openai', /OPENAI_BASE_URL or FIRSTFRAME_PROVIDERS/],
  ['demo', /built-in demo/],
])('%s cannot be changed here, and says where', async (id, message) => {
  const { connections } = await open();
  const refusal = { status: 400, message: expect.stringMatching(message) };
  await expect(connections.change(id, { label: 'x' })).rejects.toMatchObject(refusal);
  await expect(connections.disconnect(id)).rejects.toMatchObject(refusal);
});

test('that is not asked for rightly is not connected', async () => {
  const { connections } = await open();
  const base_url = 'https://x.example';
  await expect(connections.connect({ base_url, preset: 'nobody' })).rejects.toMatchObject({
    param: 'preset',
    message: expect.stringMatching(/no preset "nobody"\. Known: openai/),
  });
  await expect(connections.connect({ base_url, dialect: {} })).rejects.toMatchObject({ param: 'dialect.id' });
  await expect(connections.connect({})).rejects.toMatchObject({ param: 'base_url' });
  expect(await connections.list()).toHaveLength(2);
});

describe('a test', () => {
  test('of what is not connected needs an address', async () => {
    const { connections } = await open();
    await expect(testProvider(connections, {})).rejects.toMatchObject({ param: 'base_url' });
    await expect(testProvider(connections, { provider: 'nobody' })).rejects.toMatchObject({ status: 404 });
  });

  test('asks in the dialect that is named', async () => {
    const { origin, asked } = await serve();
    const { connections } = await open();
    const report = await testProvider(connections, { base_url: origin, preset: 'azure' });
    expect(report.base_url).toBe(`${origin}/openai/v1`);
    expect(asked.every(({ path }) => path?.startsWith('/openai/v1/'))).toBe(true);
  });

  test('of the demo asks the demo', async () => {
    const { connections } = await open();
    expect(await testProvider(connections, { provider: 'demo' })).toMatchObject({
      reachable: { ok: true },
      models: { ids: ['demo-model'] },
    });
  });
});
