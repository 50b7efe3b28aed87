import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeJob } from '@/lib/jobs/change-job';
import { makeTestVideo } from '@/lib/jobs/test-video';
import { sample } from '@/lib/providers/contract/family';
import { newApiDialect } from '@/lib/providers/dialects/new-api';
import { relaySoraDialect } from '@/lib/providers/dialects/relay-sora';
import { vllmOmniDialect } from '@/lib/providers/dialects/vllm-omni';
import { type Answer, closeScenarios, expectSaved, file, json, openScenario } from './open-scenario';

/** The scenarios of polling, by the numbers of the protocol dossier's test matrix. */

let video: Buffer;
beforeAll(async () => {
  video = await makeTestVideo();
}, 40_000);
afterAll(closeScenarios);

const said = (status: unknown, rest: object = {}) => json({ id: 'up_1', status, ...rest });
const done = said('completed', { progress: 100 });
const notThere = json(sample('newapi-task-error').body, { status: 400 });
const page: Answer = (response) => {
  response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>');
};

test('scenario 3: the first poll is 400 task_not_exist', async () => {
  const scenario = await openScenario({
    dialect: newApiDialect,
    request: { model: 'kling-v1' },
    polls: [notThere, said('in_progress'), done],
    content: [file(video)],
  });
  await scenario.create();
  expect(await scenario.run(1)).toMatchObject({ status: 'in_progress', step: 'poll', failures: 1 });
  await expectSaved(scenario, await scenario.run(), video);
  expect(scenario.posts()).toHaveLength(1);
});

test('scenario 4: unknown, in_progress, completed; metadata.url empty, then a URL', async () => {
  const scenario = await openScenario({
    dialect: relaySoraDialect,
    polls: [
      said('unknown', { metadata: { url: '' } }),
      said('in_progress', { metadata: { url: '' } }),
      (response, seen) =>
        said('completed', { metadata: { url: `http://${seen.headers.host}/files/a.mp4` } })(response, seen),
    ],
    files: { '/files/a.mp4': file(video) },
  });
  await scenario.create();
  expect(await scenario.run(2)).toMatchObject({ status: 'in_progress', step: 'poll' });
  await expectSaved(scenario, await scenario.run(), video);
});

test('F19: scenario 5: a status in capitals, padded, or in a foreign tongue', async () => {
  const scenario = await openScenario({
    polls: [
      said('NOT_START'),
      said(' Processing '),
      said('生成中'),
      said('träumt'),
      said(7),
      said('SUCCESS'),
    ],
    content: [file(video)],
  });
  await scenario.create();
  expect(await scenario.run(5)).toMatchObject({ status: 'in_progress', step: 'poll', errorCode: null });
  await expectSaved(scenario, await scenario.run(), video);
});

test('F21: scenario 6: a failed job as HTTP 500 with the job as its body', async () => {
  const error = { code: 500, message: 'CUDA out of memory' };
  const scenario = await openScenario({
    dialect: vllmOmniDialect,
    polls: [said('in_progress'), json({ id: 'up_1', status: 'failed', error }, { status: 500 })],
  });
  await scenario.create();
  expect(await scenario.run()).toMatchObject({
    status: 'failed',
    errorCode: 'provider_error',
    errorMessage: 'CUDA out of memory',
  });
  expect(scenario.polls()).toHaveLength(2);
});

test('scenario 7: 200 {error} without status', async () => {
  const scenario = await openScenario({
    dialect: newApiDialect,
    request: { model: 'kling-v1' },
    polls: [
      said('queued'),
      json({ error: { message: 'Your request was blocked.', code: 'moderation_blocked' }, id: 'up_1' }),
    ],
  });
  await scenario.create();
  expect(await scenario.run()).toMatchObject({
    status: 'failed',
    errorCode: 'moderation_blocked',
    errorMessage: 'Your request was blocked.',
  });
});

