import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBatchRequest } from './batch-request';
import { changeBatch } from './change-batch';
import { changeJob } from './change-job';
import { createBatch } from './create-batch';
import { createJob } from './create-job';
import type { CreateRequest } from './create-request';
import { toMicros } from './price';
import { sumSpending } from './spending';
import { type FakeUpstream, openTestContext, type TestContext } from './test-context';
import { dayAround, machineZone } from './zoned-day';

const request: CreateRequest = { prompt: 'a boat', model: 'm', takes: 1, references: [] };
const json = (body: unknown, status = 200, headers = {}) => Response.json(body, { status, headers });
const priced = (amount: number) => ({ provider: 'test', model: 'm', currency: 'USD', per_video: amount });
const everything = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** A studio in which a video costs so much, and an upstream that counts what it is sent. */
async function openCounted(price: number, answer: FakeUpstream = () => json({ id: crypto.randomUUID() })) {
  const sent = { count: 0 };
  const context = await openTestContext((asked, path) => {
    if (asked.method === 'POST') sent.count += 1;
    return answer(asked, path);
  });
  await context.prices.set(priced(price));
  return Object.assign(context, { sent });
}

const left = async (context: TestContext) =>
  (await context.store.listAll()).filter(({ purgedAt }) => purgedAt === null);

/** Creates one so that the provider has proven itself, and is sent many at once from then on. */
async function prove(context: TestContext): Promise<void> {
  await createJob(context, request);
}

