import { describe, expect, test } from 'vitest';
import { spellState } from './job';
import { newJob } from './new-job';
import type { NewJob } from './store';
import { openTestContext, type TestContext } from './test-context';

const open = () => openTestContext(() => new Response(null, { status: 500 }));

function aJob(id: string, changes: Partial<NewJob> = {}): NewJob {
  const request = { prompt: 'a boat', references: [] };
  const given = { id, providerId: 'test', model: 'm', request, batchId: 'batch_1', requestHash: 'hash' };
  return { ...newJob({ ...given, idempotencyKey: null, createdAt: 1 }), dueAt: 100, ...changes };
}

const claim = (context: TestContext, now: number, holder: string, limit = 10) =>
  context.store.claimDue(now, { holder, until: now + 50 }, limit);

describe('the job store', () => {
  test('gives back what was put', async () => {
    const { store } = await open();
    const job = aJob('video_1', {
      request: {
        prompt: '海边的日出',
        size: '1280x720',
        seconds: 4,
        references: [],
        metadata: { a: [1, null] },
      },
      warnings: [{ field: 'seed', message: 'left out' }],
      operation: { answer: { id: 'x/y+z=' } },
    });
    await store.insert([job]);
    expect(await store.find('video_1')).toEqual({ ...job, version: 1, changeSequence: 1 });
    expect(await store.find('video_2')).toBeNull();
  });

  test('inserts all jobs of a submit or none', async () => {
    const { store } = await open();
    await store.insert([aJob('video_1', { idempotencyKey: 'key' })]);
    await expect(store.insert([aJob('video_2'), aJob('video_3', { idempotencyKey: 'key' })])).rejects.toThrow(
      /UNIQUE/,
    );
    expect(await store.find('video_2')).toBeNull();
  });

  test('leases what is due to one holder at a time, the longest due first', async () => {
    const context = await open();
    await context.store.insert([
      aJob('video_1', { dueAt: 30 }),
      aJob('video_2', { dueAt: 20 }),
      aJob('video_3', { dueAt: 500 }),
    ]);
    expect(await claim(context, 10, 'early')).toEqual([]);
    const first = await claim(context, 100, 'a', 1);
    expect(first.map(({ id }) => id)).toEqual(['video_2']);
    expect((await claim(context, 100, 'b')).map(({ id }) => id)).toEqual(['video_1']);
    expect(await claim(context, 100, 'c')).toEqual([]);
  });

  test('F28: leases first what goes away soon at its provider', async () => {
    const context = await open();
    const hour = 60 * 60_000;
    const archiving = spellState('archive');
    await context.store.insert([
      aJob('video_1', { dueAt: 10 }),
      aJob('video_2', { ...archiving, dueAt: 20 }),
      aJob('video_3', { ...archiving, dueAt: 30, expiresAt: hour - 1 }),
      aJob('video_4', { ...archiving, dueAt: 40, expiresAt: 500 }),
      aJob('video_5', { ...archiving, dueAt: 15, expiresAt: 9 * hour }),
    ]);
    const order = [];
    for (let turn = 0; turn < 5; turn += 1) order.push((await claim(context, 100, `w${turn}`, 1))[0]?.id);
    expect(order).toEqual(['video_4', 'video_3', 'video_1', 'video_5', 'video_2']);
  });

  test('never leases an ended or undated job', async () => {
    const context = await open();
    const states = (['completed', 'failed'] as const).map((state, index) =>
      aJob(`video_${index}`, spellState(state)),
    );
    await context.store.insert([
      ...states,
      aJob('video_8', { ...spellState('unsure'), dueAt: null }),
      aJob('video_9', { dueAt: null }),
    ]);
    expect(await claim(context, 1_000, 'a')).toEqual([]);
  });

  test('F22: lets the next one in when a lease has run out, and refuses the late one', async () => {
    const context = await open();
    await context.store.insert([aJob('video_1')]);
    await claim(context, 100, 'slow');
    expect(await claim(context, 149, 'quick')).toEqual([]);
    expect(await claim(context, 150, 'quick')).toHaveLength(1);
    expect(await context.store.saveHeld('video_1', 'slow', { progress: 50 }, 151)).toBeNull();
    expect(await context.store.renew('video_1', { holder: 'slow', until: 999 })).toBe(false);
    expect(await context.store.saveHeld('video_1', 'quick', { progress: 60 }, 151)).toMatchObject({
      progress: 60,
      version: 2,
    });
  });

  test("refuses a person's change that saw an older version, or while somebody works on the job", async () => {
    const context = await open();
    const { store } = context;
    await store.insert([aJob('video_1')]);
    await claim(context, 100, 'worker');
    expect(await store.saveVersion('video_1', 1, { dueAt: null }, 120)).toBeNull();
    expect(await store.saveVersion('video_1', 1, { dueAt: 7 }, 150)).toMatchObject({ version: 2, dueAt: 7 });
    expect(await store.saveVersion('video_1', 1, { dueAt: 8 }, 150)).toBeNull();
  });

  test('moves to the trash whoever works on the job, and the work goes on', async () => {
    const context = await open();
    const { store } = context;
    await store.insert([aJob('video_1')]);
    await claim(context, 100, 'worker');
    expect(await store.saveMark('video_1', { trashedAt: 120 }, 120)).toMatchObject({ trashedAt: 120 });
    expect(await store.saveHeld('video_1', 'worker', { progress: 10 }, 130)).toMatchObject({
      trashedAt: 120,
      progress: 10,
    });
  });

  test('takes a late operation for the same attempt, and for no other', async () => {
    const context = await open();
    const { store } = context;
    await store.insert([aJob('video_1', { ...spellState('unsure'), attempt: 1 })]);
    const changes = { ...spellState('poll'), operation: { id: 'u' }, upstreamId: 'u' };
    expect(await store.saveLateOperation('video_1', 2, changes, 1)).toBeNull();
    expect(await store.saveLateOperation('video_1', 1, changes, 1)).toMatchObject({
      upstreamId: 'u',
      step: 'poll',
    });
    expect(await store.saveLateOperation('video_1', 1, { ...changes, upstreamId: 'other' }, 1)).toBeNull();
  });

  test('takes a late operation also for a job that was given up, but not for one that failed', async () => {
    const { store } = await open();
    const failed = { ...spellState('failed'), attempt: 1, completedAt: 5 };
    await store.insert([
      aJob('video_1', { ...failed, errorCode: 'submit_unconfirmed' }),
      aJob('video_2', { ...failed, errorCode: 'provider_rejected' }),
    ]);
    const changes = { ...spellState('poll'), operation: { id: 'u' }, upstreamId: 'u' };
    expect(await store.saveLateOperation('video_1', 1, changes, 9)).toMatchObject({
      step: 'poll',
      completedAt: null,
    });
    expect(await store.saveLateOperation('video_2', 1, changes, 9)).toBeNull();
  });

  test('numbers every change upwards over all jobs', async () => {
    const { store } = await open();
    await store.insert([aJob('video_1'), aJob('video_2')]);
    const one = await store.saveMark('video_1', { trashedAt: 5 }, 5);
    const two = await store.saveMark('video_2', { trashedAt: 6 }, 6);
    expect([one?.changeSequence, two?.changeSequence]).toEqual([3, 4]);
  });

  test('knows when the next free job is due', async () => {
    const context = await open();
    expect(await context.store.nextDueAt(0)).toBeNull();
    await context.store.insert([aJob('video_1', { dueAt: 70 }), aJob('video_2', { dueAt: 90 })]);
    expect(await context.store.nextDueAt(0)).toBe(70);
    await claim(context, 70, 'a');
    expect(await context.store.nextDueAt(80)).toBe(90);
  });

  test('gives out only jobs of the steps that are asked for', async () => {
    const { store } = await open();
    const step = 'archive' as const;
    await store.insert([aJob('video_1', { dueAt: 1, step }), aJob('video_2', { dueAt: 2, step: 'poll' })]);
    expect(await store.nextDueAt(5, ['submit', 'poll'])).toBe(2);
    const lease = { holder: 'a', until: 50 };
    expect((await store.claimDue(5, lease, 9, ['submit', 'poll'])).map(({ id }) => id)).toEqual(['video_2']);
    expect(await store.nextDueAt(5, ['submit', 'poll'])).toBeNull();
    expect((await store.claimDue(5, lease, 9, ['archive'])).map(({ id }) => id)).toEqual(['video_1']);
  });
});
