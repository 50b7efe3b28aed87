import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeJob, hasError } from './decode';
import { decodeError } from './decode-error';
import { openaiDialect } from './dialects/openai';
import { readProgress, readTime } from './read-value';

const decode = (answer: unknown) => decodeJob(openaiDialect, answer);

describe('decodeJob', () => {
  test("reads OpenAI's own answer (the guide's example of a running job)", () => {
    const answer = {
      id: 'video_68d7512d07848190b3e45da0ecbebcde004da08e1e0678d5',
      object: 'video',
      created_at: 1758941485,
      status: 'in_progress',
      model: 'sora-2-pro',
      progress: 33,
      seconds: '8',
      size: '1280x720',
    };
    expect(decode(answer)).toEqual({
      id: answer.id,
      state: 'running',
      progress: 33,
      expiresAt: null,
      cost: null,
      hasStatus: true,
      resultUrl: null,
      pollUrl: null,
      error: null,
    });
  });

  test.each([
    ['queued', 'queued'],
    ['PENDING', 'queued'],
    [' not_start ', 'queued'],
    ['', 'queued'],
    [undefined, 'queued'],
    ['Processing', 'running'],
    ['SUCCESS', 'succeeded'],
    ['done', 'succeeded'],
    ['failure', 'failed'],
    ['canceled', 'cancelled'],
    ['expired', 'expired'],
    ['dreaming', 'running'],
    [42, 'running'],
  ])('takes the status %j as %s', (status, state) => {
    expect(decode({ id: 'x', status }).state).toBe(state);
  });

  test('a word that nobody knows never ends a job', () => {
    const known = new Set(Object.values(openaiDialect.statuses).flat());
    fc.assert(
      fc.property(fc.string(), (word) => {
        fc.pre(!known.has(word.trim().toLowerCase()));
        expect(decode({ id: 'x', status: word }).state).toBe('running');
      }),
    );
  });

  test.each([
    [
      { error: { code: 'moderation_blocked', message: 'Blocked by our moderation system.' } },
      'moderation_blocked',
      'Blocked by our moderation system.',
    ],
    [{ error: 'out of memory' }, 'provider_error', 'out of memory'],
    [{ error: null }, 'provider_error', 'The provider gave no reason.'],
    [{ fail_reason: 'insufficient_quota' }, 'provider_credit', 'insufficient_quota'],
    [{ error: { message: 'x'.repeat(10_000) } }, 'provider_error', `${'x'.repeat(1_999)}…`],
  ])('says why a job failed: %j', (rest, code, message) => {
    expect(decode({ id: 'x', status: 'failed', ...rest }).error).toMatchObject({ code, message });
  });

  test.each([
    [{ id: '', task_id: 'x', status: 'queued' }, { id: 'x' }],
    [{ id: null, task_id: '  ', data: { id: 'x' } }, { id: 'x' }],
    [{ id: {}, video_id: 7 }, { id: '7' }],
    [
      { id: 'x', status: '', state: 'completed' },
      { state: 'succeeded', hasStatus: true },
    ],
    [{ id: 'x', status: ' ', data: { status: 'failed', error: 'why' } }, { state: 'failed' }],
    [{ id: 'x', status: 200, state: 'in_progress' }, { state: 'running' }],
    [{ id: 'x', status: true, data: { status: 'completed' } }, { state: 'succeeded' }],
    [
      { id: 'x', status: '' },
      { state: 'queued', hasStatus: true },
    ],
  ])('goes on past what says nothing: %j', (answer, expected) => {
    expect(decode(answer)).toMatchObject(expected);
  });

  test.each([
    [{ status: 'success', data: { task_id: 'x', status: 'in_progress' } }, 'running'],
    [{ status: 200, data: { id: 'x', status: 'completed' } }, 'succeeded'],
    [{ status: 'success', request_id: 'r', data: { task_id: 'x', state: 'processing' } }, 'running'],
    [{ code: 0, status: 'success', data: { task_id: 'x' } }, 'queued'],
    [{ code: 0, status: 'success', data: { task_id: 'x', status: '' } }, 'queued'],
    [{ code: 200, status: 'OK', message: '', data: { task_id: 'x', status: 'FAILURE' } }, 'failed'],
    [{ success: true, status: 'running', data: { task_id: 'x' } }, 'running'],
  ])('lets the status in an envelope win over that of the request: %j', (answer, state) => {
    expect(decode(answer)).toMatchObject({ id: 'x', state });
  });

  test("leaves a job's own data alone", () => {
    const answer = { task_id: 'x', status: 'SUCCESS', data: { id: 'upstream', status: 'processing' } };
    expect(decode(answer)).toMatchObject({ id: 'x', state: 'succeeded' });
  });

  test.each(['', ' ', {}, [], false, 0, null, { code: '', message: null }, { code: 0, details: [{}] }])(
    'takes the error %j for none',
    (error) => {
      expect(decode({ id: 'x', error })).toMatchObject({ state: 'queued', error: null });
      expect(hasError({ error })).toBe(false);
      expect(hasError({ error: { message: 'why', error } })).toBe(true);
    },
  );

  test('takes an id that holds half a character, as far as it can be written', () => {
    expect(decode({ id: 'video_\ud800' }).id).toBe('video_\ufffd');
  });

  test('reads what is nested without end', () => {
    const deep = `${'{"data":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    expect(decode(JSON.parse(`{"id":"x","status":"failed","error":${deep}}`))).toMatchObject({
      state: 'failed',
      error: { message: 'The provider gave no reason.' },
    });
    expect(decode(JSON.parse(deep))).toMatchObject({ id: null, state: 'queued' });
  });

  test('never throws and never invents, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (answer) => {
        const job = decode(answer);
        expect(job.progress === null || (job.progress >= 0 && job.progress <= 100)).toBe(true);
        expect(job.resultUrl === null || /^https?:/i.test(job.resultUrl)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('does not read what an answer inherits', () => {
    expect(decode(JSON.parse('{"__proto__":{"id":"evil","status":"completed"}}'))).toMatchObject({
      id: null,
      state: 'queued',
    });
  });
});

test.each([
  [0, 0],
  [33, 33],
  ['45%', 45],
  [' 7 ', 7],
  [0.5, 50],
  ['0.5', 50],
  ['0.5%', 0.5],
  [1, 1],
  [250, 100],
  [-1, 0],
  ['soon', null],
  [null, null],
  [Number.NaN, null],
  [{}, null],
])('progress %j is %j', (value, expected) => {
  expect(readProgress(value)).toBe(expected);
});

test.each([
  [1758941485, 1758941485000],
  [1764347090922, 1764347090922],
  ['1758941485', 1758941485000],
  ['2026-11-21T00:00:00Z', 1795219200000],
  [0, null],
  [null, null],
  ['', null],
  ['soon', null],
  [-5, null],
  [1e30, null],
])('the time %j is %j', (value, expected) => {
  expect(readTime(value)).toBe(expected);
});

test.each([
  [
    400,
    '{"error":{"message":"bad size","type":"invalid_request_error","param":"size","code":"x"}}',
    'provider_rejected',
    'bad size',
    'size',
  ],
  [
    400,
    '{"error":{"code":400,"message":"seconds must be 4, 8 or 12","details":[]}}',
    'provider_rejected',
    'seconds must be 4, 8 or 12',
    null,
  ],
  [403, '{"code":"quota_not_enough","message":"no quota","data":null}', 'provider_credit', 'no quota', null],
  [401, '{"error":"bad key"}', 'provider_auth', 'bad key', null],
  [
    422,
    '{"detail":[{"loc":["body","prompt"],"msg":"field required","type":"missing"}]}',
    'provider_rejected',
    'prompt: field required',
    'prompt',
  ],
  [
    500,
    '{"code":"fail_to_fetch_task","message":"{\\"error\\":{\\"message\\":\\"inner\\"}}"}',
    'provider_error',
    'inner',
    null,
  ],
  [502, '<html>bad gateway</html>', 'provider_error', 'The provider answered with HTTP 502.', null],
  [400, '', 'provider_rejected', 'The provider answered with HTTP 400.', null],
  [400, '{"error":{"code":"moderation_blocked","message":"no"}}', 'moderation_blocked', 'no', null],
] as const)('a refusal with HTTP %i and %s', (status, text, code, message, param) => {
  expect(decodeError(status, text)).toMatchObject({ code, message, param });
});

test('decodeError never throws, whatever comes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, text) => {
      expect(decodeError(status, text).message).not.toBe('');
    }),
    { numRuns: 2_000 },
  );
});