describe('a daily limit', () => {
  test('lets exactly as many of twenty creates at once pass as fit it, and nothing is left of the others', async () => {
    const context = await openCounted(1);
    await prove(context);
    await context.limits.change({ amount: 6, currency: 'USD' });
    const creates = await Promise.allSettled(Array.from({ length: 20 }, () => createJob(context, request)));
    const refused = creates.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(15);
    for (const { reason } of refused as PromiseRejectedResult[]) {
      expect(reason).toMatchObject({ code: 'daily_limit', status: 402 });
      expect(reason.message).toMatch(
        /^The daily limit is 6\.00 USD, 6\.00 USD of it is spent .* 1\.00 USD\. Nothing was sent\. It resets at 20/,
      );
    }
    expect(context.sent.count).toBe(6);
    expect(await left(context)).toHaveLength(6);
    expect(await context.limits.present()).toMatchObject({ spent: { amount: 6, videos: 6 }, waiting: 0 });
  });

  test('is kept by the commit that notes an attempt, also when every look before it saw room', async () => {
    const context = await openCounted(1);
    await prove(context);
    await context.limits.change({ amount: 6, currency: 'USD' });
    // All twenty have looked, and none has sent anything, before the first goes on.
    const { promise: allLooked, resolve: goOn } = Promise.withResolvers<void>();
    const seen = new Map<object | string, number>();
    let looked = 0;
    const estimate: typeof context.prices.estimate = async (job, takes) => {
      const id = 'id' in job ? String(job.id) : job;
      seen.set(id, (seen.get(id) ?? 0) + 1);
      if (seen.get(id) === 2) {
        looked += 1;
        if (looked === 20) goOn();
        await allLooked;
      }
      return context.prices.estimate(job, takes);
    };
    const slow = { ...context, prices: { ...context.prices, estimate } };
    const creates = await Promise.allSettled(Array.from({ length: 20 }, () => createJob(slow, request)));
    expect(looked).toBe(20);
    expect(creates.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(context.sent.count).toBe(6);
    expect(await left(context)).toHaveLength(6);
  });

  test('refuses a create before anything is recorded, with all its takes, and the key stays free', async () => {
    const context = await openCounted(1);
    await context.limits.change({ amount: 2, currency: 'USD' });
    const asked = createJob(context, { ...request, takes: 3 }, { idempotencyKey: 'k' });
    await expect(asked).rejects.toMatchObject({
      code: 'daily_limit',
      message: expect.stringContaining('3.00 USD'),
    });
    expect(await context.store.listAll()).toEqual([]);
    expect(await createJob(context, { ...request, takes: 2 }, { idempotencyKey: 'k' })).toHaveLength(2);
  });

  test('holds what is queued, until it is raised or the next day comes', async () => {
    const context = await openCounted(1);
    await createJob(context, { ...request, takes: 3 });
    await context.limits.change({ amount: 1, currency: 'USD' });
    await context.advanceDue();
    expect(context.sent.count).toBe(1);
    const waiting = (await left(context)).filter(({ step }) => step === 'submit');
    for (const job of waiting)
      expect(job).toMatchObject({ errorCode: 'daily_limit', failures: 0, attempt: 0 });
    expect(waiting).toHaveLength(2);
    expect(await context.limits.present()).toMatchObject({ waiting: 2 });

    await context.limits.change({ amount: 2, currency: 'USD' });
    await context.advanceDue();
    expect(context.sent.count).toBe(2);
    const { endsAt } = dayAround(context.clock.now, machineZone());
    const held = (await left(context)).find(({ step }) => step === 'submit');
    expect(held?.dueAt).toBeLessThanOrEqual(endsAt);
    context.clock.now = endsAt;
    await context.advanceDue();
    expect(context.sent.count).toBe(3);
    expect((await left(context)).every(({ errorCode }) => errorCode === null)).toBe(true);
  });

  test('is not what holds a batch that somebody paused: raising it sends none of that', async () => {
    const context = await openCounted(1);
    await prove(context);
    await context.limits.change({ amount: 2, currency: 'USD' });
    const advance = () => {
      context.clock.now += 10;
      return context.advanceDue();
    };
    const wish = parseBatchRequest({ model: request.model, items: [{ prompt: 'a' }, { prompt: 'b' }] }, []);
    const { id } = await createBatch(context, wish, { idempotencyKey: 'b' });
    await advance();
    expect(await context.limits.present()).toMatchObject({ waiting: 1 });
    await changeBatch(context, id, 'pause');
    expect(await context.limits.present()).toMatchObject({ waiting: 0 });
    await context.limits.change({ amount: 9, currency: 'USD' });
    await advance();
    expect(context.sent.count).toBe(2);
    await changeBatch(context, id, 'resume');
    await advance();
    expect(context.sent.count).toBe(3);
  });

  test('is given back what was refused, and not what nobody answered', async () => {
    const answers = [() => json({ error: { message: 'no' } }, 400), () => new Response('', { status: 502 })];
    const context = await openCounted(1, () => answers.shift()?.() ?? json({ id: 'up_3' }));
    await context.limits.change({ amount: 1, currency: 'USD' });
    await expect(createJob(context, request)).rejects.toMatchObject({ code: 'provider_rejected' });
    const [unsure] = await createJob(context, request);
    expect(unsure?.step).toBe('unsure');
    await expect(createJob(context, request)).rejects.toMatchObject({ code: 'daily_limit' });
    // Sent again it would be paid for twice, and may not be.
    await changeJob(context, unsure?.id ?? '', 'send-again');
    await context.advanceDue();
    expect(context.sent.count).toBe(2);
    expect(await context.store.find(unsure?.id ?? '')).toMatchObject({
      step: 'submit',
      errorCode: 'daily_limit',
    });
  });

  test('counts videos too; an unknown price counts as nothing, or is stopped', async () => {
    const context = await openTestContext(() => json({ id: crypto.randomUUID() }));
    await context.limits.change({ videos: 1 });
    await createJob(context, request);
    await expect(createJob(context, request)).rejects.toThrow(
      /The daily limit is 1 video. Sent today: 1, asked for now: 1/,
    );
    await context.limits.change({ amount: 1, currency: 'USD' });
    await createJob(context, request);
    expect(await context.limits.present()).toMatchObject({ spent: { amount: 0, videos: 2, unpriced: 2 } });
    await context.limits.change({ amount: 1, currency: 'USD', unpriced: 'stop' });
    await expect(createJob(context, request)).rejects.toThrow(
      /stops what has no known price in USD, and this model has none. Nothing was sent.$/,
    );
    await context.prices.set(priced(0.5));
    await createJob(context, request);
  });

  test.each([
    [{}, 'amount or videos is needed'],
    [{ amount: 5 }, 'currency belongs to an amount'],
    [{ amount: -1, currency: 'USD' }, 'amount must not be below 0'],
    [{ amount: 0.000_000_1, currency: 'USD' }, 'amount may have six decimals'],
    [{ amount: 5, currency: 'usd' }, 'currency must be three capital letters'],
    [{ videos: 1.5 }, 'videos must be a whole number'],
  ])('%o is refused', async (body, words) => {
    const context = await openTestContext(() => json({}));
    await expect(context.limits.change(body)).rejects.toThrow(words);
  });

  test('of the environment is not changed here, and goes when the environment says nothing more', async () => {
    const { limits } = await openTestContext(() => json({}));
    await limits.takeFromEnvironment({ amount: 5, currency: 'USD', videos: null, unpriced: 'pass' });
    expect(await limits.present()).toMatchObject({ limit: { amount: 5 }, source: 'environment' });
    await expect(limits.change({ videos: 9 })).rejects.toThrow('FIRSTFRAME_DAILY_LIMIT');
    await expect(limits.remove()).rejects.toThrow('FIRSTFRAME_DAILY_LIMIT');
    await limits.takeFromEnvironment(null);
    expect(await limits.present()).toMatchObject({ limit: null, source: null });
    await limits.change({ videos: 9 });
    await limits.takeFromEnvironment(null);
    expect(await limits.present()).toMatchObject({ limit: { videos: 9 }, source: 'studio' });
  });
});

/** How a paid request may end, and whether it may then be charged. `lost` takes the job away from whoever waits. */
const endings = {
  accepted: { answer: () => json({ id: crypto.randomUUID() }), isOpen: true, isLost: false },
  refused: { answer: () => json({ error: { message: 'no' } }, 400), isOpen: false, isLost: false },
  busy: {
    answer: () => json({ error: { message: 'later' } }, 429, { 'retry-after': '1' }),
    isOpen: false,
    isLost: false,
  },
  broken: { answer: () => new Response('<html>', { status: 502 }), isOpen: true, isLost: false },
  reset: { answer: () => Promise.reject(new TypeError('terminated')), isOpen: true, isLost: false },
  acceptedAndLost: { answer: () => json({ id: crypto.randomUUID() }), isOpen: true, isLost: true },
  refusedAndLost: { answer: () => json({ error: { message: 'no' } }, 400), isOpen: false, isLost: true },
};
type Ending = keyof typeof endings;

test('whatever ends how, and however much is asked for at once: what may be charged in a day stays below the limit', async () => {
  const ending = fc.constantFrom<Ending>(...(Object.keys(endings) as Ending[]));
  const scenario = fc.record({
    price: fc.integer({ min: 1, max: 3_000_000 }).map((micros) => micros / 1_000_000),
    limit: fc.integer({ min: 0, max: 9_000_000 }).map((micros) => micros / 1_000_000),
    rounds: fc.array(
      fc.record({
        takes: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 5 }),
        endings: fc.array(ending, { minLength: 1, maxLength: 6 }),
        hours: fc.integer({ min: 0, max: 14 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ price, limit, rounds }) => {
      /** As the provider would count: by the day, what it may charge. */
      const open = new Map<number, number>();
      let queue: Ending[] = [];
      const context: TestContext = await openTestContext(async ({ method }) => {
        if (method !== 'POST') return json({ status: 'queued' });
        const { answer, isOpen, isLost } = endings[queue.shift() ?? 'accepted'];
        const { startsAt } = dayAround(context.clock.now, machineZone());
        if (isOpen) open.set(startsAt, (open.get(startsAt) ?? 0) + toMicros(price));
        if (isLost) await context.store.expireLeases();
        return answer();
      });
      await context.prices.set(priced(price));
      await context.limits.change({ amount: limit, currency: 'USD' });
      for (const round of rounds) {
        queue = [...round.endings];
        await Promise.allSettled(round.takes.map((takes) => createJob(context, { ...request, takes })));
        context.clock.now += round.hours * 3_600_000;
        for (let step = 0; step < 3; step += 1) {
          context.clock.now += 60_000;
          await context.advanceDue();
        }
      }
      for (const spent of open.values()) expect(spent).toBeLessThanOrEqual(toMicros(limit));
      const { micros } = await sumSpending(context.database, everything, 'USD');
      // The ledger knows of all of it, and of no more than was never answered besides.
      expect(micros).toBeGreaterThanOrEqual([...open.values()].reduce((sum, spent) => sum + spent, 0));
      await context.database.destroy();
    }),
    { numRuns: 60 },
  );
}, 120_000);
