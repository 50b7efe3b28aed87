import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeJob, trashJob } from '@/lib/jobs/change-job';
import { readLog } from '@/lib/jobs/job-log';
import { presentVideo } from '@/lib/jobs/present-video';
import { makeTestVideo } from '@/lib/jobs/test-video';
import { newApiDialect } from '@/lib/providers/dialects/new-api';
import {
  type Answer,
  closeScenarios,
  file,
  json,
  openScenario,
  type Scenario,
  type Script,
} from './open-scenario';

/** Deleting a video at its provider, which is another choice than deleting it here. */

let video: Buffer;
beforeAll(async () => {
  video = await makeTestVideo();
}, 40_000);
afterAll(closeScenarios);

const deleted = json({ id: 'up_1', object: 'video.deleted', deleted: true });
const completed = json({ id: 'up_1', status: 'completed' });
const failed = json({ id: 'up_1', status: 'failed', error: { message: 'no' } });
const unknown = json({ error: { message: 'There is no such video.' } }, { status: 404 });
const hangUp: Answer = (response) => response.socket?.destroy();

async function openEnded(script: Script): Promise<Scenario & { id: string }> {
  const scenario = await openScenario({ content: [file(video)], ...script });
  const { id } = await scenario.create();
  await scenario.run();
  return { ...scenario, id };
}

const deleteUpstream = ({ context, id }: { context: Scenario['context']; id: string }) =>
  changeJob(context, id, 'delete-upstream');
const deletes = ({ seen }: Scenario) =>
  seen.filter(({ method }) => method === 'DELETE').map(({ url }) => url);
const canDelete = async ({ context, find }: Scenario) =>
  presentVideo(await find(), context.providers).firstframe.can_delete_upstream;

async function expectUntouched({ context, find }: Scenario): Promise<void> {
  const { saved } = await find();
  const stream = await context.storage.read(saved?.videoKey ?? '');
  const bytes = Buffer.concat((await stream?.toArray()) ?? []);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(saved?.sha256);
}

test('deletes what is saved here once, leaves our own copy alone and takes it down', async () => {
  const scenario = await openEnded({ deletes: [deleted, hangUp] });
  expect(await canDelete(scenario)).toBe(true);
  scenario.clock.now += 5_000;
  expect(await deleteUpstream(scenario)).toMatchObject({
    status: 'completed',
    upstreamDeletedAt: scenario.clock.now,
  });
  expect(await deleteUpstream(scenario)).toMatchObject({ upstreamDeletedAt: scenario.clock.now });
  expect(deletes(scenario)).toEqual(['/v1/videos/up_1']);
  await expectUntouched(scenario);
  expect(await canDelete(scenario)).toBe(false);
  const rows = await readLog(scenario.context.database, scenario.id);
  expect(rows.at(-1)?.entry).toMatchObject({
    purpose: 'delete',
    request: { method: 'DELETE' },
    answer: { status: 200, body: expect.stringContaining('video.deleted') },
  });
});

test('also from the trash, and what has failed', async () => {
  const scenario = await openEnded({ polls: [failed], deletes: [deleted] });
  await trashJob(scenario.context, scenario.id);
  expect(await deleteUpstream(scenario)).toMatchObject({ status: 'failed' });
  expect(await scenario.find()).toMatchObject({ trashedAt: expect.any(Number) });
});

test.each([
  [404, [completed, unknown]],
  [410, [completed]],
])('HTTP %i from a provider that knows nothing of it counts as done', async (status, polls) => {
  const scenario = await openEnded({ polls, deletes: [json({ error: { message: 'gone' } }, { status })] });
  expect(await deleteUpstream(scenario)).toMatchObject({ upstreamDeletedAt: expect.any(Number) });
});

describe('is not done', () => {
  const refusal = (status: number): Answer => json({ error: { message: 'not so' } }, { status });
  test.each<[string, Answer, string]>([
    ['where a 404 means that there is no such call', refusal(404), 'provider_unsupported'],
    ['where there is no such method', refusal(405), 'provider_unsupported'],
    ['where it is not implemented', refusal(501), 'provider_unsupported'],
    ['where the key is refused', refusal(401), 'provider_auth'],
    ['where there are too many requests', refusal(429), 'provider_rate_limit'],
    ['where the provider fails', refusal(503), 'provider_error'],
    ['where the provider says that it did not', json({ id: 'up_1', deleted: false }), 'provider_error'],
    ['where no answer comes', hangUp, 'network'],
  ])('%s', async (_name, answer, code) => {
    const scenario = await openEnded({ deletes: [answer] });
    await expect(deleteUpstream(scenario)).rejects.toMatchObject({ code });
    expect(await scenario.find()).toMatchObject({ status: 'completed', upstreamDeletedAt: null });
    await expectUntouched(scenario);
    const rows = await readLog(scenario.context.database, scenario.id);
    expect(rows.some(({ entry }) => entry.kind === 'exchange' && entry.purpose === 'delete')).toBe(true);
  });
});

describe('is not even tried', () => {
  test('while the video is not saved here', async () => {
    const scenario = await openScenario({ polls: [json({ id: 'up_1', status: 'in_progress' }), completed] });
    const { id } = await scenario.create();
    for (const step of ['poll', 'poll', 'archive']) {
      expect(await scenario.find()).toMatchObject({ step });
      await expect(deleteUpstream({ ...scenario, id })).rejects.toMatchObject({
        code: 'not_ready',
        status: 409,
      });
      expect(await canDelete(scenario)).toBe(false);
      await scenario.run(1);
    }
    expect(deletes(scenario)).toEqual([]);
  });

  test('where our own copy is damaged or away', async () => {
    const scenario = await openEnded({ deletes: [deleted] });
    await scenario.context.storage.delete((await scenario.find()).saved?.videoKey ?? '');
    await expect(deleteUpstream(scenario)).rejects.toMatchObject({ code: 'gone' });
    expect(deletes(scenario)).toEqual([]);
  });

  test('where the dialect has no call for it, or the provider gave no id', async () => {
    const without = await openEnded({ dialect: newApiDialect, deletes: [deleted] });
    await expect(deleteUpstream(without)).rejects.toMatchObject({ code: 'provider_unsupported' });
    expect(await canDelete(without)).toBe(false);
    const unsure = await openScenario({ create: [hangUp] });
    const { id } = await unsure.create();
    await changeJob(unsure.context, id, 'give-up');
    await expect(deleteUpstream({ ...unsure, id })).rejects.toMatchObject({ code: 'invalid_request' });
    expect([...deletes(without), ...deletes(unsure)]).toEqual([]);
  });
});
