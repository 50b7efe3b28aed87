import type { Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { expect, type Studio, test } from './studio';

/** Everything by keys alone. */

const prompt = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true });
const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands' });

/** The models come from the page itself, not from the server: where they stand, keys are heard. */
async function open(page: Page, { url }: Studio): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole('combobox', { name: 'Model' })).toBeVisible();
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(palette(page)).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'What do you want to do?' })).toBeFocused();
}

async function command(page: Page, words: string, name: string): Promise<void> {
  await openPalette(page);
  await page.keyboard.type(words);
  await expect(palette(page).getByRole('option', { selected: true })).toHaveText(new RegExp(`^${name}`));
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeHidden();
}

test('a whole video is made, looked at and left by keys alone', async ({ page, freshStudio }) => {
  await open(page, freshStudio);
  await page.keyboard.press('/');
  await expect(prompt(page)).toBeFocused();
  // While one types, signs are signs.
  await page.keyboard.type('What is n/a? A kite');
  await expect(prompt(page)).toHaveValue('What is n/a? A kite');

  await command(page, 'length', 'Choose the length');
  const length = page.getByRole('combobox', { name: 'Length' });
  await expect(length).toBeFocused();
  for (const key of ['Space', 'Home', 'Enter']) await page.keyboard.press(key);
  await expect(length).toHaveValue('2');
  await command(page, 'roll', 'Roll a seed');
  await expect(page.getByLabel('Seed', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Seed', { exact: true })).not.toHaveValue('');

  // Through the bar by Tab, in the order in which it is read.
  await prompt(page).focus();
  const names: string[] = [];
  for (let press = 0; press < 24; press += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    names.push(name);
    if (name.startsWith('Send')) break;
  }
  expect(names).toContain('Model');
  expect(names.indexOf('Model')).toBeLessThan(names.indexOf('Size'));
  expect(names.indexOf('Size')).toBeLessThan(names.indexOf('Length'));
  expect(names.at(-1)).toBe('Send');

  await prompt(page).focus();
  await page.keyboard.press('Control+Enter');
  const tile = page.getByRole('link', { name: /What is n\/a\? A kite, Ready/ });
  await expect(tile).toBeVisible({ timeout: 90_000 });
  await command(page, 'newest', 'Open the newest video');
  const room = page.getByRole('dialog', { name: /^Review/ });
  await expect(room).toBeVisible();

  // Escape closes what is on top, and nothing else.
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toBeVisible();
  await expect(sheet.getByText('Older video')).toBeVisible();
  await expectNoViolation(page);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(room).toBeVisible();
  // What would act on the composer below is not offered in the room.
  await openPalette(page);
  await page.keyboard.type('empty');
  await expect(page.getByText('There is no such command.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
  await page.keyboard.press('n');
  await expect(room).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(room).toBeHidden();
  await expect(tile).toBeFocused();

  await command(page, 'empty', 'Empty the form');
  await expect(prompt(page)).toHaveValue('');
  await page.locator('.ff-toast-action').click();
  await expect(prompt(page)).toHaveValue('What is n/a? A kite');
});

test('a dialog begins with what can be done in it, and Enter never closes it', async ({ page, studio }) => {
  await open(page, studio);
  const dialog = page.locator('dialog[open]');
  for (const [words, name, first] of [
    ['projects', 'Projects', dialog.getByRole('textbox', { name: 'New project' })],
    ['notif', 'Tell me when a video ends', dialog.locator('input[type=checkbox]:focus')],
    ['pick', 'Pick a picture from the gallery', dialog.getByRole('button', { name: 'Choose a file' })],
    ['matrix', 'Make a matrix', dialog.locator(':is(input, select, textarea, button):focus')],
  ] as const) {
    await command(page, words, name);
    await expect(dialog).toBeVisible();
    await expect(first).toBeFocused();
    await expect(dialog.getByRole('button', { name: 'Close' })).not.toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }

  // What is only read is scrolled by its keys.
  await prompt(page).focus();
  await page.keyboard.press('Escape');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('?');
  await expect(dialog.getByText('Older video')).toBeAttached();
  const seen = () => dialog.evaluate((element) => element.querySelector('div > div + div')?.scrollTop ?? -1);
  expect(await seen()).toBe(0);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect.poll(seen).toBeGreaterThan(0);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the palette finds by either language, moves by arrows, and gives the focus back', async ({
      page,
      studio,
    }) => {
      await open(page, studio);
      await prompt(page).click();
      await openPalette(page);
      await expectNoViolation(page);
      const options = palette(page).getByRole('option');
      await expect(options.first()).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('ArrowDown');
      await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      await expect(options.last()).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.type('主题 深');
      await expect(options).toHaveText(['Theme: dark']);
      await page.keyboard.press('Control+k');
      await expect(palette(page)).toBeHidden();
      await expect(prompt(page)).toBeFocused();
    });
  });
}

test('in Chinese', async ({ page, studio }) => {
  await open(page, studio);
  await command(page, 'chinese', '切换到中文');
  await expect(page.getByRole('button', { name: '发送', exact: true })).toBeVisible();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: '命令' });
  await expect(dialog).toBeVisible();
  await expectNoViolation(page);
  await page.keyboard.type('trash');
  await expect(dialog.getByRole('option').first()).toHaveText('前往回收站');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/trash$/);
});

test('single keys can be turned off, and never act while a word is being composed', async ({
  page,
  studio,
}) => {
  await open(page, studio);
  await page.evaluate(() => {
    const init = { key: '?', isComposing: true, bubbles: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', init));
  });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await sheet.getByRole('checkbox', { name: 'Single keys are shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('?');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('/');
  await expect(prompt(page)).not.toBeFocused();
  await openPalette(page);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  test('the palette and the sheet fit, and are used by touch', async ({ page, studio }) => {
    await open(page, studio);
    await openPalette(page);
    await expectNoViolation(page);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await palette(page).getByRole('option', { name: 'Keyboard shortcuts' }).tap();
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});
