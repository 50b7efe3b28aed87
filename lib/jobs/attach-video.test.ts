import { describe, expect, test } from 'vitest';
import { adoptVideo, attachVideo } from './attach-video';
import { changeJob, purgeJob } from './change-job';
import { createJob } from './create-job';
import { countMatching } from './list-jobs';
import { openTestContext } from './test-context';

const upstreamId = 'sora-2:task_a+b/c==';
const request = { prompt: 'a boat', model: 'm', takes: 1, references: [] };

/** A provider that loses the answers to creates, and knows one video. */
async function openForgetful() {
  let creates = 0;
  const context = await openTestContext((asked) => {
    if (asked.method === 'POST') {
      creates += 1;
      return new Response('', { status: 502 });
    }
    const id = decodeURIComponent(new URL(asked.url).pathname.split('/').at(-1) ?? '');
    if (id === 'hidden') return new Response('', { status: 503 });
    if (id !== upstreamId) return Response.json({ error: { message: 'Video not found' } }, { status: 404 });
    return Response.json({
      id,
      status: 'in_progress',
      progress: 40,
      prompt: 'made elsewhere',
      model: 'sora-2',
    });
  });
  const unsure = async () => (await createJob(context, request))[0]?.id ?? '';
  const total = () => countMatching(context.database, { isTrashed: false });
  return { context, unsure, total, creates: () => creates };
}

describe('attaching', () => {
  test.each(['unsure', 'given up'])(
    "makes one that is %s the provider's video, which is then polled",
    async (state) => {
      const { context, unsure, creates } = await openForgetful();
      const id = await unsure();
      if (state === 'given up') await changeJob(context, id, 'give-up');
      expect(await attachVideo(context, id, { upstream_id: ` ${upstreamId} ` })).toMatchObject({
        status: 'in_progress',
        step: 'poll',
        upstreamId,
        errorCode: null,
        completedAt: null,
      });
      await context.advanceDue();
      expect(await context.store.find(id)).toMatchObject({ step: 'poll', progress: 40, failures: 0 });
      expect((await attachVideo(context, id, { upstream_id: upstreamId })).id).toBe(id);
      expect(creates()).toBe(1);
    },
  );

  test('a late answer to the request changes nothing about it any more', async () => {
    const { context, unsure } = await openForgetful();
    const id = await unsure();
    await attachVideo(context, id, { upstream_id: upstreamId });
    const late = { status: 'in_progress', step: 'poll', operation: {}, upstreamId: 'late' } as const;
    expect(await context.store.saveLateOperation(id, 1, late, context.clock.now)).toBeNull();
  });

  test('refuses what is not there, what another job has, what cannot be asked, and what is no id', async () => {
    const { context, unsure } = await openForgetful();
    const [one, other] = [await unsure(), await unsure()];
    const attach = (id: string, body: unknown) => attachVideo(context, id, body);
    await expect(attach(one, { upstream_id: 'nobody' })).rejects.toMatchObject({
      code: 'not_found',
      param: 'upstream_id',
    });
    await expect(attach(one, { upstream_id: 'hidden' })).rejects.toMatchObject({ code: 'provider_error' });
    await expect(attach(one, {})).rejects.toMatchObject({ code: 'invalid_request', param: 'upstream_id' });
    await expect(attach('video_none', { upstream_id: upstreamId })).rejects.toMatchObject({
      code: 'not_found',
    });
    await attach(one, { upstream_id: upstreamId });
    await expect(attach(other, { upstream_id: upstreamId })).rejects.toThrow(one);
    await expect(attach(one, { upstream_id: 'nobody' })).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

describe('adopting', () => {
  test('makes one job of a video that was made elsewhere, however often it is asked for', async () => {
    const { context, total, creates } = await openForgetful();
    const adopt = () => adoptVideo(context, { provider: 'test', upstream_id: upstreamId });
    const jobs = await Promise.all([adopt(), adopt(), adopt()]);
    expect(new Set([...jobs, await adopt()].map(({ id }) => id)).size).toBe(1);
    expect(jobs[0]).toMatchObject({
      status: 'in_progress',
      step: 'poll',
      upstreamId,
      model: 'sora-2',
      request: { prompt: 'made elsewhere' },
    });
    expect(await total()).toBe(1);
    await context.advanceDue();
    expect(await context.store.find(jobs[0]?.id ?? '')).toMatchObject({ progress: 40, failures: 0 });
    expect(creates()).toBe(0);
  });

  test('takes the words that it is given, and answers with the job that made the video', async () => {
    const { context, unsure } = await openForgetful();
    const id = await unsure();
    await attachVideo(context, id, { upstream_id: upstreamId });
    const body = { provider: 'test', upstream_id: upstreamId, prompt: 'mine', model: 'm' };
    expect((await adoptVideo(context, body)).id).toBe(id);
    await purgeJob(context, id);
    expect(await adoptVideo(context, body)).toMatchObject({ model: 'm', request: { prompt: 'mine' } });
  });

  test.each([
    [{ upstream_id: upstreamId }, 'invalid_request', 'provider'],
    [{ provider: 'nobody', upstream_id: upstreamId }, 'invalid_request', 'provider'],
    [{ provider: 'test', upstream_id: '' }, 'invalid_request', 'upstream_id'],
    [{ provider: 'test', upstream_id: 'nobody' }, 'not_found', 'upstream_id'],
    [{ provider: 'test', upstream_id: 'hidden' }, 'provider_error', null],
    ['text', 'invalid_request', null],
  ])('refuses %j', async (body, code, param) => {
    const { context, total } = await openForgetful();
    await expect(adoptVideo(context, body)).rejects.toMatchObject({ code, param });
    expect(await total()).toBe(0);
  });
});
