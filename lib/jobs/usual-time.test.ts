import { expect, test } from 'vitest';
import { newId } from '@/lib/new-id';
import { createJob } from './create-job';
import { spellState } from './job';
import { answerList } from './list-request';
import { newJob } from './new-job';
import { answerVideo } from './present-video';
import { openTestContext, type TestContext } from './test-context';

const request = { prompt: 'a boat', model: 'm', takes: 1, references: [], size: '1280x720', seconds: 4 };

/** Writes videos that were made, each of which took so many seconds, the last one the newest. */
async function seed(context: TestContext, took: number[], asked: object = request, model = 'm') {
  const createdAt = context.clock.now;
  await context.store.insert(
    took.map((seconds, index) => {
      const id = newId('video', createdAt);
      const given = { id, batchId: id, requestHash: '', idempotencyKey: null, createdAt };
      return {
        ...newJob({ ...given, providerId: 'test', model, request: { prompt: '', references: [], ...asked } }),
        ...spellState('completed'),
        dueAt: null,
        submittedAt: createdAt + index,
        completedAt: createdAt + index + seconds * 1_000,
      };
    }),
  );
}

/** A studio with one video under way. */
async function openWithOne() {
  const context = await openTestContext(() => Response.json({ id: 'up_1', status: 'in_progress' }));
  const [job] = await createJob(context, request);
  if (!job) throw new Error('nothing was made');
  const usual = async () => (await answerVideo(context, job)).firstframe.usual;
  return { context, job, usual };
}

test('an open video says how long its kind takes here, by the newest of them', async () => {
  const { context, usual } = await openWithOne();
  expect(await usual()).toBeNull();
  context.clock.now += 60_000;
  await seed(context, Array(60).fill(900));
  context.clock.now += 1_000_000_000;
  await seed(context, Array(100).fill(30));
  expect(await usual()).toEqual({ low_seconds: 30, high_seconds: 30 });
});

test('too few of its kind are helped out by others of its model, and not by other models', async () => {
  const { context, usual } = await openWithOne();
  await seed(context, [10, 10, 10], request, 'other');
  await seed(context, [100, 100], request);
  expect(await usual()).toBeNull();
  context.clock.now += 60_000;
  await seed(context, [200, 200], { ...request, seconds: 8 });
  expect(await usual()).toEqual({ low_seconds: 100, high_seconds: 200 });
  context.clock.now += 60_000;
  await seed(context, [100], request);
  expect(await usual()).toEqual({ low_seconds: 100, high_seconds: 100 });
});

test('one that is done says nothing of it, and a list without open videos asks for nothing', async () => {
  const { context, job } = await openWithOne();
  await seed(context, [10, 10, 10]);
  await context.store.saveVersion(job.id, job.version, { status: 'failed', step: null }, context.clock.now);
  let asked = 0;
  const of: typeof context.usual.of = async () => {
    asked += 1;
    return null;
  };
  const list = await answerList({ ...context, usual: { of } }, new URLSearchParams());
  expect(list.data.map(({ firstframe }) => 'usual' in firstframe)).toEqual([false, false, false, false]);
  expect(asked).toBe(0);
});

test('many videos of a kind in one answer are one look into the database a minute', async () => {
  const { context, job } = await openWithOne();
  await seed(context, [10, 10, 10]);
  await context.usual.of(job);
  await context.database.deleteFrom('jobs').execute();
  expect(await context.usual.of(job)).toEqual({ low_seconds: 10, high_seconds: 10 });
  context.clock.now += 60_000;
  expect(await context.usual.of(job)).toBeNull();
});
