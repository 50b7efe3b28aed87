import { beforeAll, expect, test } from 'vitest';
import { findJobs } from './find-jobs';
import { markVideos } from './mark-videos';
import { summariseVideos } from './summarise-videos';
import { openTestLibrary, type TestLibrary } from './test-library';
import { makeTestVideo } from './test-video';

let library: TestLibrary;
let ids: string[];

beforeAll(async () => {
  const requests = ['Ready', 'Also ready', 'Failed', 'Blocked'].map((prompt) => ({ prompt, seconds: 4 }));
  library = await openTestLibrary(await makeTestVideo(), requests);
  ids = library.jobs.map(({ id }) => id);
  const fail = (id: string | undefined, code: string) =>
    library.database
      .updateTable('jobs')
      .set({ status: 'failed', error_code: code, saved: null })
      .where('id', '=', id ?? '')
      .execute();
  await fail(ids[2], 'provider_rejected');
  await fail(ids[3], 'moderation_blocked');
}, 60_000);

test('says what videos have in common, and what can be done to them', async () => {
  await markVideos(library, { ids: ids.slice(0, 2), starred: true, add_tags: ['night'] });
  await markVideos(library, { ids: ids.slice(0, 1), add_tags: ['rain'] });
  await markVideos(library, { ids: ids.slice(3), trashed: true });
  const bytes = library.jobs.slice(0, 2).reduce((sum, { saved }) => sum + (saved?.bytes ?? 0), 0);
  expect(await summariseVideos(library, { ids: [...ids, 'video_none', ...ids] })).toEqual({
    object: 'selection',
    count: 4,
    trashed: 1,
    starred: 2,
    ready: 2,
    bytes,
    retryable: [ids[2]],
    retry_cost: [],
    retry_unpriced: 1,
    tags: [
      { value: 'night', count: 2 },
      { value: 'rain', count: 1 },
    ],
    projects: [],
  });
});

test('adds up what sending again is thought to cost', async () => {
  const [job] = library.jobs;
  await library.prices.set({ provider: job?.providerId, model: 'm', currency: 'USD', per_second: 0.1 });
  const { retry_cost: cost, retry_unpriced: unpriced } = await summariseVideos(library, { ids });
  expect([cost, unpriced]).toEqual([[{ currency: 'USD', amount: 0.4 }], 0]);
});

test('refuses what is no list of ids, and more than can be chosen', async () => {
  await expect(summariseVideos(library, { ids: 'video_1' })).rejects.toMatchObject({ param: 'ids' });
  const many = Array.from({ length: 5_001 }, (_, index) => `video_${index}`);
  await expect(summariseVideos(library, { ids: many })).rejects.toMatchObject({ param: 'ids' });
});

test('jobs are found in the order of their ids, however many are asked for', async () => {
  const asked = [...Array.from({ length: 1_200 }, (_, index) => `none_${index}`), ...ids.toReversed()];
  const found: string[] = [];
  for await (const { id } of findJobs(library.database, asked)) found.push(id);
  expect(found).toEqual(ids.toReversed());
});
