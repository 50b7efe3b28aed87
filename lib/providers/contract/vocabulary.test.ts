import { describe, expect, test } from 'vitest';
import { decodeJob } from '@/lib/providers/decode';
import { decodeError } from '@/lib/providers/decode-error';
import { newApiDialect } from '@/lib/providers/dialects/new-api';
import { relaySoraDialect } from '@/lib/providers/dialects/relay-sora';
import { v2GenerationsDialect } from '@/lib/providers/dialects/v2-generations';
import { sample } from './family';

/**
 * What relays let through of the servers behind them, since each passes on the words, ids, addresses and errors of
 * dozens. Sources: the provider packages of vercel/ai @ ed857f5, api7/aisix `videos.rs` @ 100fef6, New-API's adaptors
 * @ 7c28993f6, and the vendors' own pages.
 */

const relays = [
  ['relay-sora', relaySoraDialect],
  ['new-api', newApiDialect],
  ['v2-generations', v2GenerationsDialect],
] as const;

const words = {
  queued:
    'queued queueing queuing in_queue pending submitted not_start notstarted preparing starting created initializing throttled',
  running:
    'in_progress processing running generating preprocessing rendering downloading uploading dreaming archived',
  succeeded: 'completed complete succeeded succeed success done finished',
  failed: 'failed fail failure error',
  cancelled: 'cancelled canceled deleted',
  expired: 'expired',
};

describe.each(relays)('%s', (_id, dialect) => {
  test.each(Object.entries(words))('knows the words for %s, in capitals too', (state, list) => {
    for (const word of list.split(' '))
      for (const said of [word, word.toUpperCase(), ` ${word[0]?.toUpperCase()}${word.slice(1)} `])
        expect(decodeJob(dialect, { id: 'x', status: said }), said).toMatchObject({ state });
  });

  test.each([
    [{ id: 'x' }],
    [{ task_id: 'x' }],
    [{ video_id: 'x' }],
    [{ request_id: 'x' }],
    [{ generation_id: 'x' }],
    [{ data: { task_id: 'x' } }],
    [{ data: { taskId: 'x' } }],
    [{ data: { id: 'x' } }],
    [{ code: 0, msg: 'ok', data: { task_id: 'x', status: 'queued' } }],
    [{ code: 'success', message: '', data: { task_id: 'x' } }],
  ])('finds the id in %j', (answer) => {
    expect(decodeJob(dialect, answer).id).toBe('x');
  });

  const url = 'https://cdn.example.com/a.mp4';
  test.each([
    [{ metadata: { url } }],
    [{ metadata: { url: '' }, url }],
    [{ metadata: { url: 'the upstream said no' }, video_url: url }],
    [{ result_url: url }],
    [{ download_url: url }],
    [{ content_url: url }],
    [{ video: { url } }],
    [{ content: { video_url: url } }],
    [{ content: { url } }],
    [{ content: { result_url: url } }],
    [{ output: { url } }],
    [{ output: { video_url: url } }],
    [{ output: [url] }],
    [{ output: url }],
    [{ result: { video_url: url } }],
    [{ result: { outputs: [url] } }],
    [{ assets: { video: url } }],
    [{ urls: [url] }],
    [{ unsigned_urls: [url] }],
    [{ data: [{ url }] }],
    [{ videos: [{ url }] }],
    [{ task_result: { videos: [{ url }] } }],
    [{ data: { task_result: { videos: [{ url }] } } }],
    [{ data: { videos: [{ url }] } }],
    [{ artifacts: [{ content_url: url }] }],
    [{ creations: [{ url }] }],
    [{ video_result: [{ url }] }],
    [{ remixed_from_video_id: url }],
    [{ code: 'success', message: '', data: { status: 'SUCCESS', result_url: url, progress: '100%' } }],
    [{ code: 200, msg: 'ok', data: { status: 'completed', url } }],
  ])('finds the address in %j', (answer) => {
    expect(decodeJob(dialect, { id: 'x', status: 'completed', ...answer })).toMatchObject({
      state: 'succeeded',
      resultUrl: url,
    });
  });

  test.each([
    '',
    'string',
    'upstream error: no',
    '/v1/videos/x/content',
    'javascript:alert(1)',
    'https://',
    'video_123',
  ])('takes no address from %j', (said) => {
    const answer = {
      id: 'x',
      status: 'completed',
      url: said,
      metadata: { url: said },
      remixed_from_video_id: said,
    };
    expect(decodeJob(dialect, answer).resultUrl).toBeNull();
  });

  test.each([
    [{ error: { message: 'why', code: 'x' } }],
    [{ error: 'why' }],
    [{ error: null, error_message: 'why' }],
    [{ fail_reason: 'why' }],
    [{ message: 'why' }],
    [{ msg: 'why' }],
    [{ data: { error: 'why' } }],
    [{ task_status_msg: 'why' }],
    [{ code: 'success', message: '', data: { status: 'FAILURE', fail_reason: 'why' } }],
  ])('says why a job failed: %j', (rest) => {
    expect(decodeJob(dialect, { id: 'x', status: 'failed', ...rest })).toMatchObject({
      state: 'failed',
      error: { message: 'why' },
    });
  });
});

