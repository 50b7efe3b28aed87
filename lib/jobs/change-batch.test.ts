import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { log } from '@/lib/log';
import { advanceJob } from './advance-job';
import { parseBatchRequest } from './batch-request';
import { openBatchStore } from './batch-store';
import { changeBatch, getBatch } from './change-batch';
import { changeJob } from './change-job';
import { claimJobs } from './claim-jobs';
import { createBatch } from './create-batch';
import type { Job } from './job';
import { countOpen } from './list-jobs';
import { openJobContext } from './open-context';
import { presentBatch } from './present-batch';
import { resumeProvider } from './resume-provider';
import { openTestContext, type TestContext } from './test-context';

const leaseMs = 60_000;
type Answer = (prompt: string) => Response | Promise<Response>;

/** A provider that answers creates as it is told at the time, and a batch of so many videos for it. */
async function openBatch(count: number, first?: Answer) {
  const sent: string[] = [];
  const provider: { answer: Answer } = {
    answer: first ?? (() => Response.json({ id: `up_${sent.length}`, status: 'queued' })),
  };
  const context = await openTestContext(async (upstream) => {
    if (upstream.method !== 'POST') return Response.json({ id: 'up', status: 'in_progress', data: [] });
    const prompt = String((await upstream.formData()).get('prompt'));
    sent.push(prompt);
    return provider.answer(prompt);
  });
  const items = Array.from({ length: count }, (_, place) => ({ prompt: `boat ${place}` }));
  const asked = parseBatchRequest({ model: 'm', items }, []);
  const { id } = await createBatch(context, asked, { idempotencyKey: 'key' });
  // All of it is due.
  context.clock.now += 1_000;
  const work = async (minutes: number) => {
    for (let second = 0; second < minutes * 60; second += 10) {
      context.clock.now += 10_000;
      await context.advanceDue();
    }
  };
  const counts = async () => (await getBatch(context, id)).counts;
  const claim = (limit: number, holder = 'worker') =>
    claimJobs(context, { holder, until: context.clock.now + leaseMs }, limit, ['submit']);
  return { context, id, provider, sent, work, counts, claim };
}

const open = ({ database }: TestContext) => countOpen(database);

