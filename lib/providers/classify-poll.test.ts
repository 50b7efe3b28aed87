import { describe, expect, test } from 'vitest';
import { classifyPoll } from './classify-poll';
import type { Dialect } from './dialect';
import { openaiDialect } from './dialects/openai';
import { relaySoraDialect } from './dialects/relay-sora';

function judge(status: number, body: unknown, dialect: Dialect = relaySoraDialect) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return classifyPoll(dialect, new Response(text, { status }), 'up_1');
}

const failed = { status: 'failed', error: { message: 'out of memory' } };

describe('an HTTP error with a job as its body', () => {
  test.each([400, 404, 422, 500, 503])(
    'is the word about it, when it is that very job (HTTP %i)',
    async (status) => {
      expect(await judge(status, { id: 'up_1', ...failed })).toMatchObject({
        outcome: 'answered',
        job: { state: 'failed', error: { message: 'out of memory' } },
      });
      expect(await judge(status, { code: 1, data: { task_id: 'up_1', ...failed } })).toMatchObject({
        outcome: 'answered',
      });
    },
  );

  test.each([
    [500, { id: 'other', ...failed }, 'trouble'],
    [502, { request_id: 'r', status: 'error', message: 'no' }, 'trouble'],
    [404, { id: 'other', ...failed }, 'gone'],
  ])('is not, when it is another one (HTTP %i, %j)', async (status, body, outcome) => {
    expect(await judge(status, body)).toMatchObject({ outcome });
  });

  test.each([401, 402, 403, 408, 429])('is never one at HTTP %i', async (status) => {
    expect(await judge(status, { id: 'up_1', ...failed })).toMatchObject({ outcome: 'trouble' });
    expect(await judge(status, { error: { message: 'task not found' } })).toMatchObject({
      outcome: 'trouble',
    });
  });
});

describe('an HTTP 200', () => {
  test.each([
    [{ status: 'error', code: 429 }],
    [{ status: 'error', code: '401', message: 'bad key' }],
    [{ status: 'failed', code: 500, message: 'internal' }],
    [{ status: 'error', statusCode: 408, request_id: 'r' }],
    [{ code: 429, message: 'slow down', data: null }],
    [{ error: { code: 503, message: 'overloaded' } }],
  ])('that speaks of the request ends no job: %j', async (body) => {
    expect(await judge(200, body)).toMatchObject({ outcome: 'trouble' });
  });

  test.each([
    [{ id: 'up_1', status: 'failed', error: { code: 429, message: 'upstream' } }],
    [{ status: 'failed', error: { code: 500, message: 'out of memory' } }],
    [{ id: 'up_1', error: { code: 500, message: 'out of memory' } }],
    [{ status: 'error', code: 400, message: 'bad size' }],
  ])('that speaks of the job ends it: %j', async (body) => {
    expect(await judge(200, body)).toMatchObject({ outcome: 'answered', job: { state: 'failed' } });
  });

  test('that knows no such job says that it is gone', async () => {
    expect(await judge(200, { code: 404, message: 'task not found', data: null })).toMatchObject({
      outcome: 'gone',
    });
    expect(await judge(200, { error: { message: 'task not found' } })).toMatchObject({ outcome: 'gone' });
  });

  test('is read whole only where it may hold the video', async () => {
    const long = { id: 'up_1', status: 'in_progress', filler: 'x'.repeat(5 * 1024 * 1024) };
    const withoutVideo = { ...openaiDialect, read: { ...openaiDialect.read, resultBase64: [] } };
    expect(await judge(200, long)).toMatchObject({ outcome: 'answered' });
    await expect(judge(200, long, withoutVideo)).rejects.toThrow('longer');
  });

  test('that is nested without end is read', async () => {
    const deep = `{"id":"up_1","status":"in_progress","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(await judge(200, deep)).toMatchObject({ outcome: 'answered', job: { state: 'running' } });
  });
});
