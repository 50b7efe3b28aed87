import { describe, expect, test } from 'vitest';
import { decodeError, decodeJobError, readInnerStatus } from './decode-error';

const prompt = 'a sensitive task not found, with content policy and insufficient_quota';

describe('what kind of error it is', () => {
  test.each([
    [400, { error: { message: 'seconds must be 4', code: 'invalid_value' }, request: { prompt } }],
    [400, { error: { message: 'seconds must be 4', prompt } }],
    [422, { detail: [{ loc: ['body', 'seconds'], msg: 'must be 4', type: 'value_error', input: prompt }] }],
    [400, { code: 'invalid_seconds', message: 'no', data: { prompt } }],
    [400, { message: JSON.stringify({ error: { message: 'no' }, prompt }) }],
  ])('is not read from a prompt that is repeated (HTTP %i, %j)', (status, body) => {
    expect(decodeError(status, JSON.stringify(body)).code).toBe('provider_rejected');
  });

  test("is not read from a failed job's prompt either", () => {
    const error = { message: 'out of memory', input: { prompt } };
    expect(decodeJobError({ id: 'x', prompt, error }, ['error']).code).toBe('provider_error');
  });

  test.each([
    [{ error: { message: 'no', type: 'content_policy_violation' } }, 'moderation_blocked'],
    [{ error: { message: 'no', details: [{ reason: 'SAFETY_VIOLATION' }] } }, 'moderation_blocked'],
    [{ code: 'fail_to_fetch_task', message: '{"error":{"code":"insufficient_quota"}}' }, 'provider_credit'],
    [{ detail: 'Your balance: insufficient balance' }, 'provider_credit'],
    [{ error_message: 'blocked by moderation' }, 'moderation_blocked'],
  ])('is read from where the error says it: %j', (body, code) => {
    expect(decodeError(400, JSON.stringify(body)).code).toBe(code);
  });
});

test.each([
  [
    502,
    '<!doctype html><html><head><title>\n 502 Bad\nGateway </title></head><body>moderation</body></html>',
    'The provider answered with HTTP 502: 502 Bad Gateway',
  ],
  [404, '404 page not found\n', 'The provider answered with HTTP 404: 404 page not found'],
  [500, `<html>${'x'.repeat(100_000)}`, 'The provider answered with HTTP 500.'],
  [500, 'y'.repeat(100_000), `The provider answered with HTTP 500: ${'y'.repeat(199)}…`],
  [500, '{"id":"up_1","stat', 'The provider answered with HTTP 500.'],
  [500, '\u0000\u0001\u0002', 'The provider answered with HTTP 500.'],
])('HTTP %i with what is no JSON is told in a line', (status, text, message) => {
  expect(decodeError(status, text).message).toBe(message);
  expect(decodeError(status, text).code).not.toBe('moderation_blocked');
});

test.each([
  [{ error: { code: 402 } }, 402],
  [{ error: { code: 'rate_limit' }, code: '429' }, 429],
  [{ status: 503, error: 'Service Unavailable' }, 503],
  [{ statusCode: 400 }, 400],
  [{ code: 1001 }, null],
  [{ code: 200 }, null],
  [{ status: 'failed' }, null],
  [null, null],
])('%j names the status %s', (answer, status) => {
  expect(readInnerStatus(answer)).toBe(status);
});

test('what is nested without end is told all the same', () => {
  const deep = `{"error":${'['.repeat(100_000)}"why"${']'.repeat(100_000)}}`;
  expect(decodeError(400, deep)).toMatchObject({ code: 'provider_rejected' });
  expect(decodeJobError(JSON.parse(deep), ['error'])).toMatchObject({ code: 'provider_error', body: '' });
});
