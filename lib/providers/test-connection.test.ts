import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { openServer } from './contract/open-server';
import { azureDialect } from './dialects/azure';
import { openaiDialect } from './dialects/openai';
import { testConnection } from './test-connection';
import { connectionReportSchema } from './wire';

type Answer = { status?: number; type?: string; headers?: Record<string, string>; body: unknown };
type Asked = { method: string; path: string; headers: IncomingMessage['headers'] };

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A real server; `answer` says what it says, by path. Tells every request that it saw. */
async function serve(answer: (asked: Asked) => Answer | null) {
  const asked: Asked[] = [];
  const { origin, close } = await openServer((request, response) => {
    const seen = { method: request.method ?? '', path: request.url ?? '', headers: request.headers };
    asked.push(seen);
    const said = answer(seen);
    if (!said) return void request.socket.destroy();
    const { status = 200, type = 'application/json', headers = {}, body } = said;
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  ends.push(close);
  return { origin, asked };
}

const apiKey = 'sk-canary-connection-0123456789';
const openaiError = (message: string, code: string | null = null) => ({
  error: { message, type: 'invalid_request_error', param: null, code },
});
const noRoute = ({ method, path }: Asked): Answer => ({
  status: 404,
  body: openaiError(`Invalid URL (${method} ${path.split('?')[0]})`, ''),
});

async function report(baseUrl: string, key: string | null = apiKey, dialect = openaiDialect) {
  const found = await testConnection({ baseUrl, apiKey: key, dialect });
  expect(connectionReportSchema.parse(found)).toEqual(found);
  return { ...found, best: found.presets[0]?.id };
}

const isKeyed = ({ headers }: Asked) => headers.authorization === `Bearer ${apiKey}`;

function strictServer(asked: Asked): Answer {
  if (!isKeyed(asked))
    return { status: 401, body: openaiError(`Incorrect API key: ${asked.headers.authorization}`) };
  if (asked.path === '/v1/models') return { body: { data: [{ id: 'sora-2' }, { id: 'sora-2-pro' }] } };
  if (asked.path.startsWith('/v1/videos?')) return { body: { object: 'list', data: [], has_more: false } };
  return { status: 404, body: openaiError('Video not found') };
}

describe('a server of OpenAI’s format', () => {
  test('is recognised, with its key, models and list; nothing is made', async () => {
    const { origin, asked } = await serve(strictServer);
    expect(await report(origin)).toMatchObject({
      base_url: `${origin}/v1`,
      reachable: { ok: true, latency_ms: expect.any(Number), message: null },
      key: { state: 'accepted', message: null },
      models: { ok: true, ids: ['sora-2', 'sora-2-pro'], message: null },
      retrieve: { status: 404, shape: 'openai', message: 'Video not found' },
      list: 'supported',
      best: 'openai',
    });
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('that refuses the key says so, without the key', async () => {
    const { origin } = await serve(strictServer);
    const found = await testConnection({
      baseUrl: origin,
      apiKey: 'sk-wrong-canary-777',
      dialect: openaiDialect,
    });
    expect(found).toMatchObject({ key: { state: 'refused' }, models: { ok: false }, list: 'unknown' });
    expect(found.key.message).toContain('Bearer [redacted]');
    expect(JSON.stringify(found)).not.toContain('canary');
  });

  test('asked without a key says that it wants one', async () => {
    const { origin } = await serve(strictServer);
    const found = await report(origin, null);
    expect(found.key).toEqual({ state: 'none', message: expect.stringContaining('asks for a key') });
  });

  test('that asks for no key leaves it open whether the key is good', async () => {
    const { origin } = await serve((asked) =>
      strictServer({ ...asked, headers: { authorization: `Bearer ${apiKey}` } }),
    );
    expect((await report(origin)).key.state).toBe('unknown');
    expect((await report(origin, null)).key).toEqual({ state: 'none', message: null });
  });

  test.each(['/v1/', '/v1/videos', '/v1/chat/completions', ''])('is found at %j', async (pasted) => {
    const { origin } = await serve(strictServer);
    expect(await report(`${origin}${pasted}`)).toMatchObject({
      base_url: `${origin}/v1`,
      key: { state: 'accepted' },
    });
  });

  test('is found below another path by trying /v1 behind it', async () => {
    const { origin } = await serve((asked) =>
      asked.path.startsWith('/gateway/v1/')
        ? strictServer({ ...asked, path: asked.path.replace('/gateway', '') })
        : { status: 404, type: 'text/html', body: '<!doctype html><title>Not found</title>' },
    );
    expect(await report(`${origin}/gateway`)).toMatchObject({
      base_url: `${origin}/gateway/v1`,
      reachable: { ok: true },
      key: { state: 'accepted' },
    });
  });

  test('is asked with the header that its dialect names', async () => {
    const { origin, asked } = await serve(() => ({ body: { data: [] } }));
    await report(origin, apiKey, azureDialect);
    expect(
      asked.some(({ path, headers }) => path === '/openai/v1/models' && headers['api-key'] === apiKey),
    ).toBe(true);
    expect(asked.some(({ headers }) => headers.authorization !== undefined)).toBe(false);
  });
});

describe('the preset that fits best', () => {
  const cases: [string, (asked: Asked) => Answer, object][] = [
    [
      'new-api',
      (asked) =>
        asked.path.startsWith('/v1/videos/video_')
          ? { status: 400, body: { code: 'task_not_exist', message: 'task_not_exist', data: null } }
          : noRoute(asked),
      { retrieve: { status: 400, shape: 'task', message: 'task_not_exist' }, list: 'unsupported' },
    ],
    [
      'tokenops',
      () => ({ status: 404, body: { error: { code: 5, message: 'not found', details: [] } } }),
      { retrieve: { shape: 'status' } },
    ],
    [
      'openrouter',
      ({ path }) =>
        path.endsWith('/videos/models')
          ? { body: { data: [{ id: 'a/b', supported_resolutions: ['720p'] }] } }
          : { status: 404, body: { error: { code: 404, message: 'Not found' } } },
      { retrieve: { shape: 'status' } },
    ],
    [
      'sglang',
      ({ path }) =>
        path === '/v1/models'
          ? { body: { model_path: 'Wan-AI/Wan2.1', task_type: 'T2V' } }
          : { status: 404, body: { detail: 'Video not found' } },
      { retrieve: { shape: 'detail' } },
    ],
    [
      'vllm-omni',
      ({ path }) =>
        path === '/v1/models'
          ? { body: { data: [{ id: 'wan', owned_by: 'vllm' }] } }
          : { status: 404, body: { detail: 'Video not found' } },
      { models: { ids: ['wan'] } },
    ],
    [
      'litellm',
      () => ({ status: 404, headers: { 'x-litellm-version': '1.80.0' }, body: openaiError('Not found') }),
      { list: 'unsupported' },
    ],
  ];

  test.each(cases)('is %s', async (id, answer, expected) => {
    const { origin } = await serve(answer);
    const found = await report(origin, null);
    expect(found).toMatchObject({ reachable: { ok: true }, best: id, ...expected });
    const scores = found.presets.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  });
});

describe('a server that cannot be reached', () => {
  test.each([
    ['http://127.0.0.1:4199/v1', /refuses the connection.*ECONNREFUSED/],
    ['http://firstframe-nowhere.invalid/v1', /no server by the name firstframe-nowhere\.invalid/],
  ])('%s is explained', async (baseUrl, words) => {
    const found = await report(baseUrl);
    expect(found.reachable).toEqual({ ok: false, latency_ms: null, message: expect.stringMatching(words) });
    expect(found).toMatchObject({
      key: { state: 'unknown', message: null },
      models: { ok: false, ids: [] },
      retrieve: { status: null, shape: 'none', message: null },
      list: 'unknown',
    });
  });

  test('because it speaks no TLS is explained', async () => {
    const { origin } = await serve(() => ({ body: {} }));
    expect((await report(origin.replace('http:', 'https:'))).reachable).toMatchObject({
      ok: false,
      message: expect.stringMatching(/No safe connection/),
    });
  });

  test('because it hangs up is explained', async () => {
    const { origin } = await serve(() => null);
    expect((await report(origin)).reachable).toMatchObject({
      ok: false,
      message: expect.stringMatching(/closed the connection/),
    });
  });

  test('because a web page answers is explained', async () => {
    const { origin } = await serve(() => ({
      type: 'text/html',
      body: '<!doctype html><title>Hello</title>',
    }));
    expect(await report(`${origin}/v1`)).toMatchObject({
      reachable: { ok: false, message: expect.stringMatching(/web page/) },
      retrieve: { status: 200, shape: 'html' },
      models: { ok: false },
    });
  });
});

test('a redirect is told of and not followed, and the key goes nowhere else', async () => {
  const other = await serve(strictServer);
  const { origin } = await serve(({ path }) => ({
    status: 302,
    headers: { location: `${other.origin}${path}` },
    body: '',
  }));
  expect((await report(origin)).reachable).toMatchObject({ message: expect.stringMatching(/redirect/) });
  expect(other.asked).toEqual([]);
});

test('a server that repeats the key anywhere does not put it into the report', async () => {
  const { origin } = await serve(({ path }) =>
    path === '/v1/models'
      ? { body: { data: [{ id: `model-${apiKey}` }] } }
      : { status: 400, body: { detail: `bad ${apiKey} `.repeat(300) } },
  );
  const found = JSON.stringify(await report(origin));
  expect(found).toContain('[redacted]');
  expect(found).not.toContain('canary');
});
