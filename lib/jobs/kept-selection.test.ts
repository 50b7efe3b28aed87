import { expect, test } from 'vitest';
import { findSelection, keepSelection } from './kept-selection';
import { openTestContext } from './test-context';

const minuteMs = 60_000;

test('a list is found under its id for ten minutes, and is gone from the database with the next one', async () => {
  const context = await openTestContext(() => new Response(null, { status: 500 }));
  await context.database.insertInto('settings').values({ name: 'other', value: '{}' }).execute();
  const ids = Array.from({ length: 5_000 }, (_, index) => `video_${index}`);
  const { id, url } = await keepSelection(context, ids);
  expect(url).toBe(`/api/export?selection=${id}`);
  expect(await findSelection(context, id)).toEqual(ids);
  context.clock.now += 10 * minuteMs;
  expect(await findSelection(context, id)).toEqual(ids);
  context.clock.now += 1;
  await expect(findSelection(context, id)).rejects.toMatchObject({ code: 'not_found', param: 'selection' });
  await keepSelection(context, ['video_1']);
  const kept = await context.database.selectFrom('settings').select('name').execute();
  expect(kept.filter(({ name }) => name.startsWith('kept:'))).toHaveLength(1);
  expect(kept.map(({ name }) => name)).toContain('other');
});

test('an id that nobody was given finds nothing', async () => {
  const context = await openTestContext(() => new Response(null, { status: 500 }));
  await context.database.insertInto('settings').values({ name: 'kept', value: '[]' }).execute();
  for (const id of ['', 'selection_', `selection_${'f'.repeat(36)}`])
    await expect(findSelection(context, id)).rejects.toMatchObject({ code: 'not_found' });
});
