import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '@/lib/new-id';
import { createJob } from './create-job';
import { newJob } from './new-job';
import { openPace } from './pace';
import { openTestContext } from './test-context';

const limits = { requestsPerMinute: 60, requestsAtOnce: 4 };

describe('the pace of one provider', () => {
  test('never lets more through in a minute than its limit and one burst, and everybody some time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 300 }),
        (arrivals, requestsPerMinute) => {
          const clock = { now: 1_000_000 };
          const pace = openPace(
            () => clock.now,
            () => 0.5,
          );
          const waiting = arrivals.map((at, job) => ({ job: `${job}`, at: clock.now + at }));
          const passed: number[] = [];
          while (waiting.length > 0) {
            waiting.sort((one, other) => one.at - other.at);
            const next = waiting[0] as { job: string; at: number };
            clock.now = Math.max(clock.now, next.at);
            const waitMs = pace.enter('p', next.job, { requestsPerMinute, requestsAtOnce: 1_000 });
            next.at = clock.now + waitMs;
            if (waitMs > 0) continue;
            passed.push(clock.now);
            waiting.shift();
          }
          for (const from of passed) {
            const within = passed.filter((at) => at >= from && at < from + 60_000);
            expect(within.length).toBeLessThanOrEqual(requestsPerMinute + 10);
          }
        },
      ),
    );
  });

  test('lets only so many ask at once, and another provider as well', () => {
    const pace = openPace(
      () => 5_000,
      () => 0,
    );
    const first = ['a', 'b', 'c', 'd', 'e'].map((job) => pace.enter('p', job, limits));
    expect(first).toEqual([0, 0, 0, 0, 1_000]);
    expect(pace.enter('other', 'f', limits)).toBe(0);
    pace.leave('p');
    expect(pace.enter('p', 'e', limits)).toBe(0);
  });

  test('pauses after a 429 as long as it asks, then goes on at half the pace, and at the whole one in the end', () => {
    const clock = { now: 1_000_000 };
    const pace = openPace(() => clock.now);
    const wide = { ...limits, requestsAtOnce: 1_000 };
    pace.slowDown('p', wide, 30_000);
    const waits = Array.from({ length: 5 }, (_, job) => pace.enter('p', `${job}`, wide));
    expect(waits).toEqual([30_000, 32_000, 34_000, 36_000, 38_000]);
    clock.now += 10 * 60_000;
    for (let job = 100; job < 110; job += 1) expect(pace.enter('p', `${job}`, wide)).toBe(0);
    expect(pace.enter('p', 'late', wide)).toBe(1_000);
  });

  test('counts creates, so that polls make room for them', () => {
    const pace = openPace(() => 0);
    for (let create = 0; create < 20; create += 1) pace.count('p', limits);
    expect(pace.enter('p', 'a', limits)).toBe(11_000);
  });
});

describe('F23: a thousand jobs of a provider that was down for a day', () => {
  test('come back at its pace, none is lost, and a create does not wait for them', async () => {
    const polls: number[] = [];
    let isDown = true;
    const context = await openTestContext((upstream) => {
      if (upstream.method === 'POST') return Response.json({ id: 'new', status: 'queued' });
      polls.push(context.clock.now);
      if (isDown) return new Response('bad gateway', { status: 502 });
      return Response.json({ id: upstream.url.split('/').at(-1), status: 'in_progress', progress: 5 });
    });
    const submittedAt = context.clock.now;
    const blank = newJob({
      ...{ id: '', providerId: 'test', model: 'm', batchId: newId('batch', submittedAt), requestHash: '' },
      ...{ request: { prompt: 'a boat', references: [] }, idempotencyKey: null, createdAt: submittedAt },
    });
    const jobs = Array.from({ length: 1_000 }, (_, number) => ({
      ...{ ...blank, id: newId('video', submittedAt), requestHash: `${number}`, upstreamId: `up_${number}` },
      ...{ step: 'poll' as const, status: 'in_progress' as const, submittedAt, dueAt: submittedAt },
    }));
    await context.store.insert(jobs);

    /** Takes whatever is due, moment by moment. */
    const goOn = async (forMs: number) => {
      const until = context.clock.now + forMs;
      while (context.clock.now < until) {
        while ((await context.advanceDue()).length > 0);
        const nextAt = (await context.store.nextDueAt(context.clock.now)) ?? until;
        context.clock.now = Math.min(until, Math.max(context.clock.now + 500, nextAt));
      }
    };
    await goOn(60_000);
    context.clock.now += 24 * 3_600_000;
    isDown = false;
    const backAt = context.clock.now;
    const [made] = await createJob(context, { prompt: 'a boat', model: 'm', takes: 1, references: [] });
    expect(made).toMatchObject({ step: 'poll', upstreamId: 'new' });
    await goOn(5 * 60_000);

    for (const minute of [0, 1, 2, 3, 4]) {
      const from = backAt + minute * 60_000;
      const asked = polls.filter((at) => at >= from && at < from + 60_000).length;
      expect(asked).toBeLessThanOrEqual(310);
    }
    const rows = await context.database.selectFrom('jobs').select(['status', 'progress']).execute();
    expect(rows.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(rows.filter(({ progress }) => progress === 5).length).toBeGreaterThanOrEqual(1_000);
  }, 60_000);
});
