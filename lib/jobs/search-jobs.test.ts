import fc from 'fast-check';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { listJobs } from './list-jobs';
import { newJob } from './new-job';
import { searchJobs } from './search-jobs';
import { openTestContext, type TestContext } from './test-context';

let context: TestContext;
beforeAll(async () => {
  context = await openTestContext(() => new Response(null, { status: 500 }));
});
beforeEach(async () => {
  await context.database.deleteFrom('jobs').execute();
});

const prompts = ['a fox', 'A FOX', 'the snow', '雪中的狐狸', '狐狸', '100%', 'été', ''];
const searches = ['a', 'fo', 'FO x', '狐', '狐狸', '0%', 'É', 'fox', 'fox a', 'zz', '"a f"'];
const place = fc.constantFrom('library', 'library', 'trash', 'purged');

test('a search finds what the list does, however its prompts are read', async () => {
  const library = fc.array(fc.record({ prompt: fc.constantFrom(...prompts), place }), { maxLength: 12 });
  const asked = fc.record({ text: fc.constantFrom(...searches), few: fc.nat(4), isTrashed: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(library, asked, async (videos, { text, few, isTrashed }) => {
      const { database, store } = context;
      await database.deleteFrom('jobs').execute();
      const jobs = videos.map((video, index) => {
        const isPurged = video.place === 'purged';
        const job = newJob({
          ...{ id: `video_${index}`, createdAt: index, providerId: 'test', model: 'm', batchId: 'b' },
          ...{ requestHash: '', idempotencyKey: null },
          request: { prompt: isPurged ? '' : video.prompt, references: [] },
        });
        return { ...job, trashedAt: video.place === 'library' ? null : 1, purgedAt: isPurged ? 1 : null };
      });
      await store.insert(jobs);
      const filter = { text, isTrashed };
      const listed = await listJobs(database, filter, { after: null, limit: 100, order: 'desc' });
      const ids = listed.jobs.map(({ id }) => id);
      expect(await searchJobs(database, filter, few)).toEqual({ total: ids.length, ids });
    }),
    { numRuns: 150 },
  );
});
