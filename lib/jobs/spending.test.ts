import { describe, expect, test } from 'vitest';
import { openrouterDialect } from '@/lib/providers/dialects/openrouter';
import { changeJob, purgeJob } from './change-job';
import { createJob } from './create-job';
import type { CreateRequest } from './create-request';
import { answerVideo } from './present-video';
import { answerSpending } from './spending-totals';
import { type FakeUpstream, openTestContext, type TestContext } from './test-context';
import { addDays, dayAt } from './zoned-day';

const request: CreateRequest = { prompt: 'a boat', model: 'm', seconds: 4, takes: 1, references: [] };
const json = (body: unknown, status = 200, headers = {}) => Response.json(body, { status, headers });

async function openPriced(upstream: FakeUpstream): Promise<TestContext> {
  const context = await openTestContext(upstream);
  await context.prices.set({ provider: 'test', model: 'm', currency: 'USD', per_second: 0.1 });
  return context;
}

const ledger = (context: TestContext) =>
  context.database.selectFrom('spending').selectAll().orderBy('job_id').orderBy('attempt').execute();

async function costOf(context: TestContext, id: string | undefined) {
  const job = await context.store.find(id ?? '');
  if (!job) throw new Error('There is no such job.');
  return (await answerVideo(context, job)).firstframe.cost;
}

describe('the ledger', () => {
  test('has a row before the first byte leaves, and says that it is charged when it was accepted', async () => {
    let atTheTime: unknown;
    const context: TestContext = await openPriced(async () => {
      atTheTime = await ledger(context);
      return json({ id: 'up_1' });
    });
    const [job] = await createJob(context, request);
    const row = {
      job_id: job?.id,
      attempt: 1,
      provider_id: 'test',
      model: 'm',
      sent_at: context.clock.now,
      micros: 400_000,
      currency: 'USD',
      is_estimated: 1,
    };
    expect(atTheTime).toEqual([{ ...row, state: 'unsure' }]);
    expect(await ledger(context)).toEqual([{ ...row, state: 'charged' }]);
    const cost = { amount: 0.4, currency: 'USD', is_estimated: true, state: 'charged' };
    expect(await costOf(context, job?.id)).toEqual(cost);
  });

  test('keeps an unknown price as unknown', async () => {
    const context = await openTestContext(() => json({ id: 'up_1' }));
    const [job] = await createJob(context, request);
    expect(await costOf(context, job?.id)).toEqual({
      amount: null,
      currency: null,
      is_estimated: true,
      state: 'charged',
    });
  });

  test('says of a video that failed after it was accepted that it may have been charged', async () => {
    let status = 'failed';
    const context = await openPriced(({ method }) =>
      json(method === 'POST' ? { id: 'up_1' } : { id: 'up_1', status }),
    );
    const [job] = await createJob(context, request);
    context.clock.now += 60_000;
    await context.advanceDue();
    expect(await costOf(context, job?.id)).toMatchObject({ amount: 0.4, state: 'unsure' });
    status = 'in_progress';
    await changeJob(context, job?.id ?? '', 'ask-again');
    await context.advanceDue();
    expect(await costOf(context, job?.id)).toMatchObject({ amount: 0.4, state: 'unsure' });
  });

  test('counts what was sent twice twice, and does not count what was refused', async () => {
    const answers = [
      () => json({ error: { message: 'later' } }, 429, { 'retry-after': '1' }),
      () => new Response('', { status: 502 }),
      () => json({ id: 'up_3' }),
    ];
    const context = await openPriced(({ method }) => (method === 'POST' && answers.shift()?.()) || json({}));
    const [job] = await createJob(context, request);
    const id = job?.id ?? '';
    expect(await costOf(context, id)).toMatchObject({ amount: 0, state: 'not_charged' });
    context.clock.now += 60_000;
    await context.advanceDue();
    expect(await costOf(context, id)).toMatchObject({ amount: 0.4, state: 'unsure' });
    await changeJob(context, id, 'send-again');
    await context.advanceDue();
    expect((await ledger(context)).map(({ state }) => state)).toEqual(['not_charged', 'unsure', 'charged']);
    expect(await costOf(context, id)).toMatchObject({ amount: 0.8, state: 'unsure' });
  });

  test('takes what the provider says that it cost for what it did, also where the video failed', async () => {
    const answers = [
      { status: 'completed', usage: { cost: 0.5 } },
      { status: 'failed', error: 'no', usage: { cost: '0' } },
    ];
    for (const [answer, cost] of [
      [answers[0], { amount: 0.5, is_estimated: false, state: 'charged' }],
      [answers[1], { amount: 0, state: 'not_charged' }],
    ]) {
      const upstream = () => json({ id: 'up_1', ...answer });
      const asked = ({ method }: Request) => (method === 'POST' ? json({ id: 'up_1' }) : upstream());
      const context = await openTestContext(asked, openrouterDialect);
      const [job] = await createJob(context, { ...request, model: 'google/veo-3.1', providerId: 'test' });
      context.clock.now += 60_000;
      await context.advanceDue();
      expect(await costOf(context, job?.id)).toMatchObject(cost ?? {});
    }
  });

  test('outlives the video that it is about', async () => {
    const context = await openPriced(({ method }) =>
      json(method === 'POST' ? { id: 'up_1' } : { id: 'up_1', status: 'failed' }),
    );
    const [job] = await createJob(context, request);
    context.clock.now += 60_000;
    await context.advanceDue();
    await purgeJob(context, job?.id ?? '');
    expect(await ledger(context)).toMatchObject([{ job_id: job?.id, micros: 400_000 }]);
  });
});

