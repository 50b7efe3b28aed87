import { expectNoViolation } from './expect-no-violation';
import { asked, chip, expectFound, type Found, search, startFoundStudio, tools } from './found-videos';
import { openPalette } from './open-palette';
import { expect, test } from './studio';

let found: Found;

test.beforeAll(async ({ playwright }) => {
  found = await startFoundStudio(await playwright.request.newContext());
});
test.afterAll(() => found.end());

test('a search finds words of prompts, in any script and with any sign in them', async ({ page }) => {
  await page.goto(found.studio.url);
  await expectFound(page, 'boat', 'city', 'sign', 'kite', 'fox');
  await page.keyboard.press('f');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('BOAT');
  await expectFound(page, 'boat');
  expect(asked(page)).toBe('q=BOAT');
  for (const [words, name] of [
    ['霓虹', 'city'],
    ['城', 'city'],
    ['"50% off"', 'sign'],
    ['%', 'sign'],
    ['e_o', 'kite'],
    ['snow fox', 'fox'],
  ] as const) {
    await search(page).fill(words);
    await expectFound(page, name);
  }
  await page.keyboard.press('Escape');
  await expect(search(page)).toHaveValue('');
  await expectFound(page, 'boat', 'city', 'sign', 'kite', 'fox');
  await page.keyboard.press('Escape');
  await expect(search(page)).not.toBeFocused();
});

test('nothing is searched while a word is being composed', async ({ page, context }) => {
  await page.clock.install();
  await page.goto(found.studio.url);
  await expectFound(page, 'boat', 'city', 'sign', 'kite', 'fox');
  await search(page).click();
  const searched: string[] = [];
  page.on('request', (request) => {
    const query = new URL(request.url()).searchParams.get('q');
    if (query) searched.push(query);
  });
  const keyboard = await context.newCDPSession(page);
  for (const text of ['n', 'ni', 'ni h', 'ni hong'])
    await keyboard.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  await expect(search(page)).toHaveValue('ni hong');
  // Longer than any pause after which a search begins.
  await page.clock.fastForward(2_000);
  expect([asked(page), searched]).toEqual(['', []]);
  await keyboard.send('Input.insertText', { text: '霓虹' });
  await expectFound(page, 'city');
  expect(new Set(searched)).toEqual(new Set(['霓虹']));
});

test('each filter narrows, says so in words, and goes again', async ({ page }) => {
  await page.goto(found.studio.url);
  const choose = async (kind: string, name: string | RegExp) => {
    await chip(page, kind).click();
    await page.getByRole('dialog', { name: kind }).getByRole('option', { name }).click();
  };
  for (const [kind, choice, address, names] of [
    ['Tag', /^night/, 'tag=night', ['boat', 'city']],
    ['Model', /^sora-2-pro/, 'model=sora-2-pro', ['city']],
    ['Provider', /^The other/, /^provider=/, ['fox']],
    ['Size', /^720×1280/, 'size=720x1280', ['city']],
    ['Image', 'With an image', 'has_reference=true', ['fox']],
    ['Image', 'Without images', 'has_reference=false', ['boat', 'city', 'sign', 'kite']],
  ] as const) {
    await choose(kind, choice);
    await expectFound(page, ...names);
    expect(asked(page)).toMatch(address);
    await tools(page)
      .getByRole('button', { name: `Remove the filter: ${kind}` })
      .click();
    await expectFound(page, 'boat', 'city', 'sign', 'kite', 'fox');
  }
  await chip(page, 'Starred').click();
  await expect(chip(page, 'Starred')).toHaveAttribute('aria-pressed', 'true');
  await expectFound(page, 'boat', 'fox');
  await choose('Tag', /^night/);
  await expectFound(page, 'boat');
  await expectNoViolation(page);
  await tools(page).getByRole('button', { name: 'Clear filters' }).click();
  await expectFound(page, 'boat', 'city', 'sign', 'kite', 'fox');
});

