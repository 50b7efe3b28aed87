import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { openPromise } from 'yauzl';
import { expectNoViolation } from './expect-no-violation';
import { startGuidedProvider } from './guided-provider';
import { test as base, expect, type Studio, startStudio } from './studio';
import { states, writeJobs } from './write-jobs';

/** A studio whose videos are never done, so that there are many at once. */
const test = base.extend<{ quick: Studio }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs off this pattern.
  quick: async ({}, use) => {
    const provider = await startGuidedProvider();
    const studio = await startStudio(provider.environment);
    await use(studio);
    await studio.stop('SIGKILL');
    provider.close();
    await rm(studio.dataFolder, { recursive: true, force: true });
  },
});

/** Asks for videos of these prompts, the last one the newest. */
async function ask(
  request: APIRequestContext,
  studio: Studio,
  prompts: readonly string[],
  settings: object = { model: 'guided' },
): Promise<string[]> {
  const ids: string[] = [];
  for (const prompt of prompts) {
    const answer = await request.post(`${studio.url}/v1/videos`, { data: { prompt, ...settings } });
    ids.push((await answer.json()).id);
  }
  return ids;
}

/** Has the demo make videos of these prompts. */
async function make(
  request: APIRequestContext,
  studio: Studio,
  prompts: readonly string[],
): Promise<string[]> {
  const ids = await ask(request, studio, prompts, { seconds: '2', size: '480x854' });
  for (const id of ids)
    await expect
      .poll(async () => (await read(request, studio, id)).status, { timeout: 90_000 })
      .toBe('completed');
  return ids;
}

async function read(request: APIRequestContext, studio: Studio, id: string) {
  return (await request.get(`${studio.url}/v1/videos/${id}`)).json();
}

const tile = (page: Page, prompt: string) => page.getByRole('link', { name: new RegExp(`: ${prompt},`) });
const box = (page: Page, prompt: string) => page.getByRole('checkbox', { name: `Select: ${prompt}` });
const bar = (page: Page) => page.getByRole('region', { name: 'Selected videos' });
const action = (page: Page, name: string | RegExp) => bar(page).getByRole('button', { name });
const selected = (page: Page, count: number) =>
  expect(bar(page).getByText(`${count} selected`)).toBeVisible();

async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await locator.boundingBox()) ?? {};
  return { x: x + width / 2, y: y + height / 2 };
}

const five = ['One', 'Two', 'Three', 'Four', 'Five'];