describe('a batch', () => {
  test('is sent whole, in its order, by whoever looks after the queue', async () => {
    const { context, id, sent, work, counts } = await openBatch(20);
    await work(2);
    expect(sent).toHaveLength(20);
    expect(sent[0]).toBe('boat 0');
    expect(await counts()).toMatchObject({ waiting: 0, in_progress: 20, sent: 20 });
    expect(presentBatch(await getBatch(context, id)).status).toBe('sending');
  });

  test('that is paused sends nothing, also after a restart, and all the rest when it is resumed', async () => {
    const { context, id, sent, work, counts, claim } = await openBatch(10);
    for (const job of await claim(4)) await advanceJob(context, job);
    expect(sent).toHaveLength(4);
    await changeBatch(context, id, 'pause');
    await work(60);
    expect(sent).toHaveLength(4);
    const restarted = openJobContext(context);
    await restarted.store.expireLeases();
    await context.advanceDue('the next process');
    expect(sent).toHaveLength(4);
    expect(await counts()).toMatchObject({ waiting: 6, in_progress: 4, sent: 4 });
    // Nobody has to watch what waits for a person.
    expect(await open(context)).toBe(4);
    expect(await context.store.nextDueAt(context.clock.now, ['submit'])).toBeNull();
    await changeBatch(context, id, 'resume');
    await work(1);
    // The last ones may overtake each other by a hair.
    expect(new Set(sent)).toEqual(new Set(Array.from({ length: 10 }, (_, place) => `boat ${place}`)));
    expect(sent).toHaveLength(10);
  });

  test('of which the rest is cancelled keeps what was sent, and charges nothing for the others', async () => {
    const { context, id, sent, work, counts, claim } = await openBatch(10);
    for (const job of await claim(4)) await advanceJob(context, job);
    await changeBatch(context, id, 'cancel');
    await work(60);
    expect(sent).toHaveLength(4);
    expect(await counts()).toMatchObject({ waiting: 0, in_progress: 4, cancelled: 6, sent: 4, failed: 0 });
    expect(presentBatch(await getBatch(context, id)).status).toBe('cancelled');
    // It cannot be brought back to life.
    for (const action of ['resume', 'pause', 'cancel'] as const) await changeBatch(context, id, action);
    await work(10);
    expect(sent).toHaveLength(4);
    expect((await getBatch(context, id)).pausedAt).toBeNull();
  });

  test.each(['pause', 'cancel'] as const)(
    'is not sent by a worker that has a video in hand when somebody wants to %s',
    async (action) => {
      const { context, id, sent, claim } = await openBatch(3);
      const held = await claim(3);
      await changeBatch(context, id, action);
      const advanced = await Promise.all(held.map((job) => advanceJob(context, job)));
      expect({ advanced, sent }).toEqual({ advanced: [null, null, null], sent: [] });
    },
  );

  test.each([
    ['pause', { waiting: 1, cancelled: 0 }],
    ['cancel', { waiting: 0, cancelled: 1 }],
  ] as const)('holds what was on its way at a %s and is to be sent again', async (action, expected) => {
    const { context, id, sent, work, counts, provider } = await openBatch(1);
    provider.answer = async () => {
      await changeBatch(context, id, action);
      return Response.json({}, { status: 429, headers: { 'retry-after': '30' } });
    };
    await work(10);
    expect(sent).toHaveLength(1);
    expect(await counts()).toMatchObject(expected);
  });

  test('that is resumed while a worker finds it paused is sent', async () => {
    const { context, id, sent, claim, work, provider } = await openBatch(1);
    // It was on its way already, and its provider wants to be asked later.
    provider.answer = async () => {
      await changeBatch(context, id, 'pause');
      return Response.json({}, { status: 429, headers: { 'retry-after': '30' } });
    };
    for (const job of await claim(1)) await advanceJob(context, job);
    expect(await context.store.listAll()).toMatchObject([{ step: 'submit', submittedAt: null }]);
    provider.answer = () => Response.json({ id: 'up', status: 'queued' });
    context.clock.now += 31_000;
    const [found] = await claim(1);
    const { find } = openBatchStore(context.database);
    expect((await find(id))?.pausedAt).not.toBeNull();
    const saveHeld: typeof context.store.saveHeld = async (...change) => {
      await changeBatch(context, id, 'resume');
      return context.store.saveHeld(...change);
    };
    await advanceJob({ ...context, store: { ...context.store, saveHeld } }, found as Job);
    await work(1);
    expect(sent).toHaveLength(2);
  });

  test('goes on with what is on its way, unsure or refused, each by itself', async () => {
    const { context, id, work, counts, provider } = await openBatch(4, (prompt) => {
      if (prompt === 'boat 1') return Response.json({ error: { message: 'No.' } }, { status: 400 });
      if (prompt === 'boat 2') return Promise.reject(new TypeError('terminated'));
      return Response.json({ id: prompt, status: 'queued' });
    });
    await work(2);
    expect(await counts()).toMatchObject({ in_progress: 2, failed: 1, unsure: 1, waiting: 0 });
    await changeBatch(context, id, 'cancel');
    const unsure = (await context.store.listAll()).find(({ step }) => step === 'unsure');
    // What a person sends again after that is a wish of its own.
    provider.answer = () => Response.json({ id: 'up_again', status: 'queued' });
    await changeJob(context, unsure?.id ?? '', 'send-again');
    await work(1);
    expect(await context.store.find(unsure?.id ?? '')).toMatchObject({
      step: 'poll',
      upstreamId: 'up_again',
    });
  });

  test('is held by a provider that wants no more, and a paused one stays so when that was seen to', async () => {
    const { context, id, sent, work, provider, counts } = await openBatch(10, () =>
      Response.json({ error: { message: 'no credit' } }, { status: 402 }),
    );
    await work(5);
    expect(sent).toHaveLength(1);
    expect(await counts()).toMatchObject({ failed: 1, waiting: 9 });
    await changeBatch(context, id, 'pause');
    provider.answer = () => Response.json({ id: 'up', status: 'queued' });
    await resumeProvider(context, 'test');
    await work(5);
    expect(sent).toHaveLength(1);
    await changeBatch(context, id, 'resume');
    await work(5);
    expect(sent).toHaveLength(10);
  });

  test('that was paused for a day does not give up at the first packet that is lost', async () => {
    const refused = () => Promise.reject(Object.assign(new TypeError('refused'), { code: 'ECONNREFUSED' }));
    const { context, id, work, provider, counts } = await openBatch(3, refused);
    await changeBatch(context, id, 'pause');
    context.clock.now += 24 * 3_600_000;
    await changeBatch(context, id, 'resume');
    await work(1);
    expect(await counts()).toMatchObject({ failed: 0 });
    provider.answer = () => Response.json({ id: 'up', status: 'queued' });
    await work(10);
    expect(await counts()).toMatchObject({ failed: 0, waiting: 0 });
  });
});

