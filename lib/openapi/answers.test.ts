import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTestVideo } from '@/lib/jobs/test-video';
import type { Operation } from './operation';
import { operations } from './operations';
import { findFaults } from './test-answers';
import { findClosedPort } from './test-closed-port';
import { json } from './test-json';
import { tryMoney } from './test-money';
import { tryOrganising } from './test-organising';
import { tryPrompts } from './test-prompts';
import { openTestServer, type TestServer } from './test-server';
import { trySharing } from './test-sharing';
import { tryStitching } from './test-stitching';
import { openTestUpstream } from './test-upstream';

let server: TestServer;
let video: Uint8Array<ArrayBuffer>;
/** Every status that an operation was seen to answer, as `createVideo 200`. */
const seen = new Set<string>();
const ids = { video: '', provider: '', token: '', webhook: '', reference: '', saved: '', project: '' };

/** Asks, and checks that the document tells of what comes. */
async function ask(method: string, address: string, status: number, init: RequestInit = {}) {
  const { operation, response } = await server.ask(method, address, init);
  seen.add(`${operation.operationId} ${response.status}`);
  const body = response.clone();
  expect(await findFaults(operation, response)).toEqual([]);
  expect([`${method} ${address}`, response.status]).toEqual([`${method} ${address}`, status]);
  return body;
}

async function make(prompt: string): Promise<string> {
  return (await (await ask('POST', '/v1/videos', 200, json({ prompt, model: 'sora-2' }))).json()).id;
}

/** Where an operation is asked about something that is there. */
function addressOf({ path }: Operation, id?: string): string {
  const [, kind = 'video'] = /\/(video|provider|token|webhook|saved|project)s?\//.exec(path) ?? [];
  return path
    .replace('{id}', id ?? ids[kind as keyof typeof ids])
    .replace('{action}', 'restore')
    .replace('{delivery}', 'nobody')
    .replace('{token}', 'nobody')
    .replace('{file}', id ?? ids.reference);
}

const named = (operation: Operation) =>
  [`${operation.method.toUpperCase()} ${operation.path}`, operation] as const;

beforeAll(async () => {
  video = new Uint8Array(await makeTestVideo());
  server = await openTestServer((now) => openTestUpstream(video, now));
  const image = await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#446' } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.set('prompt', 'A boat');
  form.set('model', 'sora-2');
  form.set('n', '2');
  form.set('metadata', '{"mine":true}');
  form.set('input_reference', new Blob([new Uint8Array(image)]), 'boat.png');
  const made = await (await ask('POST', '/v1/videos', 200, { body: form })).json();
  expect(made.firstframe.takes).toHaveLength(2);
  ids.video = made.id;
  ids.reference = made.firstframe.asked.references[0].url.replace('/api/references/', '');
  for (const _step of ['poll', 'archive', 'submit, poll', 'archive']) await server.advance();
  // While every provider answers: one that does not may be the one that knows it.
  await ask('GET', '/v1/videos/characters/nobody', 404);
  const connected = {
    base_url: `http://127.0.0.1:${await findClosedPort()}/v1`,
    api_key: 'sk-canary',
    label: 'Mine',
  };
  ids.provider = (await (await ask('POST', '/api/providers', 200, json(connected))).json()).id;
  const webhook = json({ url: 'http://127.0.0.1:9/' });
  ids.webhook = (await (await ask('POST', '/api/webhooks', 200, webhook)).json()).id;
  const token = { name: 'Batch', scope: 'read' };
  ids.token = (await (await ask('POST', '/api/tokens', 200, json(token))).json()).id;
}, 120_000);

afterAll(() => server.close());

test('looking: videos, models, logs, providers, the studio', async () => {
  const video = await (await ask('GET', `/v1/videos/${ids.video}`, 200)).json();
  expect(video).toMatchObject({ status: 'completed', firstframe: { got: { codec: 'avc' } } });
  for (const query of ['', '?limit=1&order=asc', '?trashed=true', '?changed_since=0', `?after=${ids.video}`])
    await ask('GET', `/v1/videos${query}`, 200);
  await ask('GET', '/v1/videos?limit=101', 400);
  await ask('GET', '/v1/models/sora-2', 200);
  await ask('GET', '/v1/models/nobody', 404);
  for (const path of ['/v1/models', '/api/providers', '/api/presets', '/api/tokens', '/api/session'])
    await ask('GET', path, 200);
  await ask('GET', `/api/videos/${ids.video}/log`, 200);
  await ask('GET', `/api/videos/${ids.video}/request`, 200);
  await ask('GET', `/api/videos/${ids.video}/lineage`, 200);
  await ask('POST', '/api/requests/preview', 200, json({ prompt: 'A boat', model: 'sora-2' }));
  await ask('GET', `/api/providers/${ids.provider}`, 200);
  await ask('GET', '/api/health', 200);
  await ask('GET', '/api/news?since=0', 200);
  await ask('GET', '/api/news', 400);
});

