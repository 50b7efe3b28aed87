import { expectNoViolation } from './expect-no-violation';
import { asked, chip, expectFound, type Found, startFoundStudio, tools } from './found-videos';
import { openPalette } from './open-palette';
import { expect, test } from './studio';

let found: Found;

test.beforeAll(async ({ playwright }) => {
  found = await startFoundStudio(await playwright.request.newContext());
});
test.afterAll(() => found.end());

test('a project is made, gone to, sent into, renamed, and removed without its videos', async ({
  page,
  request,
}) => {
  const { studio, ids, post } = found;
  await page.goto(studio.url);
  await chip(page, 'Project').click();
  await page.getByRole('button', { name: 'Projects…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Projects' });
  await dialog.getByRole('button', { name: 'Make' }).click();
  await expect(dialog.getByText('A project needs a name.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'New project' }).fill('海港 night');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('heading', { name: '1 project' })).toBeVisible();
  await expectNoViolation(page);
  const { data } = await (await request.get(`${studio.url}/api/projects`)).json();
  const project: string = data[0].id;
  await post('/api/videos/change', { ids: [ids.city], project });

  await dialog.getByRole('button', { name: /^海港 night/ }).click();
  await expect(dialog).toBeHidden();
  expect(asked(page)).toBe(`project=${project}`);
  await expectFound(page, 'city');
  await expect(chip(page, 'Project: 海港 night')).toBeVisible();

  // What is sent while it is looked at goes into it, unless somebody says otherwise.
  const into = page.getByRole('button', { name: 'into 海港 night' });
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  const send = page.getByRole('button', { name: 'Send', exact: true });
  await expect(into).toHaveAttribute('aria-pressed', 'true');
  await expectNoViolation(page);
  await prompt.fill('A pier at night');
  await send.click();
  await expect(page.getByRole('link', { name: /A pier at night/ })).toBeVisible();
  await into.click();
  await expect(into).toHaveAttribute('aria-pressed', 'false');
  await prompt.fill('Something else');
  await send.click();
  const titles = async (query: string) => {
    const list = await (await request.get(`${studio.url}/v1/videos?${query}`)).json();
    return list.data.map((video: { prompt: string }) => video.prompt);
  };
  await expect.poll(() => titles('q=something')).toEqual(['Something else']);
  await expect(page.getByText('It is sent. The filter hides it here.')).toBeVisible();
  expect(await titles(`project=${project}`)).toEqual(['A pier at night', '雨夜的霓虹城市']);
  await expect(page.getByRole('link', { name: /Something else/ })).toHaveCount(0);

  await page.keyboard.press('Escape');
  await tools(page).getByRole('button', { name: 'Clear filters' }).click();
  await openPalette(page);
  await page.keyboard.type('go to project');
  await page.getByRole('option', { name: 'Go to project 海港 night' }).click();
  await expect.poll(() => asked(page)).toBe(`project=${project}`);

  await openPalette(page);
  await page.keyboard.type('projects');
  await page.getByRole('option', { name: 'Projects', exact: true }).click();
  await dialog.getByRole('button', { name: 'Rename 海港 night' }).click();
  await page.keyboard.type('Harbour');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Remove Harbour' }).click();
  await expect(dialog.getByText(/Remove “Harbour”\? Its 2 videos stay in the gallery\./)).toBeVisible();
  await expectNoViolation(page);
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dialog.getByRole('button', { name: /^Harbour/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  expect(asked(page)).toBe('');
  await expect(page.getByRole('link', { name: /霓虹城市/ })).toBeVisible();
});

test('the trash is searched, and emptied after a question that says how many', async ({ page, request }) => {
  const { studio, ids } = found;
  for (const id of [ids.kite, ids.fox, ids.sign]) await request.delete(`${studio.url}/v1/videos/${id}`);
  await page.goto(`${studio.url}/?trashed=true&q=kite`);
  await expect(page).toHaveURL(`${studio.url}/trash?q=kite`);
  const rows = page.getByRole('list', { name: 'Trash' }).getByRole('listitem');
  await expect(rows).toHaveText([/kite_over/]);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows).toHaveCount(3);
  await expectNoViolation(page);

  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await expect(
    page.getByText(/^Delete all 3 videos in the trash for good, with their files\?/),
  ).toBeVisible();
  await expectNoViolation(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Empty the trash' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  // Those that are still under way, or may be, stay until they have ended.
  await expect(page.getByText('1 video deleted for good.')).toBeVisible();
  await expect(rows).toHaveCount(2);
  expect((await request.get(`${studio.url}/v1/videos/${ids.kite}`)).status()).toBe(404);
  expect((await request.get(`${studio.url}/v1/videos/${ids.fox}`)).status()).toBe(200);
});
