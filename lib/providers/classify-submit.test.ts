import { describe, expect, test } from 'vitest';
import { classifySubmit } from './classify-submit';
import { newApiDialect } from './dialects/new-api';
import { openaiDialect } from './dialects/openai';
import { relaySoraDialect } from './dialects/relay-sora';

function judge(status: number, body: unknown, dialect = openaiDialect) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return classifySubmit(dialect, new Response(text, { status }));
}

describe('the HTTP status of an answer without a job', () => {
  const proofs = [400, 401, 402, 403, 404, 405, 406, 410, 411, 413, 414, 415, 421, 422, 426, 431, 451, 501];

  test.each(Array.from({ length: 200 }, (_, index) => 400 + index).filter((status) => status !== 429))(
    '%i proves that there is none, or leaves it unknown',
    async (status) => {
      const outcome = proofs.includes(status) ? 'refused' : 'unknown';
      expect(await judge(status, { error: { message: 'no' } })).toMatchObject({ outcome });
      expect(await judge(status, '<html>no</html>')).toMatchObject({ outcome });
    },
  );

  test('counts as well where only the body of a success names it', async () => {
    for (const code of [500, 502, 503, 524, 408, 409])
      for (const body of [
        { code, message: 'no', data: null },
        { error: { code: String(code), message: 'no' } },
      ])
        expect(await judge(200, body), JSON.stringify(body)).toMatchObject({
          outcome: 'unknown',
          message: expect.stringContaining(String(code)),
        });
    for (const code of [400, 401, 402, 403, 404, 422])
      expect(await judge(200, { code, msg: 'no' })).toMatchObject({
        outcome: 'refused',
        error: { message: 'no' },
      });
    expect(await judge(200, { code: 401, msg: 'no' })).toMatchObject({ error: { code: 'provider_auth' } });
    expect(await judge(200, { status: 'error', code: 429, message: 'slow down' })).toMatchObject({
      outcome: 'rate_limited',
      message: 'slow down',
    });
    expect(await judge(200, { error: { code: 429, message: 'insufficient_quota' } })).toMatchObject({
      outcome: 'refused',
      error: { code: 'provider_credit' },
    });
  });

  test('does not count against an id', async () => {
    expect(await judge(200, { id: 'x', code: 500, message: 'slow' })).toMatchObject({ outcome: 'accepted' });
  });
});

describe('a success that holds no job', () => {
  test.each([
    [{ status: 'error', request_id: 'r', message: 'bad size' }, 'refused'],
    [{ status: 'error', request_id: 'r', error: 'bad size' }, 'refused'],
    [{ request_id: 'r', error: { message: 'bad size' } }, 'refused'],
    [{ code: 1001, msg: 'bad size', data: {} }, 'refused'],
    [{ error: { message: 'bad size' }, url: 'https://docs.example.com/errors' }, 'refused'],
    [{ status: 'error', request_id: 'r' }, 'unknown'],
    [{ status: 'error' }, 'unknown'],
    [{ request_id: 'r', code: 503, message: 'no' }, 'unknown'],
    [{ request_id: 'r', code: 1001, message: 'bad size' }, 'refused'],
    [{ status: 'queued', message: 'thank you' }, 'unknown'],
    [{ error: '', status: 'queued' }, 'unknown'],
    [{ error: {} }, 'unknown'],
    [{ error: false, message: 'ok' }, 'unknown'],
  ])('is refused only where it says why: %j', async (body, outcome) => {
    expect(await judge(200, body)).toMatchObject({ outcome });
  });

  test.each([{ error: '' }, { error: {} }, { error: [] }, { error: false }, { error: null }])(
    'is none where an id stands beside %j',
    async (body) => {
      expect(await judge(200, { ...body, request_id: 'r' })).toMatchObject({ outcome: 'accepted' });
    },
  );
});

describe('a success whose type is not what it is', () => {
  const types = [
    'application/octet-stream',
    'binary/octet-stream',
    'text/plain',
    'video/mp4',
    'application/json',
    '',
  ];
  const answer = (bytes: BodyInit, type: string) =>
    classifySubmit(openaiDialect, {
      status: 200,
      headers: new Headers(type === '' ? {} : { 'content-type': type }),
      body: new Response(bytes).body,
    });

  test.each(types)('is a job where it is JSON (%s)', async (type) => {
    expect(await answer('{"id":"x"}', type)).toMatchObject({ outcome: 'accepted', job: { id: 'x' } });
  });

  test.each(types)('is the video where it is an MP4 or a WebM (%s)', async (type) => {
    for (const mark of ['000000186674797069736f6d', '1a45dfa3a3428681']) {
      const bytes = Buffer.concat([Buffer.from(mark, 'hex'), Buffer.alloc(200_000)]);
      const outcome = await answer(bytes, type);
      if (outcome.outcome !== 'delivered') throw new Error(outcome.outcome);
      expect(Buffer.concat((await outcome.video?.toArray()) ?? [])).toEqual(bytes);
    }
  });

  test.each(types)('is nothing where it is empty or a web page (%s)', async (type) => {
    for (const text of ['', '<html>hello</html>'])
      expect(await answer(text, type)).toMatchObject({ outcome: 'unknown' });
  });
});

test('what a relay has no channel for was never sent on; what it does not say so of may have been', async () => {
  const none = { error: { message: 'No available channel', type: 'new_api_error', code: 'model_not_found' } };
  for (const dialect of [relaySoraDialect, newApiDialect])
    expect(await judge(503, none, dialect)).toMatchObject({
      outcome: 'refused',
      error: { message: 'No available channel' },
    });
  expect(await judge(503, none)).toMatchObject({ outcome: 'unknown' });
  expect(await judge(500, none, newApiDialect)).toMatchObject({ outcome: 'unknown' });
  const tried = { code: 'get_channel_failed', message: 'no', data: null };
  expect(await judge(503, tried, newApiDialect)).toMatchObject({ outcome: 'unknown' });
});

describe('what is kept of an answer', () => {
  test('is all of it where that is little', async () => {
    const answer = { id: 'x', status: 'queued', eta: 7 };
    expect(await judge(200, answer)).toMatchObject({ outcome: 'accepted', operation: { answer } });
  });

  test.each([
    ['long', JSON.stringify({ id: 'x', url: 'https://a.test/1.mp4', filler: 'é'.repeat(40_000) })],
    // It can be written here, but perhaps not where it has to be written, further down the stack.
    ['nested deeply', `{"id":"x","url":"https://a.test/1.mp4","x":${'['.repeat(1_000)}${']'.repeat(1_000)}}`],
    [
      'nested without end',
      `{"id":"x","url":"https://a.test/1.mp4","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ],
  ])('is the place of the video alone where it is %s', async (_how, text) => {
    expect(await judge(200, text)).toMatchObject({
      outcome: 'accepted',
      job: { id: 'x' },
      operation: { resultUrl: 'https://a.test/1.mp4' },
    });
    const outcome = await judge(200, text);
    expect(JSON.stringify(outcome.outcome === 'accepted' && outcome.operation).length).toBeLessThan(1_000);
  });
});