test('by keys alone, several statuses at once; back, forward and a reload keep it', async ({ page }) => {
  await page.goto(found.studio.url);
  await chip(page, 'Status').focus();
  await page.keyboard.press('Enter');
  const list = page.getByRole('listbox', { name: 'Status' });
  await expect(list.getByRole('option').first()).toBeFocused();
  await expectNoViolation(page);
  await page.keyboard.press('End');
  await expect(list.getByRole('option', { name: 'Cancelled' })).toBeFocused();
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
  await expectFound(page, 'kite');
  for (const key of ['ArrowUp', 'Home', 'ArrowDown', 'ArrowUp', 'Space']) await page.keyboard.press(key);
  await expect(list.getByRole('option', { name: 'Queued' })).toHaveAttribute('aria-selected', 'true');
  await expectFound(page, 'kite', 'fox');
  expect(asked(page)).toBe('status=unsent,errored');
  await page.keyboard.press('Escape');
  const set = chip(page, 'Status: Queued, Failed');
  await expect(set).toBeFocused();

  await page.reload();
  await expect(set).toBeVisible();
  await expectFound(page, 'kite', 'fox');
  // What is drawn already is not asked for again: the answer would undo what is opened meanwhile.
  const redrawn: string[] = [];
  page.on('request', (request) => void (request.url().includes('_rsc=') && redrawn.push(request.url())));
  await page.goBack();
  await expectFound(page, 'kite');
  await page.goBack();
  await expectFound(page, 'boat', 'city', 'sign', 'kite', 'fox');
  await page.goForward();
  await expectFound(page, 'kite');
  expect(redrawn).toEqual([]);

  // A room over it keeps the filter, and leaving comes back to it.
  await page.getByRole('link', { name: /kite_over/ }).press('Enter');
  await expect(page.getByRole('dialog', { name: /^Review/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expectFound(page, 'kite');
  expect(asked(page)).toBe('status=errored');
});

test('searching is one step, which going back undoes', async ({ page }) => {
  await page.goto(`${found.studio.url}/?tag=night`);
  await expectFound(page, 'boat', 'city');
  await search(page).pressSequentially('dawn', { delay: 260 });
  await expectFound(page, 'boat');
  await page.goBack();
  await expect(search(page)).toHaveValue('');
  await expectFound(page, 'boat', 'city');
});

test('what matches nothing is not an empty library: it says what was asked, and what to do', async ({
  page,
}) => {
  await page.goto(`${found.studio.url}/?q=boat&status=errored&model=sora-2`);
  await expect(page.getByRole('heading', { name: 'No video matches all of this.' })).toBeVisible();
  await expect(page.getByText('Nothing here yet.')).toHaveCount(0);
  await expectFound(page);
  await expectNoViolation(page);
  const gallery = page.getByRole('main');
  for (const said of ['“boat”', 'Failed', 'sora-2'])
    await expect(gallery.getByRole('button', { name: `Without: ${said}` })).toBeVisible();
  await gallery.getByRole('button', { name: 'Without: Failed' }).click();
  await expectFound(page, 'boat');
  await search(page).fill('no such words');
  await gallery.getByRole('button', { name: 'Clear filters' }).click();
  await expectFound(page, 'boat', 'city', 'sign', 'kite', 'fox');
  await expect(search(page)).toHaveValue('');
});

test('a video that matches no longer leaves while one looks, and comes back', async ({ page }) => {
  const { post, ids } = found;
  await page.goto(`${found.studio.url}/?starred=true`);
  await expectFound(page, 'boat', 'fox');
  await post('/api/videos/change', { ids: [ids.fox], starred: false });
  await expectFound(page, 'boat');
  await post('/api/videos/change', { ids: [ids.fox], starred: true });
  await expectFound(page, 'boat', 'fox');
});

test('the palette finds too', async ({ page }) => {
  await page.goto(found.studio.url);
  await expectFound(page, 'boat', 'city', 'sign', 'kite', 'fox');
  const command = async (words: string, name: string) => {
    await openPalette(page);
    await page.keyboard.type(words);
    const palette = page.getByRole('dialog', { name: 'Commands' });
    await expect(palette.getByRole('option', { selected: true })).toHaveText(new RegExp(`^${name}`));
    await page.keyboard.press('Enter');
  };
  await command('starred', 'Show starred videos');
  await expectFound(page, 'boat', 'fox');
  await command('show failed', 'Show failed videos');
  await expectFound(page, 'kite');
  await command('clear filters', 'Clear filters');
  await expectFound(page, 'boat', 'city', 'sign', 'kite', 'fox');
  await command('search', 'Search prompts');
  await expect(search(page)).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  test('a sheet holds all filters, and the row stays while one scrolls', async ({ page }) => {
    await page.goto(found.studio.url);
    await expectFound(page, 'boat', 'city', 'sign', 'kite', 'fox');
    await tools(page).getByRole('button', { name: 'Filters' }).tap();
    const sheet = page.getByRole('dialog', { name: 'Filters' });
    await sheet.getByRole('button', { name: 'Queued' }).tap();
    await sheet.getByRole('button', { name: 'Failed' }).tap();
    await expectNoViolation(page);
    await sheet.getByRole('button', { name: 'Show 2 videos' }).tap();
    await expect(sheet).toBeHidden();
    await expectFound(page, 'kite', 'fox');
    await expect(tools(page).getByRole('button', { name: 'Filters (1 set)' })).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await tools(page).getByRole('button', { name: 'Remove the filter: Status' }).tap();
    await expectFound(page, 'boat', 'city', 'sign', 'kite', 'fox');
    await page.mouse.wheel(0, 600);
    await expect(search(page)).toBeInViewport();
    await expectNoViolation(page);
  });
});