test('videos are chosen by box, by press, by range, by key, and let go', async ({ page, quick, request }) => {
  await ask(request, quick, five);
  await page.goto(quick.url);
  const composer = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await tile(page, 'Two').hover();
  await box(page, 'Two').click();
  await selected(page, 1);
  await expect(composer).toBeHidden();
  // From now on a press chooses; and pressed again, lets go.
  await tile(page, 'Four').click();
  await selected(page, 2);
  await expect(box(page, 'Four')).toBeChecked();
  await tile(page, 'Two').click();
  await expect(box(page, 'Two')).not.toBeChecked();
  await expect(page).toHaveURL(`${quick.url}/`);

  // From Four, which was pressed before, the range goes from the newest end to it.
  await tile(page, 'Two').click();
  await tile(page, 'Five').click({ modifiers: ['Shift'] });
  await selected(page, 4);
  await expect(box(page, 'One')).not.toBeChecked();
  // Drawn to the other side, it takes back what it had covered.
  await tile(page, 'One').click({ modifiers: ['Shift'] });
  await selected(page, 3);
  await expect(box(page, 'Five')).not.toBeChecked();
  await expectNoViolation(page);

  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
  await expect(composer).toBeVisible();
  await page.keyboard.press('Control+a');
  await selected(page, 5);
  await page.keyboard.press('Escape');

  await tile(page, 'Three').focus();
  await page.keyboard.press('x');
  await selected(page, 1);
  await page.keyboard.press('x');
  await expect(bar(page)).toBeHidden();
  await tile(page, 'One').click({ modifiers: ['ControlOrMeta'] });
  await selected(page, 1);
  await bar(page).getByRole('button', { name: 'Clear the selection (Esc)' }).click();
  await tile(page, 'One').click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a band chooses what it covers, and lets go what it leaves', async ({ page, quick, request }) => {
  await ask(request, quick, ['One', 'Two', 'Three']);
  await page.goto(quick.url);
  const [three, two, one] = await Promise.all(
    ['Three', 'Two', 'One'].map((name) => middleOf(tile(page, name))),
  );
  if (!one || !two || !three) return;
  const ground = { x: three.x - 150, y: three.y + 160 };
  await page.mouse.move(ground.x, ground.y);
  await page.mouse.down();
  await page.mouse.move(two.x, two.y, { steps: 5 });
  await selected(page, 2);
  await page.mouse.move(one.x, one.y, { steps: 5 });
  await selected(page, 3);
  await page.mouse.move(three.x, three.y, { steps: 5 });
  await selected(page, 1);
  await page.mouse.up();
  await selected(page, 1);
  // With a key held it may begin on a tile, which is then not opened.
  await page.keyboard.down('Control');
  await page.mouse.move(two.x, two.y);
  await page.mouse.down();
  await page.mouse.move(one.x, one.y, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Control');
  await selected(page, 3);
  await expect(page).toHaveURL(`${quick.url}/`);
});

test('what is chosen is saved as one zip, whose files are those of the studio', async ({
  page,
  freshStudio,
  request,
}) => {
  const [first = '', third = ''] = await make(request, freshStudio, ['One', 'Three']);
  const gone = await request.post(`${freshStudio.url}/v1/videos`, { data: { prompt: 'Four', seconds: '8' } });
  expect(gone.status()).toBe(200);
  await page.goto(freshStudio.url);
  await tile(page, 'One').hover();
  await expect(box(page, 'One')).toBeVisible();
  // One that is not finished is left out.
  for (const name of ['One', 'Three', 'Four']) await tile(page, name).click({ modifiers: ['ControlOrMeta'] });
  await expect(action(page, /^Download as a zip/)).toBeVisible();
  const saving = page.waitForEvent('download');
  await action(page, /^Download/).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^firstframe_\d{4}-\d\d-\d\d\.zip$/);
  const zip = await openPromise(await download.path(), { autoClose: false });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, Buffer.concat(await (await zip.openReadStreamPromise(entry)).toArray()));
  zip.close();
  const names = [...files.keys()];
  expect(names.filter((name) => name.endsWith('.mp4')).map((name) => name.split('_')[1])).toEqual(
    expect.arrayContaining(['One', 'Three']),
  );
  for (const id of [first, third]) {
    const { firstframe } = await read(request, freshStudio, id);
    const bytes = files.get(firstframe.filename);
    expect(
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    ).toBe(firstframe.got.sha256);
    expect(bytes).toEqual(await readFile(`${freshStudio.dataFolder}/videos/${id}/video.mp4`));
    expect(JSON.parse(String(files.get(`videos/${id}/video.json`))).id).toBe(id);
  }
  expect(names.filter((name) => name.endsWith('.mp4'))).toHaveLength(2);
  // What it gave it takes again.
  const zipBytes = await readFile(await download.path());
  const headers = { 'content-type': 'application/zip' };
  const report = await request.post(`${freshStudio.url}/api/import`, { headers, data: zipBytes });
  expect(await report.json()).toEqual({ imported: 0, present: 2, refused: [] });

  await page.keyboard.press('Escape');
  await tile(page, 'Three').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Use its last frame' }).click();
  await expect(page.getByRole('img', { name: 'The chosen first frame' })).toBeVisible();
});

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
  await tags.getByRole('textbox', { name: 'New tag' }).fill('night');
  await page.keyboard.press('Enter');
  await expect(tags.getByRole('checkbox', { name: 'night' })).toBeChecked();
  await expectNoViolation(page);
  await tags.getByRole('button', { name: 'Save' }).click();
  await expect(tags).toBeHidden();
  expect((await marks()).map((mark) => mark.tags)).toEqual([['night'], ['night'], ['night']]);

  await action(page, 'Move to project…').click();
  const move = page.getByRole('dialog', { name: 'Move 3 videos to a project' });
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

