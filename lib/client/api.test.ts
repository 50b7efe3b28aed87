import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod/mini';
import { requestJson } from './api';

const schema = z.object({ id: z.string() });

function answerWith(answer: Response | Error): void {
  vi.stubGlobal('fetch', () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)));
}

afterEach(() => vi.unstubAllGlobals());

test('an answer of the right shape is handed on', async () => {
  answerWith(Response.json({ id: 'video_1', more: true }));
  await expect(requestJson(async () => schema, '/v1/videos/1')).resolves.toEqual({ id: 'video_1' });
});

test('a refusal carries its code, its field and its words', async () => {
  const error = {
    message: 'size is too large.',
    type: 'invalid_request_error',
    param: 'size',
    code: 'too_large',
  };
  answerWith(Response.json({ error }, { status: 413 }));
  await expect(requestJson(async () => schema, '/')).rejects.toMatchObject({
    name: 'ApiError',
    message: 'size is too large.',
    code: 'too_large',
    param: 'size',
    status: 413,
  });
});

test('a refusal in a shape of its own, as from a proxy, is told by its status', async () => {
  answerWith(new Response('<h1>Bad Gateway</h1>', { status: 502 }));
  await expect(requestJson(async () => schema, '/')).rejects.toMatchObject({ code: 'internal', status: 502 });
});

test.each([
  ['is no JSON', '<!doctype html>'],
  ['has another shape', '{"id":7}'],
])('an answer that %s is an error, not a crash', async (_name, body) => {
  answerWith(new Response(body));
  await expect(requestJson(async () => schema, '/')).rejects.toMatchObject({
    name: 'ApiError',
    code: 'internal',
  });
});

test('no answer at all is told apart from a refusal', async () => {
  answerWith(new TypeError('Failed to fetch'));
  await expect(requestJson(async () => schema, '/')).rejects.toMatchObject({
    code: 'unreachable',
    status: 0,
  });
});

test('an answer that breaks off counts as none, since what it said is not known', async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":'));
      controller.error(new TypeError('terminated'));
    },
  });
  answerWith(new Response(body));
  await expect(requestJson(async () => schema, '/')).rejects.toMatchObject({ code: 'unreachable' });
});

test('a request that was called off ends as the caller ended it', async () => {
  const calledOff = new DOMException('This operation was aborted', 'AbortError');
  answerWith(calledOff);
  await expect(requestJson(async () => schema, '/', { signal: AbortSignal.abort() })).rejects.toBe(calledOff);
});