test.each([
  ['video', (): string => `/v1/videos/${ids.video}/content`, true],
  ['thumbnail', (): string => `/v1/videos/${ids.video}/content?variant=thumbnail`, true],
  ['reference', (): string => `/api/references/${ids.reference}`, true],
  ['document', (): string => '/openapi.json', false],
] as const)(
  'downloading: the %s whole, in part, again, and beyond its end',
  async (_name, address, hasHead) => {
    const etag = (await ask('GET', address(), 200)).headers.get('etag') ?? '';
    for (const method of hasHead ? ['GET', 'HEAD'] : ['GET']) {
      await ask(method, address(), 200);
      await ask(method, address(), 206, { headers: { range: 'bytes=1-4' } });
      await ask(method, address(), 304, { headers: { 'if-none-match': etag } });
      await ask(method, address(), 416, { headers: { range: 'bytes=999999999-' } });
    }
  },
);

test('keeping order: projects, marks, filters, days, ids', async () => {
  ids.project = await tryOrganising(ask, ids.video);
});

test('images: kept by a file, refused by an address, listed', async () => {
  const form = new FormData();
  const image = await sharp({ create: { width: 64, height: 36, channels: 3, background: '#844' } }).png();
  form.set('file', new Blob([new Uint8Array(await image.toBuffer())]), 'a.png');
  const kept = await (await ask('POST', '/api/references', 200, { body: form })).json();
  await ask('GET', kept.url, 200);
  await ask('POST', '/api/references', 400, json({ url: 'http://10.0.0.1/a.png' }));
  await ask('POST', '/api/references', 400, json({}));
  const list = await (await ask('GET', '/api/references?limit=1', 200)).json();
  expect(list.data).toEqual([kept]);
  const next = await (await ask('GET', `/api/references?after=${kept.id}`, 200)).json();
  expect(next.data).toMatchObject([{ id: ids.reference }]);
  await ask('GET', '/api/references?after=nobody', 400);
});

test('making: refused, repeated, remixed, cancelled, failed and tried again', async () => {
  await ask('POST', '/v1/videos', 400, json({ prompt: 'no [refused]', model: 'sora-2' }));
  await ask('POST', '/v1/videos', 400, json({ prompt: '' }));
  await ask('POST', '/v1/videos', 400, json({ prompt: 'x', seconds: '5', model: 'sora-2' }));
  const withKey = (prompt: string) => ({
    ...json({ prompt, model: 'sora-2' }),
    headers: { 'content-type': 'application/json', 'idempotency-key': 'once' },
  });
  await ask('POST', '/v1/videos', 200, withKey('once'));
  await ask('POST', '/v1/videos', 422, withKey('twice'));
  await ask('POST', `/v1/videos/${ids.video}/remix`, 200, json({ prompt: 'at night' }));

  const queued = await make('[queued]');
  await ask('GET', `/v1/videos/${queued}/content`, 409);
  await ask('HEAD', `/v1/videos/${queued}/content`, 409);
  await ask('POST', `/api/videos/${queued}/delete-upstream`, 409);
  await ask('POST', `/api/videos/${queued}/cancel`, 400);
  const failed = await make('[failed]');
  await server.advance();
  const { error } = await (await ask('GET', `/v1/videos/${failed}`, 200)).json();
  expect(error).toMatchObject({ message: 'It broke.' });
  await ask('POST', `/api/videos/${failed}/ask-again`, 200);
  await server.advance();
  await ask('POST', `/api/videos/${failed}/retry`, 200);
  await ask('POST', `/api/videos/${failed}/dance`, 404);
});