test('many that failed are sent again: closing stops it, and nothing is offered or sent a second time', async ({
  page,
  quick,
  request,
}) => {
  const jobs = writeJobs(quick);
  const failed = { ...states.failed, error_code: 'provider_error', error_message: 'It broke.' };
  for (const prompt of [...five, 'Six'])
    jobs.add({ ...failed, provider_id: 'pictures', model: 'guided' }, prompt, {});
  jobs.close();
  const asked: { address: string; key: string | undefined }[] = [];
  const held = Promise.withResolvers<void>();
  let losesNext = false;
  await page.route('**/api/videos/*/retry', async (route) => {
    asked.push({ address: route.request().url(), key: route.request().headers()['idempotency-key'] });
    const isLost = losesNext;
    losesNext = false;
    await held.promise;
    if (!isLost) return route.continue();
    // The studio makes it, and the page never hears of that.
    await route.fetch();
    await route.abort();
  });
  const countVideos = async () =>
    (await (await request.get(`${quick.url}/v1/videos?limit=100`)).json()).data.length;
  const dialog = page.getByRole('dialog', { name: 'Try again' });
  const button = (name: string) => dialog.getByRole('button', { name });

  await page.goto(quick.url);
  await tile(page, 'One').hover();
  await expect(box(page, 'One')).toBeVisible();
  await page.keyboard.press('Control+a');
  await action(page, 'Try 6 again').click();
  await button('Send 6 again').click();
  await expect.poll(() => asked.length).toBe(4);
  await button('Cancel').click();
  await expect(dialog).toBeHidden();
  held.resolve();
  // Those that were on their way are made, and chosen no more; the others stay unsent.
  await selected(page, 2);
  await expect.poll(countVideos).toBe(10);
  expect(asked).toHaveLength(4);

  losesNext = true;
  await action(page, 'Try 2 again').click();
  await button('Send 2 again').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'One was not sent' })).toBeVisible();
  await expect(button('Send it again')).toBeEnabled();
  await selected(page, 1);
  // Closed and opened again, it still means the one whose answer was lost.
  await button('Cancel').click();
  await action(page, 'Try 1 again').click();
  await button('Send it again').click();
  await expect(dialog).toBeHidden();
  await expect(bar(page)).toBeHidden();
  expect(asked).toHaveLength(7);
  expect(new Set(asked.map(({ address }) => address)).size).toBe(6);
  expect(new Set(asked.map(({ key }) => key)).size).toBe(6);
  expect(await countVideos()).toBe(12);
});

test('the menu of a tile: by mouse, by key, of one and of all that are chosen', async ({
  page,
  quick,
  request,
}) => {
  const [one = ''] = await ask(request, quick, ['One', 'Two', 'Three']);
  await page.goto(quick.url);
  const menu = page.getByRole('menu');
  await tile(page, 'One').click({ button: 'right' });
  await expect(menu).toBeVisible();
  await expect(menu.getByRole('menuitem').first()).toHaveText('Open');
  await expectNoViolation(page, ['[role=menu]']);
  await menu.getByRole('menuitem', { name: 'Star' }).click();
  await expect(menu).toBeHidden();
  await expect.poll(async () => (await read(request, quick, one)).firstframe.starred).toBe(true);

  // By keys: opened, found by typing, closed, and the focus is where it was.
  await tile(page, 'One').focus();
  await page.keyboard.press('Shift+F10');
  await expect(menu).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(menu.getByRole('menuitem', { name: 'Open in a new tab' })).toBeFocused();
  await page.keyboard.type('rem');
  await expect(menu.getByRole('menuitem', { name: 'Remove the star' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(tile(page, 'One')).toBeFocused();
  await page.keyboard.press('s');
  await expect.poll(async () => (await read(request, quick, one)).firstframe.starred).toBe(false);

  // The room has the same menu, and keeps its own keys meanwhile.
  await page.keyboard.press('Enter');
  const room = page.getByRole('dialog');
  await room.getByRole('button', { name: 'More' }).click();
  await expect(menu.getByRole('menuitem').first()).toHaveText('Open in a new tab');
  await page.keyboard.type('sta');
  await expect(menu.getByRole('menuitem', { name: 'Star' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(room).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(room).toBeHidden();
  expect((await read(request, quick, one)).firstframe.starred).toBe(false);

  // On one that is chosen it is of all that are, on another of that one alone.
  for (const name of ['Two', 'Three']) await tile(page, name).click({ modifiers: ['ControlOrMeta'] });
  await tile(page, 'Two').click({ button: 'right' });
  await expect(menu.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await selected(page, 2);
  // The next one is the selection's.
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
  for (const name of ['Two', 'Three']) await tile(page, name).click({ modifiers: ['ControlOrMeta'] });
  await tile(page, 'One').hover();
  await page.getByRole('button', { name: 'More for: One' }).click();
  await menu.getByRole('menuitem', { name: 'Move to the trash' }).click();
  await expect(page.locator('[data-video]')).toHaveCount(2);
  await selected(page, 2);
  await page.keyboard.press('Escape');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a finger that rests chooses, and the next taps too', async ({ page, quick, request }) => {
    await ask(request, quick, ['One', 'Two']);
    await page.goto(quick.url);
    await expect(tile(page, 'One')).toBeVisible();
    const { x, y } = await middleOf(tile(page, 'One'));
    const touch = await page.context().newCDPSession(page);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    await expect(box(page, 'One')).toBeChecked();
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(box(page, 'One')).toBeChecked();
    await tile(page, 'Two').tap();
    await expect(box(page, 'Two')).toBeChecked();
    await expect(page).toHaveURL(`${quick.url}/`);
    await expectNoViolation(page);
    const { width = 0, height = 0 } = (await action(page, 'Star').boundingBox()) ?? {};
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(40);
  });
});
