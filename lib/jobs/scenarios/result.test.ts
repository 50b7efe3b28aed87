import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeTestVideo } from '@/lib/jobs/test-video';
import { sample } from '@/lib/providers/contract/family';
import { azureDialect } from '@/lib/providers/dialects/azure';
import { relaySoraDialect } from '@/lib/providers/dialects/relay-sora';
import { tokenopsDialect } from '@/lib/providers/dialects/tokenops';
import { closeScenarios, expectSaved, file, json, openScenario, redirect, serve } from './open-scenario';

/** The scenarios of the finished file, by the numbers of the protocol dossier's test matrix. */

let video: Buffer;
beforeAll(async () => {
  video = await makeTestVideo();
}, 40_000);
afterAll(closeScenarios);

describe('scenario 9: /content is a 302 to another origin', () => {
  test('which is asked without the key', async () => {
    const storage = await serve(file(video));
    const scenario = await openScenario({
      content: [redirect('http://storage.example.com/video.mp4?sig=a%2Fb')],
      hosts: { 'storage.example.com': storage.origin },
    });
    await scenario.create();
    await expectSaved(scenario, await scenario.run(), video);
    const keys = scenario.seen.map(({ headers }) => headers.authorization);
    expect(new Set(keys)).toEqual(new Set(['Bearer sk-canary-key']));
    expect(storage.seen.map(({ url }) => url)).toEqual(['/video.mp4?sig=a%2Fb']);
    expect(JSON.stringify(storage.seen[0]?.headers)).not.toContain('sk-canary-key');
  });

  test('and back again, with an api-key, which a fetch by the standard would have let through', async () => {
    const storage = await serve((response, seen) =>
      redirect(`${scenario.origin}/files/a.mp4`, 307)(response, seen),
    );
    const scenario = await openScenario({
      dialect: azureDialect,
      content: [redirect('http://storage.example.com/a', 303)],
      files: { '/files/a.mp4': file(video) },
      hosts: { 'storage.example.com': storage.origin },
    });
    await scenario.create();
    await expectSaved(scenario, await scenario.run(), video);
    expect(scenario.seen.every(({ headers }) => headers['api-key'] === 'sk-canary-key')).toBe(true);
    expect(storage.seen).toHaveLength(1);
    expect(JSON.stringify(storage.seen[0]?.headers)).not.toContain('sk-canary-key');
  });
});

test('scenario 10: /content is JSON with a video_url', async () => {
  const scenario = await openScenario({
    dialect: tokenopsDialect,
    request: { model: 'sora-2' },
    content: [
      (response, seen) => {
        const url = { video_url: `http://${seen.headers.host}/cdn.mp4`, expires_at: 1741573883 };
        json({ ...sample('seedb-content-json').body, ...url })(response, seen);
      },
    ],
    files: { '/cdn.mp4': file(video) },
  });
  await scenario.create();
  await expectSaved(scenario, await scenario.run(), video);
});

test('scenario 11: /content is 200 with an error in JSON', async () => {
  const error = json({ error: { message: 'Failed to fetch video content', type: 'server_error' } });
  const scenario = await openScenario({ content: [error, error, file(video)] });
  await scenario.create();
  expect(await scenario.run(2)).toMatchObject({ status: 'in_progress', step: 'archive', saved: null });
  await expectSaved(scenario, await scenario.run(), video);
  expect(scenario.posts()).toHaveLength(1);
});

test('scenario 12: /content is 404 once, then bytes; and whatever else stands for "not ready"', async () => {
  const notReady = [
    json({ detail: 'Generation is still in-progress' }, { status: 404 }),
    json(sample('newapi-content-not-ready').body, { status: 400 }),
    json({ error: { code: 'artifact_not_ready', message: 'not ready' } }, { status: 409 }),
    json({ detail: 'not ready' }, { status: 422 }),
    json(sample('newapi-content-error').body, { status: 502 }),
  ];
  const scenario = await openScenario({ content: [...notReady, file(video)] });
  await scenario.create();
  for (const [index] of notReady.entries()) {
    const job = await scenario.run(index === 0 ? 2 : 1);
    expect(job).toMatchObject({ status: 'in_progress', step: 'archive', failures: index + 1 });
  }
  await expectSaved(scenario, await scenario.run(), video);
});

test('scenario 13: an MP4 that is called application/octet-stream', async () => {
  const scenario = await openScenario({ content: [file(video, 'application/octet-stream')] });
  await scenario.create();
  await expectSaved(scenario, await scenario.run(), video);
});

describe('scenario 22: a redirect, or a URL, to a private address', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:127.0.0.1]:9/',
    'http://10.0.0.1/video.mp4',
    'file:///etc/passwd',
  ])('/content to %s is refused', async (location) => {
    const scenario = await openScenario({ content: [redirect(location)] });
    await scenario.create();
    const job = await scenario.run(3);
    expect(job).toMatchObject({ status: 'in_progress', step: 'archive', saved: null });
    expect(job.failures).toBeGreaterThan(0);
  });

  test('another server of this machine is never asked, by a redirect or by a URL in the job', async () => {
    const inside = await serve(file(video));
    const redirected = await openScenario({ content: [redirect(`${inside.origin}/secret`)] });
    const named = await openScenario({
      dialect: relaySoraDialect,
      polls: [json({ id: 'up_1', status: 'completed', metadata: { url: `${inside.origin}/secret` } })],
    });
    for (const scenario of [redirected, named]) {
      await scenario.create();
      expect(await scenario.run(4)).toMatchObject({ status: 'in_progress', step: 'archive', saved: null });
    }
    expect(inside.seen).toEqual([]);
  });
});