type State = 'sending' | 'paused' | 'cancelled';
type Action = 'pause' | 'resume' | 'cancel';
const actions = fc.constantFrom<Action | 'crash' | null>(null, null, 'pause', 'resume', 'cancel', 'crash');
const commands = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ does: fc.constant('claim' as const), limit: fc.integer({ min: 1, max: 3 }) }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        does: fc.constant('advance' as const),
        /** What happens right before its first and its second write. */
        between: fc.tuple(actions, actions),
        answer: fc.constantFrom('accept', 'accept', 'accept', 'busy', 'lose'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 20_000) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ does: fc.constantFrom<Action>('pause', 'resume', 'pause', 'resume', 'cancel') }),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('restart' as const) }) },
  ),
  { maxLength: 40 },
);

const { level } = log;
beforeAll(() => {
  log.level = 'silent';
});
afterAll(() => {
  log.level = level;
});

test('whatever happens in whatever order: nothing paused or cancelled is sent, nothing twice, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (script) => {
      const bed = await openBatch(5);
      const { context, id, provider } = bed;
      let state: State = 'sending';
      let mood = 'accept';
      const paid: string[] = [];
      const wrong: string[] = [];
      provider.answer = (prompt) => {
        if (state !== 'sending') wrong.push(`${prompt} was sent while ${state}`);
        if (mood === 'busy') return Response.json({}, { status: 429, headers: { 'retry-after': '5' } });
        if (paid.includes(prompt)) wrong.push(`${prompt} was sent twice`);
        paid.push(prompt);
        if (mood === 'lose') return Promise.reject(new TypeError('terminated'));
        return Response.json({ id: `up ${prompt}`, status: 'queued' });
      };
      async function act(action: Action) {
        await changeBatch(context, id, action);
        if (state !== 'cancelled')
          state = ({ pause: 'paused', resume: 'sending', cancel: 'cancelled' } as const)[action];
      }
      let held: Job[] = [];
      for (const command of script) {
        if (command.does === 'claim') held.push(...(await bed.claim(command.limit, `worker ${paid.length}`)));
        else if (command.does === 'wait') context.clock.now += command.ms;
        else if (command.does === 'restart') {
          held = [];
          await context.store.expireLeases();
        } else if (command.does === 'advance') {
          const job = held.shift();
          if (!job) continue;
          mood = command.answer;
          const between = [...command.between];
          const saveHeld: typeof context.store.saveHeld = async (...change) => {
            const action = between.shift();
            if (action === 'crash') throw new Error('The process ends here.');
            if (action) await act(action);
            return context.store.saveHeld(...change);
          };
          await advanceJob({ ...context, store: { ...context.store, saveHeld } }, job).catch(() => {});
          mood = 'accept';
        } else await act(command.does);
      }
      await context.store.expireLeases();
      await act('resume');
      for (let turn = 0; turn < 40; turn += 1) {
        context.clock.now += 15_000;
        for (const job of await bed.claim(5, 'the last')) await advanceJob(context, job);
      }
      const { counts } = await getBatch(context, id);
      expect(wrong).toEqual([]);
      expect(counts.waiting).toBe(0);
      expect(counts.in_progress + counts.unsure + counts.failed + counts.cancelled).toBe(5);
      expect(counts.failed).toBe(0);
      // What was paid for is known, and what is said to be cancelled was not paid for.
      expect(counts.in_progress + counts.unsure).toBe(counts.sent);
      const isCancelled = (await getBatch(context, id)).cancelledAt !== null;
      if (!isCancelled)
        expect({ cancelled: counts.cancelled, sent: counts.sent }).toEqual({ cancelled: 0, sent: 5 });
      for (const job of await context.store.listAll())
        if (job.errorCode === 'cancelled') expect(paid).not.toContain(job.request.prompt);
      await context.database.destroy();
    }),
    { numRuns: 80 },
  );
}, 120_000);
