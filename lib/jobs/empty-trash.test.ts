import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changeJob, trashJob } from './change-job';
import { createJob } from './create-job';
import { emptyTrash, keepTrashEmpty } from './empty-trash';
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
afterEach(() => {
  vi.useRealTimers();
});

test('what has lain in the trash for its time is ended, but for what is still under way', async () => {
  const [failed, open, other] = await make();
  context.clock.now += trashKeptMs - 1;
  expect(await emptyTrash(context)).toBe(0);
  context.clock.now += 1;
  expect(await emptyTrash(context)).toBe(1);
  expect(await Promise.all([failed, open, other].map(isPurged))).toEqual([true, false, false]);
});

test('the trash is emptied at start and every hour, until it is stopped', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const [failed] = await make();
  const stop = keepTrashEmpty(context);
  context.clock.now += trashKeptMs;
  vi.advanceTimersByTime(60 * 60_000);
  await stop();
  expect(await isPurged(failed)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
