import { describe, expect, test } from 'vitest';
import { newApiDialect } from '@/lib/providers/dialects/new-api';
import { findCandidates } from './candidates';
import { changeJob } from './change-job';
import { createJob } from './create-job';
import type { Job } from './job';
import { openTestContext, type TestContext } from './test-context';

const request = { prompt: 'a boat', model: 'm', takes: 1, references: [] };

type Listed = { id: string; prompt?: string | null; model?: string; created_at?: number; status?: string };

/** A provider that accepts creates and loses its answers, and has these videos on its list. */
async function openForgetful() {
  const upstream = { creates: 0, lists: 0, listed: [] as Listed[], isDown: false };
  const context = await openTestContext((asked, path) => {
    if (asked.method === 'POST') {
      upstream.creates += 1;
      throw new TypeError('terminated');
    }
    if (path !== '/videos') return Response.json({ id: path.split('/').at(-1), status: 'in_progress' });
    upstream.lists += 1;
    if (upstream.isDown) return new Response('', { status: 502 });
    return Response.json({ data: upstream.listed, has_more: false });
  });
  const create = async (prompt = 'a boat') => {
    const [job] = await createJob(context, { ...request, prompt });
    if (!job) throw new Error('No job was made.');
    return job;
  };
  const seconds = (afterMs = 0) => Math.floor((context.clock.now + afterMs) / 1_000);
  return { context, upstream, create, seconds };
}

/** Lets time go by until a job is looked for, so many times. */
async function lookTimes(context: TestContext, { id }: Job, times: number): Promise<Job | null> {
  for (let time = 0; time < times; time += 1) {
    const job = await context.store.find(id);
    if (job?.step !== 'unsure' || job.dueAt === null) break;
    context.clock.now = job.dueAt;
    await context.advanceDue();
  }
  return context.store.find(id);
}

describe('an unsure job', () => {
  test('is found on the list of its provider, with nothing sent again', async () => {
    const { context, upstream, create, seconds } = await openForgetful();
    const job = await create();
    upstream.listed = [{ id: 'up:1/a+b=', prompt: 'a boat', model: 'm', created_at: seconds() }];
    expect(await lookTimes(context, job, 1)).toMatchObject({
      status: 'in_progress',
      step: 'poll',
      upstreamId: 'up:1/a+b=',
      errorCode: null,
      failures: 0,
    });
    expect(upstream.creates).toBe(1);
  });

  test('is found later, when the provider was out of reach or slow to list it', async () => {
    const { context, upstream, create, seconds } = await openForgetful();
    const job = await create();
    const made = seconds();
    upstream.isDown = true;
    expect(await lookTimes(context, job, 1)).toMatchObject({
      step: 'unsure',
      errorCode: 'submit_unconfirmed',
    });
    upstream.isDown = false;
    expect(await lookTimes(context, job, 1)).toMatchObject({ step: 'unsure' });
    upstream.listed = [{ id: 'up_1', prompt: 'a boat', created_at: made }];
    expect(await lookTimes(context, job, 1)).toMatchObject({ step: 'poll', upstreamId: 'up_1' });
  });

  test('is looked for a few times within two days, and then waits for a person', async () => {
    const { context, upstream, create } = await openForgetful();
    const job = await create();
    const since = context.clock.now;
    expect(await lookTimes(context, job, 50)).toMatchObject({ step: 'unsure', dueAt: null });
    expect(upstream.lists).toBe(7);
    expect(context.clock.now - since).toBeLessThan(48 * 3_600_000);
    expect(upstream.creates).toBe(1);
  });

  test('is left alone where the provider has no list', async () => {
    const context = await openTestContext(() => new Response('', { status: 502 }), newApiDialect);
    const [job] = await createJob(context, { ...request, model: 'kling-v1' });
    expect(job).toMatchObject({ step: 'unsure', dueAt: null });
  });

  test.each<[string, (seconds: (afterMs?: number) => number) => Listed[]]>([
    ['another prompt', (at) => [{ id: 'a', prompt: 'a boat!', created_at: at() }]],
    ['no prompt', (at) => [{ id: 'a', prompt: null, created_at: at() }]],
    ['another model', (at) => [{ id: 'a', prompt: 'a boat', model: 'm-pro', created_at: at() }]],
    ['no time', () => [{ id: 'a', prompt: 'a boat' }]],
    ['a time before it', (at) => [{ id: 'a', prompt: 'a boat', created_at: at(-61_000) }]],
    ['a time long after it', (at) => [{ id: 'a', prompt: 'a boat', created_at: at(600_000) }]],
    ['two that fit', (at) => ['a', 'b'].map((id) => ({ id, prompt: 'a boat', created_at: at() }))],
  ])('is not taken for one with %s', async (_name, list) => {
    const { context, upstream, create, seconds } = await openForgetful();
    const job = await create();
    upstream.listed = list(seconds);
    expect(await lookTimes(context, job, 3)).toMatchObject({ step: 'unsure', upstreamId: null });
  });

  test('is not taken for what another job holds, or may hold', async () => {
    const { context, upstream, create, seconds } = await openForgetful();
    const [one, other] = [await create(), await create()];
    upstream.listed = [{ id: 'up_1', prompt: 'a boat', created_at: seconds() }];
    expect(await lookTimes(context, one, 1)).toMatchObject({ step: 'unsure' });
    const { version } = (await context.store.find(other.id)) ?? { version: 0 };
    await context.store.saveVersion(other.id, version, { upstreamId: 'up_1' }, context.clock.now);
    expect(await lookTimes(context, one, 1)).toMatchObject({ step: 'unsure' });
    upstream.listed.push({ id: 'up_2', prompt: 'a boat', created_at: upstream.listed[0]?.created_at });
    expect(await lookTimes(context, one, 1)).toMatchObject({ step: 'poll', upstreamId: 'up_2' });
  });
});

describe('the candidates of an unsure job', () => {
  test('are what was made since a minute before it was sent, the likeliest first', async () => {
    const { context, upstream, create, seconds } = await openForgetful();
    const job = await create();
    upstream.listed = [
      { id: 'elsewhere', prompt: 'a train', model: 'x', created_at: seconds() },
      {
        id: 'fits',
        prompt: 'a boat',
        model: 'm-2026-01-01',
        created_at: seconds(2_000),
        status: 'completed',
      },
      { id: 'silent', created_at: seconds() },
      { id: 'older', prompt: 'a boat', created_at: seconds(-120_000) },
    ];
    const { canList, candidates } = await findCandidates(context, job);
    expect(canList).toBe(true);
    expect(candidates.map(({ id, isMatch }) => [id, isMatch])).toEqual([
      ['fits', true],
      ['silent', false],
      ['elsewhere', false],
    ]);
    expect(candidates[0]).toMatchObject({ state: 'succeeded', score: 1 });
  });

  test('reach back to the first time where it was sent more than once', async () => {
    const { context, upstream, create, seconds } = await openForgetful();
    const { id } = await create();
    upstream.listed = [{ id: 'first', prompt: 'a boat', created_at: seconds() }];
    context.clock.now += 3_600_000;
    await changeJob(context, id, 'send-again');
    await context.advanceDue();
    const job = await context.store.find(id);
    if (!job) throw new Error('There is no job.');
    expect((await findCandidates(context, job)).candidates).toMatchObject([{ id: 'first', isMatch: true }]);
  });

  test('are not asked for where it is known what became of the request', async () => {
    const context = await openTestContext(() => Response.json({ id: 'up_1' }));
    const [job] = await createJob(context, request);
    await expect(findCandidates(context, job as Job)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