test('what New-API calls unknown has only not begun', () => {
  for (const dialect of [relaySoraDialect, newApiDialect])
    for (const status of ['unknown', 'UNKNOWN', ''])
      expect(decodeJob(dialect, { id: 'x', status }).state).toBe('queued');
});

test.each([
  ['newapi-spec-create', { state: 'queued', progress: 0 }],
  ['newapi-olddocs-create', { state: 'running' }],
  ['newapi-olddocs-succeeded', { state: 'succeeded', expiresAt: 1641081600000 }],
  ['newapi-azure-queued', { state: 'queued' }],
  ['newapi-generations-result', { id: 'abcd1234efgh', state: 'succeeded', resultUrl: null }],
])('the recorded answer %s', (name, job) => {
  expect(decodeJob(newApiDialect, sample(name).body)).toMatchObject(job);
});

test.each([
  ['newapi-content-error', 'provider_error', 'Failed to fetch video content'],
  ['newapi-content-not-ready', 'provider_rejected', 'Task is not completed yet, current status: NOT_START'],
  ['newapi-no-route', 'provider_not_found', 'Invalid URL (GET /v1/videos)'],
  ['newapi-task-error', 'provider_not_found', 'task_not_exist'],
  [
    'openai-error-invalid-type',
    'provider_rejected',
    "Invalid type for 'input_reference': expected a file, but got a string instead.",
  ],
  [
    'openrouter-error',
    'provider_credit',
    'Insufficient credits. Add more using https://openrouter.ai/credits',
  ],
])('the recorded error %s', (name, code, message) => {
  const { status, body } = sample(name);
  expect(decodeError(status, JSON.stringify(body))).toMatchObject({ code, message });
});

const asText = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));

test.each([
  [
    401,
    { error: { message: '无效的令牌 (request id: 2026)', type: 'new_api_error', code: '' } },
    'provider_auth',
  ],
  [403, { code: 'quota_not_enough', message: 'no quota', data: null }, 'provider_credit'],
  [
    429,
    { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } },
    'provider_credit',
  ],
  [429, { code: 'x', message: '当前分组上游负载已饱和，请稍后再试', data: null }, 'provider_rate_limit'],
  [400, { error: { message: 'no', code: 'content_policy_violation' } }, 'moderation_blocked'],
  [400, { code: 'invalid_size', message: 'sora-2 size is invalid', data: null }, 'provider_rejected'],
  [413, { code: 'read_request_body_failed', message: 'too large', data: null }, 'provider_too_large'],
  [501, { code: 'not_implemented', message: 'not_implemented', data: null }, 'provider_unsupported'],
  [405, { detail: 'Method Not Allowed' }, 'provider_unsupported'],
  [
    503,
    { error: { message: 'no channel', type: 'new_api_error', code: 'get_channel_failed' } },
    'provider_error',
  ],
  [502, '<html><body>502 Bad Gateway</body></html>', 'provider_error'],
  [500, '', 'provider_error'],
])('HTTP %i with %j is of the class %s', (status, body, code) => {
  expect(decodeError(status, asText(body)).code).toBe(code);
});
