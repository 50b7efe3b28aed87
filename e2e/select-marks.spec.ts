import type { Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { action, ask, bar, box, expect, read, test, tile } from './select-studio';

/** A message, once it stands alone. */
async function said(page: Page, words: string) {
  const messages = page.getByRole('listitem').filter({ has: page.locator('[data-title]') });
  await expect(messages).toHaveText([new RegExp(words)]);
  return messages;
}

test('many are starred, tagged, moved and deleted at once, and deleting is undone', async ({
  page,
  quick,
  request,
}) => {
  const ids = await ask(request, quick, ['One', 'Two', 'Three']);
  const marks = async () =>
    (await Promise.all(ids.map((id) => read(request, quick, id)))).map(({ firstframe }) => firstframe);
  await page.goto(quick.url);
  await tile(page, 'One').hover();
  // What listens comes after the page.
  await expect(box(page, 'One')).toBeVisible();
  await page.keyboard.press('Control+a');
  await action(page, 'Star').click();
  await expect.poll(async () => (await marks()).map(({ starred }) => starred)).toEqual([true, true, true]);
  await expect(page.getByRole('button', { name: 'Star', pressed: true })).toHaveCount(3);

  await action(page, 'Tags…').click();
  const tags = page.getByRole('dialog', { name: 'Tags of 3 videos' });
  // It is typed into at once, and Enter adds the tag and closes nothing.
  await expect(tags.getByRole('textbox', { name: 'New tag' })).toBeFocused();
  await page.keyboard.type('night');
  await page.keyboard.press('Enter');
  await expect(tags.getByRole('checkbox', { name: 'night' })).toBeChecked();
  await expectNoViolation(page);
  await tags.getByRole('button', { name: 'Save' }).click();
  await expect(tags).toBeHidden();
  expect((await marks()).map((mark) => mark.tags)).toEqual([['night'], ['night'], ['night']]);

  await action(page, 'Move to project…').click();
  const move = page.getByRole('dialog', { name: 'Move 3 videos to a project' });
  await expect(move.getByRole('radio', { name: 'No project' })).toBeChecked();
  await expect(move.getByRole('radio', { name: 'No project' })).toBeFocused();
  await move.getByRole('textbox', { name: 'New project' }).fill('Spring');
  await move.getByRole('button', { name: 'Make' }).click();
  await expect(move.getByRole('radio', { name: 'Spring' })).toBeChecked();
  await move.getByRole('button', { name: 'Move' }).click();
  await expect(move).toBeHidden();
  expect(new Set((await marks()).map(({ project }) => project)).size).toBe(1);
  expect((await marks())[0].project).not.toBeNull();

  // Of one alone: the box of a tag that only some have says so.
  await page.keyboard.press('Escape');
  await tile(page, 'Two').click({ modifiers: ['ControlOrMeta'] });
  await action(page, 'Tags…').click();
  await page.getByRole('checkbox', { name: 'night' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(async () => (await marks()).map((mark) => mark.tags.length)).toEqual([1, 0, 1]);
  await page.keyboard.press('Control+a');
  await action(page, 'Tags…').click();
  await expect(page.getByText('on 2 of them')).toBeVisible();
  await page.keyboard.press('Escape');

  await action(page, 'Move to the trash').click();
  await expect(page.locator('[data-video]')).toHaveCount(0);
  await expect(bar(page)).toBeHidden();
  expect((await (await request.get(`${quick.url}/v1/videos`)).json()).data).toEqual([]);
  const message = page.getByRole('listitem').filter({ hasText: '3 videos moved to the trash.' });
  await message.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('[data-video]')).toHaveCount(3);
  expect((await marks()).map((mark) => mark.trashed_at)).toEqual([null, null, null]);
});

test('what was done to many is said, and taken back from each as it was', async ({
  page,
  quick,
  request,
}) => {
  const ids = await ask(request, quick, ['One', 'Two', 'Three']);
  const [one = '', two = '', three = ''] = ids;
  const post = async (path: string, data: object) =>
    (await request.post(`${quick.url}${path}`, { data })).json();
  const [film, spring] = [
    await post('/api/projects', { name: 'Film' }),
    await post('/api/projects', { name: 'Spring' }),
  ];
  await post('/api/videos/change', { ids: [one], project: film.id, add_tags: ['dusk'] });
  await post('/api/videos/change', { ids: [two], project: spring.id, starred: true });
  const marks = async () => {
    const videos = await Promise.all(ids.map((id) => read(request, quick, id)));
    return videos.map(({ firstframe: { starred, tags, project } }) => ({ starred, tags, project }));
  };
  const before = await marks();
  const asked: object[] = [];
  page.on('request', (sent) => {
    if (sent.url().endsWith('/api/videos/change')) asked.push(sent.postDataJSON());
  });

  await page.goto(quick.url);
  await tile(page, 'One').hover();
  await expect(box(page, 'One')).toBeVisible();
  await page.keyboard.press('Control+a');
  await action(page, 'Star').click();
  await said(page, '3 videos starred.');
  // Of one alone the star itself says it.
  await page.keyboard.press('Escape');
  await tile(page, 'One').focus();
  await page.keyboard.press('s');
  await expect.poll(async () => (await marks())[0]?.starred).toBe(false);
  await page.keyboard.press('s');
  await expect.poll(async () => (await marks())[0]?.starred).toBe(true);
  const starred = await said(page, '3 videos starred.');
  await starred.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(marks).toEqual(before);

  await page.keyboard.press('Control+a');
  await action(page, 'Tags…').click();
  await expect(page.getByRole('textbox', { name: 'New tag' })).toBeFocused();
  await page.keyboard.type('night');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'night' })).toBeChecked();
  await page.getByRole('checkbox', { name: 'dusk' }).check();
  await page.getByRole('checkbox', { name: 'dusk' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await said(page, 'The tags of 3 videos are changed.');
  expect((await marks()).map(({ tags }) => tags)).toEqual([['night'], ['night'], ['night']]);

  asked.length = 0;
  await action(page, 'Move to project…').click();
  const move = page.getByRole('dialog', { name: 'Move 3 videos to a project' });
  await move.getByRole('radio', { name: 'Spring' }).check();
  await move.getByRole('button', { name: 'Move' }).click();
  // It stands in the place of what was said before.
  const moved = await said(page, '3 videos moved to “Spring”.');
  expect((await marks()).map(({ project }) => project)).toEqual([spring.id, spring.id, spring.id]);
  await moved.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(async () => (await marks()).map(({ project }) => project))
    .toEqual([film.id, spring.id, null]);
  // One was there already, and what came to all of them otherwise stays.
  expect(asked.slice(1)).toEqual(
    expect.arrayContaining([
      { ids: [one], project: film.id },
      { ids: [three], project: null },
    ]),
  );
  expect(asked).toHaveLength(3);
  expect((await marks()).map(({ tags }) => tags)).toEqual([['night'], ['night'], ['night']]);
  await expect(page.locator('[data-title]')).toHaveCount(0);
});