test('many at once: checked, repeated, paused, resumed, cancelled', async () => {
  const items = [{ prompt: 'one' }, { prompt: 'two', seconds: '8' }];
  const withKey = (body: object) => ({
    ...json({ model: 'sora-2', ...body }),
    headers: { 'content-type': 'application/json', 'idempotency-key': 'many' },
  });
  await ask('POST', '/api/batches', 400, json({ model: 'sora-2', items }));
  await ask('POST', '/api/batches', 400, withKey({ items: [{ prompt: 'x', seconds: '5' }] }));
  const { id } = await (await ask('POST', '/api/batches', 200, withKey({ items }))).json();
  expect((await (await ask('POST', '/api/batches', 200, withKey({ items }))).json()).id).toBe(id);
  await ask('POST', '/api/batches', 422, withKey({ items: [{ prompt: 'x' }] }));
  await ask('GET', '/v1/videos', 200);
  for (const action of ['pause', 'resume', 'cancel']) await ask('POST', `/api/batches/${id}/${action}`, 200);
  expect(await (await ask('GET', `/api/batches/${id}`, 200)).json()).toMatchObject({
    status: 'cancelled',
    counts: { cancelled: 2, sent: 0 },
  });
  const { data } = await (await ask('GET', '/api/batches', 200)).json();
  expect(data).toHaveLength(1);
});

test('sharing: off, on, a link and what it shows, revoked', () => trySharing(ask, ids.video));

test('stitching: asked for, made, downloaded, deleted', () => tryStitching(ask, ids.video), 80_000);

test('an answer that never came: candidates, attached, given up, sent again; and one from elsewhere', async () => {
  const [attached, givenUp, sentAgain] = [
    await make('a [silent]'),
    await make('b [silent]'),
    await make('c [silent]'),
  ];
  const list = await (await ask('GET', `/api/videos/${attached}/candidates`, 200)).json();
  const found = list.data.find(({ prompt }: { prompt: string }) => prompt === 'a [silent]');
  const attach = json({ upstream_id: found.upstream_id });
  await ask('POST', `/api/videos/${attached}/attach`, 404, json({ upstream_id: 'nothing' }));
  await ask('POST', `/api/videos/${attached}/attach`, 200, attach);
  await ask('POST', `/api/videos/${givenUp}/attach`, 400, attach);
  await ask('POST', `/api/videos/${givenUp}/give-up`, 200);
  await ask('POST', `/api/videos/${sentAgain}/send-again`, 200);
  const other = list.data.find(({ prompt }: { prompt: string }) => prompt === 'b [silent]').upstream_id;
  await ask('POST', '/api/videos/adopt', 200, json({ provider: 'openai', upstream_id: other }));
  await ask('POST', '/api/videos/adopt', 404, json({ provider: 'openai', upstream_id: 'nothing' }));
});

test('the trash, the provider’s copy, and files that are gone', async () => {
  const id = await make('for the trash');
  await server.advance();
  await ask('DELETE', `/v1/videos/${id}`, 200);
  await ask('POST', `/api/videos/${id}/restore`, 200);
  await ask('DELETE', `/v1/videos/${id}?purge=true`, 200);
  await ask('GET', `/v1/videos/${id}`, 404);
  await ask('POST', '/api/trash/empty', 200, json({ before: 1 }));
  await ask('POST', '/api/trash/empty', 400, json({}));
  await ask('POST', `/api/videos/${ids.video}/delete-upstream`, 200);
});

test('providers: changed, tried, resumed, held by their videos, disconnected', async () => {
  const tried = { base_url: `http://127.0.0.1:${await findClosedPort()}` };
  await ask('POST', '/api/providers/test', 200, json(tried));
  await ask('POST', '/api/providers/test', 200, json({ provider: 'openai' }));
  await ask('POST', '/api/dialects/check', 200, json({ text: '{"id": }' }));
  await ask('PATCH', `/api/providers/${ids.provider}`, 200, json({ label: 'Ours', models: ['a'] }));
  await ask('POST', `/api/providers/${ids.provider}/resume`, 200);
  await ask('DELETE', '/api/providers/demo', 400);
  const request = json({ prompt: 'waits for it', provider: ids.provider, model: 'a' });
  const waiting = await (await ask('POST', '/v1/videos', 200, request)).json();
  await ask('DELETE', `/api/providers/${ids.provider}`, 409);
  await ask('POST', `/api/videos/${waiting.id}/cancel`, 200);
});