describe('the totals', () => {
  const zone = 'Asia/Shanghai';

  async function openSpent(count: number): Promise<TestContext> {
    const context = await openTestContext(() => json({}));
    const states = ['charged', 'charged', 'charged', 'unsure', 'not_charged'] as const;
    const rows = Array.from({ length: count }, (_, index) => ({
      job_id: `video_${index}`,
      attempt: 1,
      provider_id: index % 7 === 0 ? 'gone' : 'test',
      model: `model-${index % 3}`,
      sent_at: context.clock.now - index * 37_000,
      micros: index % 11 === 0 ? null : 100_000,
      currency: index % 11 === 0 ? null : index % 5 === 0 ? 'EUR' : 'USD',
      is_estimated: 1,
      state: states[index % states.length] ?? 'charged',
    }));
    for (let start = 0; start < rows.length; start += 3_000)
      await context.database
        .insertInto('spending')
        .values(rows.slice(start, start + 3_000))
        .execute();
    return context;
  }

  test('are the sums of the rows, by the days of a zone and by currency, whatever they are grouped by', async () => {
    const context = await openSpent(9_000);
    const rows = await ledger(context);
    const today = dayAt(context.clock.now, zone);
    for (const by of ['day', 'day,provider', 'provider,model', 'day,provider,model']) {
      const { data } = await answerSpending(
        context,
        new URLSearchParams({ zone, by, from: addDays(today, -3) }),
      );
      const wanted = rows.filter(({ sent_at: at }) => dayAt(at, zone) >= addDays(today, -3));
      expect(wanted.length).toBeLessThan(rows.length);
      for (const currency of ['USD', 'EUR', null]) {
        const ours = data.filter((entry) => entry.currency === currency);
        const theirs = (state: string) =>
          wanted.filter((row) => row.currency === currency && row.state === state);
        const amount = ours.reduce((sum, entry) => sum + Math.round(entry.amount * 1e6), 0);
        expect(amount).toBe(theirs('charged').reduce((sum, row) => sum + (row.micros ?? 0), 0));
        expect(ours.reduce((sum, { videos }) => sum + videos, 0)).toBe(theirs('charged').length);
        expect(ours.reduce((sum, entry) => sum + entry.unsure_videos, 0)).toBe(theirs('unsure').length);
      }
      expect(data.every(({ day }) => (day === null) === !by.includes('day'))).toBe(true);
    }
    const { data } = await answerSpending(context, new URLSearchParams({ zone, by: 'provider' }));
    expect(new Set(data.map(({ provider }) => provider?.label))).toEqual(new Set(['Test', 'gone']));
  });

  test.each([
    [{ from: '2026-11-22', to: '2026-11-21' }, 'from'],
    [{ from: '2020-01-01' }, 'from'],
    [{ from: '2026-13-45' }, 'from'],
    [{ by: 'week' }, 'by'],
    [{ zone: 'Mars' }, 'zone'],
  ])('%o is refused', async (query, param) => {
    const context = await openTestContext(() => json({}));
    const asked = answerSpending(context, new URLSearchParams(query));
    await expect(asked).rejects.toMatchObject({ code: 'invalid_request', param });
  });

  test('are there at once with a hundred thousand rows', async () => {
    const context = await openSpent(100_000);
    const { startedAt, limits } = { startedAt: performance.now(), limits: context.limits };
    const { data } = await answerSpending(context, new URLSearchParams({ zone, by: 'day,provider,model' }));
    const totalsMs = performance.now() - startedAt;
    await limits.change({ amount: 5_000, currency: 'USD' });
    const askedAt = performance.now();
    await limits.require({ estimate: { kind: 'unknown' }, takes: 1 });
    const limitMs = performance.now() - askedAt;
    expect(data.length).toBeGreaterThan(100);
    // Several times what it takes on a small machine, so that a busy one does not fail it.
    expect({ totalsMs: totalsMs < 1_500, limitMs: limitMs < 200 }).toEqual({ totalsMs: true, limitMs: true });
  }, 60_000);
});
