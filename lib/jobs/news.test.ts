import { describe, expect, test } from 'vitest';
import { newId } from '@/lib/new-id';
import { trashJob } from './change-job';
import { type JobState, spellState } from './job';
import type { JobChanges } from './job-row';
import { newJob } from './new-job';
import { answerNews } from './news';
import { openTestContext } from './test-context';

/** A studio, and a way to put into it what ended so many seconds after its clock began. */
async function open() {
  const context = await openTestContext(() => Response.json({}));
  const begin = context.clock.now;
  return {
    context,
    async add(state: JobState, after: number, changes: JobChanges = {}) {
      const id = newId('video', begin);
      const given = { id, batchId: id, requestHash: '', idempotencyKey: null, createdAt: begin };
      const completedAt = state === 'completed' || state === 'failed' ? begin + after * 1_000 : null;
      const made = newJob({
        ...given,
        providerId: 'test',
        model: 'm',
        request: { prompt: '', references: [] },
      });
      await context.store.insert([{ ...made, ...spellState(state), dueAt: null, completedAt, ...changes }]);
      return id;
    },
    news: (after: number) =>
      answerNews(context, new URLSearchParams({ since: String(begin / 1_000 + after) })),
  };
}

describe('news', () => {
  test('are what ended after the moment, counted, and named from the newest on', async () => {
    const { add, news } = await open();
    await add('completed', 10);
    const second = await add('failed', 20, { errorCode: 'provider_error' });
    const third = await add('completed', 30);
    await add('poll', 0);
    expect(await news(10)).toEqual({
      object: 'news',
      finished: 1,
      failed: 1,
      newest: [
        { id: third, status: 'completed' },
        { id: second, status: 'failed' },
      ],
    });
    expect(await news(30)).toMatchObject({ finished: 0, failed: 0, newest: [] });
  });

  test('are not what a person cancelled or threw away', async () => {
    const { context, add, news } = await open();
    await add('failed', 10, { errorCode: 'cancelled' });
    await trashJob(context, await add('completed', 10));
    expect(await news(0)).toMatchObject({ finished: 0, failed: 0, newest: [] });
  });

  test('name no more than fifty, and count all', async () => {
    const { add, news } = await open();
    for (let after = 1; after <= 60; after += 1) await add('completed', after);
    const told = await news(0);
    expect([told.finished, told.newest.length]).toEqual([60, 50]);
  });

  test.each([undefined, '', 'now', '-1', '1.5', '9'.repeat(20)])(
    'do not take %j for a time',
    async (since) => {
      const context = await openTestContext(() => Response.json({}));
      const query = new URLSearchParams(since === undefined ? {} : { since });
      await expect(answerNews(context, query)).rejects.toMatchObject({
        code: 'invalid_request',
        param: 'since',
      });
    },
  );
});
