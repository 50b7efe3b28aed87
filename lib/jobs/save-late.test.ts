import { expect, test } from 'vitest';
import { type Job, spellState } from './job';
import { newJob } from './new-job';
import { saveLate } from './save-late';
import { noteSpending } from './spending';
import { openTestContext } from './test-context';

const changes = { ...spellState('poll'), operation: { id: 'u' }, upstreamId: 'u', dueAt: 1 };

/** A job whose first attempt was lost, and which has gone on since as these changes say. */
async function openWith(since: Partial<Job>) {
  const context = await openTestContext(() => new Response(null, { status: 500 }));
  const request = { prompt: 'a boat', references: [] };
  const given = { id: 'video_1', providerId: 'test', model: 'm', request, batchId: 'batch_1' };
  const job = newJob({ ...given, requestHash: 'hash', idempotencyKey: 'k', createdAt: 1 });
  const [inserted] = await context.store.insert([{ ...job, attempt: 1, ...since }]);
  if (!inserted) throw new Error('No job was made.');
  const all = async () => {
    const rows = await context.database.selectFrom('jobs').select(['id', 'upstream_id']).execute();
    return rows.map(({ upstream_id: id }) => id).sort();
  };
  return { context, late: { job: inserted, attempt: 1, changes }, all };
}

test('is taken by its own job where that knows nothing better', async () => {
  const { context, late } = await openWith(spellState('unsure'));
  expect(await saveLate(context, late)).toMatchObject({ id: 'video_1', step: 'poll', upstreamId: 'u' });
});

test('becomes a job of its own where another attempt was made since, once', async () => {
  const { context, late, all } = await openWith({ ...spellState('unsure'), attempt: 2 });
  const made = await saveLate(context, late);
  expect(made).toMatchObject({ step: 'poll', upstreamId: 'u', idempotencyKey: null, attempt: 0 });
  expect(made?.request).toEqual(late.job.request);
  expect(made?.warnings).toHaveLength(1);
  expect(await saveLate(context, late)).toBeNull();
  expect(await all()).toEqual([null, 'u'].sort());
});

test('takes what it has cost along, which is known to be charged then', async () => {
  const { context, late } = await openWith({ ...spellState('unsure'), attempt: 1 });
  const cost = { kind: 'known', micros: 400_000, currency: 'USD' } as const;
  await noteSpending(context.database, late.job, cost, 1);
  await noteSpending(context.database, { ...late.job, attempt: 2 }, cost, 2);
  await context.database.updateTable('jobs').set({ attempt: 2 }).execute();
  const made = await saveLate(context, late);
  const rows = await context.database.selectFrom('spending').select(['job_id', 'attempt', 'state']).execute();
  expect(rows.sort((one, other) => one.attempt - other.attempt)).toEqual([
    { job_id: made?.id, attempt: 0, state: 'charged' },
    { job_id: 'video_1', attempt: 2, state: 'unsure' },
  ]);
});

test('becomes a job of its own where its row is gone with the database', async () => {
  const { context, late, all } = await openWith({});
  await context.database.deleteFrom('jobs').execute();
  expect(await saveLate(context, late)).toMatchObject({ upstreamId: 'u', request: { prompt: 'a boat' } });
  expect(await all()).toEqual(['u']);
});

test('F41: is not brought back where the video was deleted for good', async () => {
  const { context, late, all } = await openWith({ ...spellState('failed'), purgedAt: 2 });
  expect(await saveLate(context, late)).toBeNull();
  expect(await all()).toEqual([null]);
});
