import { describe, expect, test } from 'vitest';
import { newId } from '@/lib/new-id';
import { advanceJob } from './advance-job';
import { claimJobs } from './claim-jobs';
import { createJob } from './create-job';
import type { CreateRequest } from './create-request';
import type { Job } from './job';
import { countMatching } from './list-jobs';
import { newJob } from './new-job';
import { openJobContext } from './open-context';
import { resumeProvider } from './resume-provider';
import { openTestContext, type TestContext } from './test-context';

const request: CreateRequest = { prompt: 'a boat', model: 'm', takes: 1, references: [] };
const accepted = () => Response.json({ id: 'up', status: 'queued' });
const refusals = {
  401: () => Response.json({ error: { message: 'bad key' } }, { status: 401 }),
  402: () => Response.json({ error: { message: 'no credit left' } }, { status: 402 }),
  403: () => Response.json({ error: { message: 'not for you' } }, { status: 403 }),
};

/** A provider that answers as it is told at the time, and a queue of so many jobs for it. */
async function openQueue(length: number, first: () => Response | Promise<Response>) {
  let creates = 0;
  const provider = { answer: first };
  const context = await openTestContext(async (upstream) => {
    if (upstream.method !== 'POST') return Response.json({ id: 'up', status: 'in_progress' });
    creates += 1;
    // Long enough for all others to come by meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
    return provider.answer();
  });
  const createdAt = context.clock.now;
  const jobs = Array.from({ length }, (_, number) => ({
    ...newJob({
      id: newId('video', createdAt),
      providerId: 'test',
      model: 'm',
      request: { prompt: `boat ${number}`, references: [] },
      batchId: newId('batch', createdAt),
      requestHash: `hash ${number}`,
      idempotencyKey: null,
      createdAt,
    }),
  }));
  await context.store.insert(jobs);
  const work = async (minutes: number) => {
    for (let second = 0; second < minutes * 60; second += 10) {
      await context.advanceDue();
      context.clock.now += 10_000;
    }
  };
  const steps = async () => {
    const rows = await context.database.selectFrom('jobs').select(['step', 'error_code']).execute();
    const counts: Record<string, number> = {};
    for (const { step, error_code: code } of rows) {
      const name = `${step ?? 'ended'} ${code ?? ''}`.trim();
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  };
  return { context, provider, creates: () => creates, work, steps };
}

const total = ({ database }: TestContext) => countMatching(database, { isTrashed: false });

describe.each([
  [401, 'provider_auth'],
  [402, 'provider_credit'],
  [403, 'provider_auth'],
] as const)('F9: a create that is refused with %i', (status, code) => {
  test('holds a queue of a hundred back after at most two, until a person acts', async () => {
    const queue = await openQueue(100, refusals[status]);
    await queue.work(30);
    expect(queue.creates()).toBeLessThanOrEqual(2);
    const { creates } = queue;
    const refused = creates();
    expect(await queue.steps()).toEqual({
      [`ended ${code}`]: refused,
      [`submit ${code}`]: 100 - refused,
    });
    queue.provider.answer = accepted;
    await queue.work(30);
    expect(creates()).toBe(refused);
    await resumeProvider(queue.context, 'test');
    await queue.work(1);
    expect(await queue.steps()).toEqual({ [`ended ${code}`]: refused, poll: 100 - refused });
    expect(creates()).toBe(100);
  });
});

describe('F9: while nothing is sent to a provider', () => {
  test('a create is refused at once with its reason, and leaves no card', async () => {
    const { context, creates } = await openQueue(0, refusals[402]);
    await expect(createJob(context, request)).rejects.toMatchObject({ code: 'provider_credit' });
    await expect(createJob(context, request)).rejects.toMatchObject({
      code: 'provider_credit',
      param: 'provider',
      message: expect.stringContaining('no credit left'),
    });
    expect({ creates: creates(), total: await total(context) }).toEqual({ creates: 1, total: 0 });
  });

  test('what it has accepted is polled', async () => {
    const { context, provider } = await openQueue(0, accepted);
    const [job] = await createJob(context, request);
    provider.answer = refusals[401];
    await expect(createJob(context, request)).rejects.toMatchObject({ code: 'provider_auth' });
    context.clock.now += 60_000;
    await context.advanceDue();
    expect(await context.store.find(job?.id ?? '')).toMatchObject({ answeredAt: context.clock.now });
  });

  test('it stays so when the studio is started again', async () => {
    const { context } = await openQueue(0, refusals[401]);
    await expect(createJob(context, request)).rejects.toMatchObject({ code: 'provider_auth' });
    const restarted = openJobContext(context);
    await expect(createJob(restarted, request)).rejects.toMatchObject({ code: 'provider_auth' });
  });
});

test('F5: what one of a hundred jobs is told to wait, all of them wait, and then one finds out', async () => {
  const tooMany = () => Response.json({}, { status: 429, headers: { 'retry-after': '600' } });
  const queue = await openQueue(100, tooMany);
  await queue.work(9);
  expect(queue.creates()).toBe(1);
  await queue.work(10);
  expect(queue.creates()).toBe(2);
  queue.provider.answer = accepted;
  await queue.work(15);
  expect(queue.creates()).toBe(102);
  expect(await queue.steps()).toEqual({ poll: 100 });
});

test('F5: a person who says so has a provider asked at once that wanted to be left alone', async () => {
  const queue = await openQueue(1, () =>
    Response.json({}, { status: 429, headers: { 'retry-after': '600' } }),
  );
  await queue.work(1);
  queue.provider.answer = accepted;
  await resumeProvider(queue.context, 'test');
  await createJob(queue.context, request);
  expect(queue.creates()).toBe(2);
});

test('a provider that answers well is sent many creates at once, once it has answered one', async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Response>();
  const queue = await openQueue(101, () => {
    asked.resolve();
    return answer.promise;
  });
  const { context, provider } = queue;
  const held = { holder: 'worker', until: context.clock.now + 60_000 };
  const [first, ...others] = await claimJobs(context, held, 101);
  const settled = advanceJob(context, first as Job);
  await asked.promise;
  await Promise.all(others.map((job) => advanceJob(context, job)));
  expect(queue.creates()).toBe(1);
  answer.resolve(accepted());
  await settled;
  provider.answer = accepted;
  context.clock.now += 1_000;
  await context.advanceDue();
  await context.advanceDue();
  expect(queue.creates()).toBe(101);
});
