import { beforeEach, expect, test } from 'vitest';
import { changeJob, trashJob } from './change-job';
import { createJob } from './create-job';
import { emptyTrash, emptyTrashNow } from './empty-trash';
import { trashKeptMs } from './job';
import { openTestContext, type TestContext } from './test-context';

let context: TestContext;

/** The ids of three jobs: one that failed, one under way, one cancelled and never trashed. */
async function make(): Promise<[failed: string, open: string, other: string]> {
  const ids: string[] = [];
  for (const prompt of ['a boat', 'a kite', 'a fox']) {
    const [job] = await createJob(context, { prompt, model: 'm', takes: 1, references: [] });
    ids.push(job?.id ?? '');
  }
  const [failed = '', open = '', other = ''] = ids;
  for (const id of [failed, other]) await changeJob(context, id, 'give-up');
  for (const id of [failed, open]) await trashJob(context, id);
  return [failed, open, other];
}

const isPurged = async (id: string) => ((await context.store.find(id))?.purgedAt ?? null) !== null;

beforeEach(async () => {
  context = await openTestContext(() => new Response('', { status: 502 }));
});

test('what has lain in the trash for its time is ended, but for what is still under way', async () => {
  const [failed, open, other] = await make();
  context.clock.now += trashKeptMs - 1;
  expect(await emptyTrash(context)).toBe(0);
  context.clock.now += 1;
  expect(await emptyTrash(context)).toBe(1);
  expect(await Promise.all([failed, open, other].map(isPurged))).toEqual([true, false, false]);
});

test('a person empties it by pieces, and what came in since then stays, as does what is under way', async () => {
  const [failed, open, other] = await make();
  const before = Math.floor(context.clock.now / 1_000);
  context.clock.now = (before + 1) * 1_000;
  await trashJob(context, other);
  expect(await emptyTrashNow(context, { before })).toEqual({
    object: 'trash.emptied',
    purged: 1,
    remaining: 0,
  });
  expect(await Promise.all([failed, open, other].map(isPurged))).toEqual([true, false, false]);
  expect(await emptyTrashNow(context, { before: before + 1 })).toMatchObject({ purged: 1, remaining: 0 });
  await expect(emptyTrashNow(context, { before: 'now' })).rejects.toMatchObject({ param: 'before' });
});

test('of many only so many at once', async () => {
  const [job] = await createJob(context, { prompt: 'a', model: 'm', takes: 10, references: [] });
  const batch = await context.store.findBatch(job?.batchId ?? '');
  for (let round = 0; round < 5; round += 1)
    await createJob(context, { prompt: `b${round}`, model: 'm', takes: 10, references: [] });
  const rows = await context.database.selectFrom('jobs').select('id').execute();
  expect([batch.length, rows.length]).toEqual([10, 60]);
  await context.database
    .updateTable('jobs')
    .set({ step: null, status: 'failed', trashed_at: context.clock.now, holder: null, leased_until: null })
    .execute();
  const before = Math.ceil(context.clock.now / 1_000);
  expect(await emptyTrashNow(context, { before })).toMatchObject({ purged: 50, remaining: 10 });
  expect(await emptyTrashNow(context, { before })).toMatchObject({ purged: 10, remaining: 0 });
  expect(await emptyTrashNow(context, { before })).toMatchObject({ purged: 0, remaining: 0 });
});
