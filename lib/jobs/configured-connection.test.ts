import { json } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { openServer } from '@/lib/providers/contract/open-server';
import { openaiDialect } from '@/lib/providers/dialects/openai';
import { openProvider } from '@/lib/providers/provider';
import { configuredConnection } from './configured-connection';
import { presentConnection } from './connection';

/** A dialect of nobody's, as a file would hold it: what has a default is left out. */
const twelfth = {
  id: 'twelfth',
  label: 'Twelfth',
  basePath: '/film',
  auth: { header: 'x-film-key', scheme: '' },
  create: {
    method: 'POST',
    path: '/reels',
    encoding: 'json',
    fields: [
      { from: 'model', name: 'stock', as: 'string' },
      { from: 'prompt', name: 'scene.words', as: 'string' },
      { from: 'seconds', name: 'length', as: 'string', suffix: 's' },
    ],
    references: [],
  },
  retrieve: { method: 'GET', path: '/reels/{id}' },
  read: {
    id: ['reel.number'],
    status: ['reel.state'],
    progress: [],
    expiresAt: [],
    error: ['reel.fault'],
    resultUrl: ['reel.print'],
  },
  statuses: {
    queued: ['waiting'],
    running: [],
    succeeded: ['wrapped'],
    failed: ['cut'],
    cancelled: [],
    expired: [],
  },
  result: ['url'],
  polling: { intervalMs: 1_000, maximumIntervalMs: 5_000 },
};
const configured = { id: 'own', label: 'Own', apiKey: 'film-key-0123456789', models: ['16mm'] };

test('a dialect that is none of ours is connected by a file alone', async () => {
  const asked: unknown[] = [];
  const { origin: baseUrl, close } = await openServer(async (request, response) => {
    const body = request.method === 'POST' ? await json(request) : null;
    asked.push([request.method, request.url, request.headers['x-film-key'], body]);
    const reel = { number: 7, state: request.method === 'POST' ? 'waiting' : 'wrapped' };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ reel }));
  });
  const connection = configuredConnection({ ...configured, baseUrl, dialect: twelfth });
  expect(presentConnection(connection, 0)).toMatchObject({
    source: 'environment',
    base_url: `${baseUrl}/film`,
    preset: null,
    is_dialect_edited: false,
    key: { last_four: '6789', is_readable: true },
    models: ['16mm'],
  });
  const provider = openProvider(connection.config);
  const encoded = await provider.encode({ model: '16mm', prompt: 'a boat', seconds: 5, images: [] });
  expect(await provider.submit(encoded)).toMatchObject({
    outcome: 'accepted',
    job: { id: '7', state: 'queued' },
  });
  const answer = await provider.poll({ upstreamId: '7', operation: null });
  expect(answer).toMatchObject({ outcome: 'answered', job: { state: 'succeeded' } });
  expect(asked).toEqual([
    ['POST', '/film/reels', configured.apiKey, { stock: '16mm', scene: { words: 'a boat' }, length: '5s' }],
    ['GET', '/film/reels/7', configured.apiKey, null],
  ]);
  await provider.close();
  close();
});

test('a preset is named by its id', () => {
  const { preset, config } = configuredConnection({
    ...configured,
    baseUrl: 'https://x.example',
    dialect: 'openai',
  });
  expect([preset, config.dialect]).toEqual(['openai', openaiDialect]);
});

test.each([
  ['klingon', /^FIRSTFRAME_PROVIDERS: there is no dialect "klingon"\. Known: openai, /],
  [
    { ...twelfth, create: { ...twelfth.create, path: 'reels' } },
    /"own" is not right at create\.path: must begin/,
  ],
  [{ ...twelfth, colour: 'sepia' }, /at colour: is not a word of a dialect/],
  [{}, /^FIRSTFRAME_PROVIDERS: the dialect of "own" is not right at id: /],
])('one that is not right stops the start in words: %j', (dialect, words) => {
  expect(() => configuredConnection({ ...configured, baseUrl: 'https://x.example', dialect })).toThrow(words);
});