test('made from other videos: edited, extended; characters', async () => {
  const id = await make('in blue');
  for (const _step of ['poll', 'archive']) await server.advance();
  const of = (body: object) => json({ prompt: 'in red', video: { id }, ...body });
  await ask('POST', '/v1/videos/edits', 200, of({}));
  await ask('POST', '/v1/videos/extensions', 200, of({ seconds: '4' }));
  await ask('POST', '/v1/videos/extensions', 400, of({}));
  await ask('POST', '/v1/videos/edits', 404, of({ video: { id: 'nobody' } }));
  const form = new FormData();
  form.set('name', 'Mira');
  form.set('video', new Blob([video]), 'mira.mp4');
  await ask('POST', '/v1/videos/characters', 200, { body: form });
  await ask('GET', '/v1/videos/characters/char_1', 200);
});

test('webhooks: added, changed, tried, told again, given another secret, removed', async () => {
  // The one private address that is allowed here; nobody listens there.
  const url = 'http://127.0.0.1:9/hook';
  const webhook = await (await ask('POST', '/api/webhooks', 200, json({ url }))).json();
  const at = `/api/webhooks/${webhook.id}`;
  await ask('POST', '/api/webhooks', 400, json({ url: 'http://10.0.0.1/' }));
  await ask('GET', '/api/webhooks', 200);
  await ask('GET', at, 200);
  await ask('PATCH', at, 200, json({ events: ['video.failed'] }));
  const delivery = await (await ask('POST', `${at}/test`, 200)).json();
  expect(delivery.trouble).toEqual(expect.any(String));
  await ask('GET', `${at}/deliveries?limit=1`, 200);
  await ask('GET', `${at}/deliveries?limit=0`, 400);
  await ask('POST', `${at}/deliveries/${delivery.id}/again`, 200);
  await ask('POST', `${at}/secret`, 200);
  await ask('DELETE', at, 200);
});

test('prompts: listed, saved, changed, deleted, improved', async () => {
  ids.saved = await tryPrompts(ask);
});

test('money: prices set and forgotten, totals, a limit that stops', () => tryMoney(ask));

test('the library goes out and comes in', async () => {
  const zip = await (await ask('GET', `/api/export?ids=${ids.video}`, 200)).arrayBuffer();
  const headers = { 'content-type': 'application/zip' };
  const report = await ask('POST', '/api/import', 200, { headers, body: zip });
  expect(await report.json()).toEqual({ imported: 0, present: 1, refused: [] });
  await ask('POST', '/api/import', 400, { headers, body: zip.slice(0, 1_000) });
  await ask('GET', '/api/export?ids=nobody', 404);
  const kept = await (await ask('POST', '/api/export', 200, json({ ids: ids.video }))).json();
  await ask('GET', kept.url, 200);
});

test.each(operations.filter(({ body }) => body).map(named))(
  '%s: bodies of the wrong kind',
  async (_name, operation) => {
    const { method, body } = operation;
    const send = (status: number, init: RequestInit) =>
      ask(method.toUpperCase(), addressOf(operation), status, init);
    await send(415, { headers: { 'content-type': 'text/plain' }, body: 'hello' });
    if (!body?.json) return;
    await send(400, json('{'));
    await send(400, json([1]));
    await send(413, json({ prompt: 'x'.repeat((body.form ? 33 : 1) * 1024 * 1024) }));
  },
);

test.each(operations.filter(({ errors }) => errors?.includes('not_found')).map(named))(
  '%s: what is not there',
  async (_name, operation) => {
    if (!operation.path.includes('{') || operation.path.includes('/characters/')) return;
    const body = operation.body?.json ? json(operation.example) : {};
    await ask(operation.method.toUpperCase(), addressOf(operation, 'nobody'), 404, body);
  },
);

test('everything that can go well was seen to, and every operation that can be disconnected is', async () => {
  await ask('DELETE', `/api/providers/${ids.provider}`, 200);
  await ask('DELETE', `/api/tokens/${ids.token}`, 200);
  await ask('DELETE', `/api/saved/${ids.saved}`, 200);
  await ask('DELETE', `/api/projects/${ids.project}`, 200);
  await ask('POST', '/api/session', 401, json({ token: 'wrong' }));
  await ask('DELETE', '/api/session', 200);
  const made = await (await ask('POST', '/api/tokens', 200, json({ name: 'b', scope: 'read' }))).json();
  await ask('POST', '/api/session', 200, json({ token: made.token }));
  const told = operations.flatMap(({ operationId, answers }) =>
    Object.keys(answers).map((status) => `${operationId} ${status}`),
  );
  expect(told.filter((answer) => !seen.has(answer))).toEqual(['checkHealth 503']);
});
