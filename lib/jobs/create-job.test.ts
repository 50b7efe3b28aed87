import { describe, expect, test } from 'vitest';
import { createJob } from './create-job';
import type { CreateRequest } from './create-request';
import { countMatching } from './list-jobs';
import { openTestContext } from './test-context';

const request: CreateRequest = { prompt: 'a boat', model: 'm', takes: 1, references: [] };

/** A provider that answers each create only when it is told to. */
async function openSlow() {
  const waiting: ((answer: Response) => void)[] = [];
  const context = await openTestContext(
    () =>
      new Promise<Response>((resolve) => {
        waiting.push(resolve);
      }),
  );
  const answer = async (body: unknown, status = 200) => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()?.(Response.json(body, { status }));
  };
  const total = () => countMatching(context.database, { isTrashed: false });
  return { context, waiting, answer, total };
}

describe('F2: a keyless create that its caller says it sends again', () => {
  test('waits for the answer to the first while that one is being sent', async () => {
    const { context, waiting, answer, total } = await openSlow();
    const first = createJob(context, request);
    const second = createJob(context, request, { retries: 1 });
    const third = createJob(context, request, { retries: 2 });
    await answer({ id: 'up_1' });
    const ids = (await Promise.all([first, second, third])).map(([job]) => job?.id);
    expect(new Set(ids).size).toBe(1);
    expect({ total: await total(), waiting: waiting.length }).toEqual({ total: 1, waiting: 0 });
  });

  test('is refused as the first was', async () => {
    const { context, answer, total } = await openSlow();
    const attempts = [createJob(context, request), createJob(context, request, { retries: 1 })];
    await answer({ error: { message: 'bad size' } }, 400);
    for (const { status, reason } of (await Promise.allSettled(attempts)) as PromiseRejectedResult[])
      expect({ status, message: reason.message }).toEqual({ status: 'rejected', message: 'bad size' });
    expect(await total()).toBe(0);
  });

  test('is the job that the first made, all takes of it, for ten minutes', async () => {
    let creates = 0;
    const context = await openTestContext(() => Response.json({ id: `up_${++creates}` }));
    const made = await createJob(context, { ...request, takes: 3 });
    context.clock.now += 10 * 60_000;
    const again = await createJob(context, { ...request, takes: 3 }, { retries: 2 });
    expect(again.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
    context.clock.now += 1;
    const [late] = await createJob(context, { ...request, takes: 3 }, { retries: 2 });
    expect(made.map(({ id }) => id)).not.toContain(late?.id);
  });

  test('is a job of its own where the words, the caller or the first attempt are others', async () => {
    let creates = 0;
    const context = await openTestContext(() => Response.json({ id: `up_${++creates}` }));
    const one = { tokenHash: 'one' };
    const made = [
      ...(await createJob(context, request, one)),
      ...(await createJob(context, request, one)),
      ...(await createJob(context, request, { tokenHash: 'other', retries: 1 })),
      ...(await createJob(context, { ...request, seed: 7 }, { ...one, retries: 1 })),
    ];
    expect(new Set(made.map(({ id }) => id)).size).toBe(4);
  });

  test('of two equal ones, both repeated at once, is one each', async () => {
    let creates = 0;
    const context = await openTestContext(() => Response.json({ id: `up_${++creates}` }));
    const made = [await createJob(context, request), await createJob(context, request)].map(
      ([job]) => job?.id,
    );
    const again = await Promise.all([
      createJob(context, request, { retries: 1 }),
      createJob(context, request, { retries: 1 }),
    ]);
    expect(again.map(([job]) => job?.id).sort()).toEqual(made.sort());
    expect(creates).toBe(2);
  });
});

test('a twin with the same key waits for the answer to the first, and is refused as it was', async () => {
  const { context, answer } = await openSlow();
  const first = createJob(context, request, { idempotencyKey: 'k' });
  await expect.poll(() => context.store.findByIdempotencyKey('k')).not.toBeNull();
  const attempts = [first, createJob(context, request, { idempotencyKey: 'k' })];
  await answer({ error: { message: 'bad size' } }, 400);
  for (const { status } of await Promise.allSettled(attempts)) expect(status).toBe('rejected');
});

describe('F14: stopping', () => {
  test('waits for the create that is on its way, and takes no more', async () => {
    const { context, answer } = await openSlow();
    const created = createJob(context, request);
    let hasStopped = false;
    const stopped = context.creates.stop().then(() => {
      hasStopped = true;
    });
    await expect(createJob(context, request)).rejects.toMatchObject({ code: 'unavailable' });
    expect(hasStopped).toBe(false);
    await answer({ id: 'up_1' });
    await stopped;
    expect((await created)[0]).toMatchObject({ step: 'poll', upstreamId: 'up_1' });
  });
});