describe('F21: scenario 8: a failed job whose error is a text, or nothing', () => {
  test.each([
    [{ error: 'The upstream gave up.' }, 'The upstream gave up.'],
    [{ error: null, fail_reason: 'quota_not_enough' }, 'quota_not_enough'],
    [{ error: null }, /\w/],
    [{}, /\w/],
  ])('%j', async (rest, message) => {
    const scenario = await openScenario({ polls: [said('failed', rest)] });
    await scenario.create();
    expect(await scenario.run()).toMatchObject({
      status: 'failed',
      errorMessage: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });
});

describe('F19: scenario 14: progress that is a text, stands still, or is 100 for a failure', () => {
  test('"45%", then 99 for long, then completed', async () => {
    const stuck = said('in_progress', { progress: 99 });
    const scenario = await openScenario({
      polls: [
        said('in_progress', { progress: '45%' }),
        said('in_progress', { progress: 20 }),
        stuck,
        stuck,
        done,
      ],
    });
    await scenario.create();
    expect(await scenario.run(1)).toMatchObject({ progress: 45 });
    expect(await scenario.run(1)).toMatchObject({ progress: 45 });
    expect(await scenario.run(2)).toMatchObject({ step: 'poll', progress: 99 });
    expect(await scenario.run(1)).toMatchObject({ step: 'archive', progress: 100 });
  });

  test('100 is never taken for done', async () => {
    const scenario = await openScenario({
      polls: [said('in_progress', { progress: 100 }), said('failed', { progress: 100, error: 'no' })],
    });
    await scenario.create();
    expect(await scenario.run(1)).toMatchObject({ status: 'in_progress', step: 'poll' });
    expect(await scenario.run()).toMatchObject({ status: 'failed', saved: null });
  });
});

test('scenario 15: times in milliseconds', async () => {
  const times = { created_at: 1764347090922, expires_at: 1764350690922 };
  const scenario = await openScenario({
    create: [json({ ...sample('newapi-spec-create').body, id: 'up_1', ...times })],
    polls: [said('in_progress', times), said('completed', times)],
  });
  // Else the result would be past its time before it is there.
  scenario.clock.now = 1764347091000;
  expect(await scenario.create()).toMatchObject({ expiresAt: 1764350690922 });
  expect(await scenario.run(2)).toMatchObject({ step: 'archive', expiresAt: 1764350690922 });
});

test('scenario 16: an id with : + / = in it', async () => {
  const id = 'sora-2:task_a+b/c==';
  const scenario = await openScenario({
    create: [json({ id, status: 'queued' })],
    polls: [json({ id, status: 'completed' })],
    content: [file(video)],
  });
  expect(await scenario.create()).toMatchObject({ upstreamId: id });
  await expectSaved(scenario, await scenario.run(), video);
  const paths = scenario.seen.slice(1).map(({ url }) => url);
  expect(paths).toEqual([
    '/v1/videos/sora-2%3Atask_a%2Bb%2Fc%3D%3D',
    '/v1/videos/sora-2%3Atask_a%2Bb%2Fc%3D%3D/content',
  ]);
});

describe('scenario 17: 429 with Retry-After, and openai-poll-after-ms', () => {
  test('a create waits exactly as long as it is told, and is then sent once more', async () => {
    const scenario = await openScenario({
      create: [
        json({ error: { message: 'Too many.' } }, { status: 429, headers: { 'retry-after': '7' } }),
        json({ id: 'up_1', status: 'queued' }),
      ],
    });
    const { createdAt } = await scenario.create();
    expect(await scenario.find()).toMatchObject({
      step: 'submit',
      submittedAt: null,
      dueAt: createdAt + 7_000,
    });
    expect(await scenario.run(1)).toMatchObject({ step: 'poll', upstreamId: 'up_1', failures: 0 });
    expect(scenario.posts()).toHaveLength(2);
  });

  test('a poll comes back when it is told, the more exact word first', async () => {
    const scenario = await openScenario({
      polls: [
        json({ error: { message: 'Too many.' } }, { status: 429, headers: { 'retry-after': '11' } }),
        json(
          { id: 'up_1', status: 'queued' },
          { headers: { 'openai-poll-after-ms': '2500', 'retry-after': '60' } },
        ),
        said('in_progress'),
      ],
    });
    await scenario.create();
    const first = await scenario.run(1);
    expect(first.dueAt).toBe(scenario.clock.now + 11_000);
    const second = await scenario.run(1);
    expect(second.dueAt).toBe(scenario.clock.now + 2_500);
    expect(second).toMatchObject({ step: 'poll', failures: 0 });
  });
});

test('scenario 18: an HTML page with 502 while polling', async () => {
  const scenario = await openScenario({
    polls: [said('in_progress', { progress: 30 }), page, page, page, done],
    content: [file(video)],
  });
  await scenario.create();
  expect(await scenario.run(4)).toMatchObject({
    status: 'in_progress',
    step: 'poll',
    progress: 30,
    failures: 3,
  });
  await expectSaved(scenario, await scenario.run(), video);
  expect(scenario.posts()).toHaveLength(1);
});

test('scenario 23: a job that vanishes, 404 for ever', async () => {
  const scenario = await openScenario({
    polls: [said('in_progress'), json({ detail: 'Video not found' }, { status: 404 })],
  });
  const { createdAt, id } = await scenario.create();
  // Gateways forget and remember, so it is not given up at the first word.
  expect(await scenario.run(3)).toMatchObject({ status: 'in_progress', step: 'poll' });
  const lost = await scenario.run();
  expect(lost).toMatchObject({ status: 'failed', errorCode: 'provider_not_found' });
  expect(lost.errorMessage).toContain('Video not found');
  expect(scenario.clock.now - createdAt).toBeGreaterThanOrEqual(10 * 60_000);
  expect(scenario.posts()).toHaveLength(1);
  // And a person can have it asked about again.
  expect(await changeJob(scenario.context, id, 'ask-again')).toMatchObject({
    step: 'poll',
    upstreamId: 'up_1',
  });
});
