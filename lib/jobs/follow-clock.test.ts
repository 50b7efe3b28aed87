import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { createJob } from './create-job';
import { followClockSetBack, openClockFollower } from './follow-clock';
import { openTestContext, type TestContext } from './test-context';

const hourMs = 3_600_000;

let context: TestContext;
let id: string;
let dueInMs: number;
beforeEach(async () => {
  context = await openTestContext(() => Response.json({ id: 'up', status: 'queued' }));
  const [job] = await createJob(context, { prompt: 'a boat', model: 'm', takes: 1, references: [] });
  id = job?.id ?? '';
  dueInMs = (job?.dueAt ?? 0) - context.clock.now;
});

const find = async () => {
  const job = await context.store.find(id);
  if (!job) throw new Error('There is no job.');
  return job;
};

describe('F37: a clock that is set while jobs are under way', () => {
  test.each([-hourMs, -5_000])('by %i ms puts none off', async (byMs) => {
    const follow = openClockFollower(context, () => 0);
    context.clock.now += byMs;
    await follow();
    expect((await find()).dueAt).toBe(context.clock.now + dueInMs);
    // Once is enough.
    await follow();
    expect((await find()).dueAt).toBe(context.clock.now + dueInMs);
  });

  test('back puts off nobody who waits for a turn, or for a provider that wanted to be left alone', async () => {
    const limits = { requestsPerMinute: 60, requestsAtOnce: 1 };
    const follow = openClockFollower(context, () => 0);
    context.pace.slowDown('test', limits, 20_000);
    const waitMs = context.pace.enter('test', id, limits);
    await context.circuits.settle('test', { outcome: 'rate_limited', retryAfterMs: 30_000, message: '' });
    context.clock.now -= hourMs;
    await follow();
    expect(context.pace.enter('test', id, limits)).toBe(waitMs);
    expect(await context.circuits.enter('test')).toBe(context.clock.now + 30_000);
  });

  test('forward makes due what would be due by now, and takes no job from who works on it', async () => {
    const follow = openClockFollower(context, () => 0);
    const before = await find();
    const [held] = await context.store.claimDue(
      before.dueAt ?? 0,
      { holder: 'one', until: (before.dueAt ?? 0) + 60_000 },
      1,
    );
    expect(held?.id).toBe(id);
    context.clock.now += hourMs;
    await follow();
    const after = await find();
    expect(after.dueAt).toBe(before.dueAt);
    expect(after.leasedUntil).toBe((held?.leasedUntil ?? 0) + hourMs);
    expect(await context.store.claimDue(context.clock.now, { holder: 'other', until: 0 }, 1)).toEqual([]);
  });

  test('back and forth puts none off', async () => {
    const before = await find();
    const follow = openClockFollower(context, () => 0);
    context.clock.now -= hourMs;
    await follow();
    context.clock.now += hourMs;
    await follow();
    expect((await find()).dueAt).toBeLessThanOrEqual(before.dueAt ?? 0);
  });

  test('is not confused with time that goes by', async () => {
    let monotonic = 0;
    const before = await find();
    const follow = openClockFollower(context, () => monotonic);
    context.clock.now += hourMs;
    monotonic += hourMs;
    await follow();
    expect(await find()).toEqual(before);
  });

  test('is followed later where the database takes nothing now', async () => {
    const { database } = context;
    const follow = openClockFollower(context, () => 0);
    context.clock.now -= hourMs;
    await sql`alter table jobs rename to hidden`.execute(database);
    await expect(follow()).rejects.toThrow('no such table');
    await sql`alter table hidden rename to jobs`.execute(database);
    await follow();
    expect((await find()).dueAt).toBe(context.clock.now + dueInMs);
  });
});

describe('F37: a clock that was set back before the start', () => {
  test('puts none off, and no second start brings anything nearer again', async () => {
    context.clock.now -= hourMs;
    await followClockSetBack(context);
    expect((await find()).dueAt).toBe(context.clock.now + dueInMs);
    await followClockSetBack(context);
    expect((await find()).dueAt).toBe(context.clock.now + dueInMs);
  });

  test('is not seen where all is as it should be', async () => {
    const before = await find();
    context.clock.now += hourMs;
    await followClockSetBack(context);
    expect(await find()).toEqual(before);
  });
});
