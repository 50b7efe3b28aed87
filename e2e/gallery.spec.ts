import type { Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { promptOf, seedLibrary } from './seed-library';
import { test as base, expect, type Studio, startStudio } from './studio';

/** The gallery with more videos than any page could hold. */

const count = 4_000;
const days = 200;
const dayMs = 86_400_000;

const test = base.extend<object, { full: Studio }>({
  full: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs off this pattern.
    async ({}, use) => {
      const studio = await startStudio();
      await studio.stop();
      await seedLibrary(studio.dataFolder, { count, days });
      await studio.start();
      await use(studio);
      await studio.stop('SIGKILL');
    },
    { scope: 'worker' },
  ],
});

const shot = (page: Page, number: number) =>
  page.getByRole('link', { name: `Open: ${promptOf(number)}, Ready` });
const room = (page: Page) => page.getByRole('dialog', { name: /^Review/ });
/** How many there are is said twice in the page, for a narrow window and for a wide one. */
const total = (page: Page, many: number) =>
  page.getByText(`${many.toLocaleString('en')} videos`).filter({ visible: true });
const nodes = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length);

/** The tile that is seen first under the bars, and where. */
async function firstSeen(page: Page): Promise<{ name: string; y: number }> {
  return page.evaluate(() => {
    const bottom = document.querySelector('[data-bars]')?.getBoundingClientRect().bottom ?? 0;
    const seen = [...document.querySelectorAll('.gallery-tile')]
      .map((tile) => ({ tile, y: tile.getBoundingClientRect().top }))
      .filter(({ y }) => y > bottom + 60)
      .sort((one, other) => one.y - other.y);
    const [first] = seen;
    return { name: first?.tile.querySelector('a')?.getAttribute('aria-label') ?? '', y: first?.y ?? 0 };
  });
}

/** The name of the day that is seen under the bars; those above it are drawn ahead. */
async function daySeen(page: Page): Promise<string> {
  return page.evaluate(() => {
    const bottom = document.querySelector('[data-bars]')?.getBoundingClientRect().bottom ?? 0;
    const seen = [...document.querySelectorAll('[data-day]')].find((day) => {
      const box = day.getBoundingClientRect();
      return box.top <= bottom + 2 && box.bottom > bottom + 2;
    });
    return seen?.querySelector('h2')?.textContent ?? '';
  });
}

async function open(page: Page, studio: Studio): Promise<void> {
  await page.goto(studio.url);
  await expect(shot(page, count)).toBeVisible();
}

/** Without a key there is no end of it: as somebody would, a bit at a time. */
async function wheel(page: Page, by: number, times: number): Promise<void> {
  await page.mouse.move(700, 300);
  for (let turn = 0; turn < times; turn += 1) {
    await page.mouse.wheel(0, by);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

test('wherever it is scrolled, few nodes are in the page, and what is seen is loaded', async ({
  page,
  full,
}) => {
  await open(page, full);
  expect(await nodes(page)).toBeLessThan(1_500);
  await expect(total(page, count)).toBeVisible();
  await wheel(page, 400, 30);
  for (const part of [0.2, 0.5, 0.8]) {
    await page.evaluate((at) => window.scrollTo(0, document.documentElement.scrollHeight * at), part);
    await expect.poll(async () => (await firstSeen(page)).name).not.toBe('');
    await expect(page.locator('.gallery li[aria-busy]')).toHaveCount(0);
    expect(await nodes(page)).toBeLessThan(1_500);
  }
  await expectNoViolation(page);
});

test('keys: End shows the oldest, arrows go from tile to tile, and the focus is never lost', async ({
  page,
  full,
}) => {
  await open(page, full);
  await page.keyboard.press('End');
  await expect(shot(page, 1)).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(shot(page, count)).toBeInViewport();

  await shot(page, count).focus();
  await page.keyboard.press('ArrowRight');
  await expect(shot(page, count - 1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(shot(page, 1)).toBeFocused();
  await expect(shot(page, 1)).toBeInViewport();
  await page.keyboard.press('ArrowLeft');
  await expect(shot(page, 2)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(shot(page, count)).toBeFocused();
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('ArrowDown');
  const focused = page.locator('a[data-video]:focus');
  await expect(focused).toBeInViewport();
  const name = await focused.getAttribute('aria-label');
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('ArrowUp');
  await expect(shot(page, count)).toBeFocused();

  // The page is scrolled away from under it, and it goes on from where it was.
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveAttribute('aria-label', name ?? '');
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 2));
  await expect.poll(async () => (await firstSeen(page)).name).not.toBe('');
  await expect(focused).toHaveAttribute('aria-label', name ?? '');
  await page.keyboard.press('ArrowRight');
  await expect(focused).toBeInViewport();
  await page.keyboard.press('PageDown');
  await expect(focused).toBeInViewport();
  // By Tab it is one step from the gallery to what comes after it.
  await expect(page.locator('.gallery a[data-video]:not([tabindex="-1"])')).toHaveCount(1);
});

test('a date is gone to from a list of months, and by typing a day', async ({ page, full }) => {
  await open(page, full);
  const button = page.getByRole('button', { name: 'Go to a date' });
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Go to a date' });
  await expect(dialog.getByRole('button').first()).toBeFocused();
  await expectNoViolation(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const month = (await dialog.locator(':focus').textContent())?.replace(/[\d,]+$/, '') ?? '';
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(() => daySeen(page)).toContain(month);

  await button.click();
  const day = new Date(Date.now() - 150 * dayMs);
  const spelt = `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
  await dialog.getByLabel('Day').fill(spelt);
  await dialog.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(page.locator(`[data-day="${spelt}"] h2`)).toBeInViewport();
});

/** The day that stands right under the bars; others may be drawn above it. */
function dayInView(page: Page) {
  return page.evaluate(() => {
    const under = (document.querySelector('[data-bars]')?.getBoundingClientRect().bottom ?? 0) + 2;
    const days = [...document.querySelectorAll<HTMLElement>('[data-day]')];
    return days.find((day) => {
      const { top, bottom } = day.getBoundingClientRect();
      return top <= under && bottom > under;
    })?.dataset.day;
  });
}

test('the size is chosen, a list is remembered, and what is looked at stays', async ({ page, full }) => {
  await open(page, full);
  await wheel(page, 500, 12);
  const widthOf = () => page.locator('.gallery-tile').first().boundingBox();
  const before = (await widthOf())?.height ?? 0;
  const day = await dayInView(page);
  expect(day).toBeDefined();
  const slider = page.getByRole('slider', { name: 'Size of the pictures' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await widthOf())?.height ?? 0).toBeGreaterThan(before * 1.1);
  await expect.poll(() => dayInView(page)).toBe(day);
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.gallery li[aria-busy]')).toHaveCount(0);
  expect(await nodes(page)).toBeLessThan(1_500);

  await page.getByRole('button', { name: 'Show as a list' }).click();
  const row = page.locator('.gallery-tile').first();
  expect((await row.boundingBox())?.height).toBe(48);
  await expect.poll(() => dayInView(page)).toBe(day);
  await expectNoViolation(page);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Show as pictures' })).toBeVisible();
  await expect.poll(async () => (await row.boundingBox())?.height).toBe(48);
  expect(await nodes(page)).toBeLessThan(1_500);
  await page.getByRole('button', { name: 'Show as pictures' }).click();
  await expect.poll(async () => (await row.boundingBox())?.height).toBeGreaterThan(60);
});

test('a new video comes on top, and moves nothing of what is looked at further down', async ({
  page,
  full,
  request,
}) => {
  await open(page, full);
  // Something is open, so that the page hears of what comes.
  const slow = { prompt: 'Slowly [demo:slow]', seconds: '2', size: '854x480' };
  await request.post(`${full.url}/v1/videos`, { multipart: slow });
  await page.reload();
  await expect(page.getByRole('link', { name: /Slowly/ })).toBeVisible();
  await wheel(page, 250, 6);
  // What is scrolled has come to rest, and page and content have come together.
  await expect.poll(async () => (await firstSeen(page)).name).not.toBe('');
  const before = await firstSeen(page);
  await request.post(`${full.url}/v1/videos`, { multipart: { ...slow, prompt: 'Another [demo:slow]' } });
  await expect(total(page, count + 2)).toBeVisible();
  expect(await firstSeen(page)).toEqual(before);
  await page.keyboard.press('Home');
  await expect(page.getByRole('link', { name: /Another/ })).toBeInViewport();
});

test('the room walks on where the gallery has not been, and leads back to what was seen last', async ({
  page,
  full,
}) => {
  await open(page, full);
  const from = count - 40;
  const { data } = await (await page.request.get(`${full.url}/v1/videos?limit=100`)).json();
  const { id } = data.find(({ prompt }: { prompt: string }) => prompt === promptOf(from));
  // Opened by its address, so nothing around it is loaded yet.
  await page.goto(`${full.url}/videos/${id}`);
  const position = room(page).getByText(/^\d+ of 4,?00\d$/);
  const first = Number.parseInt((await position.textContent()) ?? '', 10);
  for (let step = 1; step <= 130; step += 1) {
    await page.keyboard.press('ArrowRight');
    await expect(position).toHaveText(new RegExp(`^${first + step} of`));
  }
  await expect(
    room(page)
      .getByText(promptOf(from - 130))
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(room(page)).toBeHidden();
  await expect(shot(page, from - 130)).toBeFocused();
  await expect(shot(page, from - 130)).toBeInViewport();

  // A whole load later it is still where it was.
  const before = await firstSeen(page);
  await page.reload();
  await expect.poll(() => firstSeen(page)).toEqual(before);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  test('nothing scrolls sideways, and a list has two lines', async ({ page, full }) => {
    await open(page, full);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    const look = async (name: string) => {
      await page.getByRole('button', { name: 'View' }).tap();
      await page.getByRole('dialog', { name: 'View' }).getByRole('option', { name }).tap();
      await expect(page.getByRole('dialog', { name: 'View' })).toBeHidden();
    };
    // One in a row, two, three.
    for (const [name, share] of [
      ['Small pictures', 3],
      ['Medium pictures', 2],
      ['Large pictures', 1],
    ] as const) {
      await look(name);
      const tile = page.locator('.gallery-tile').first();
      await expect.poll(async () => Math.round(366 / ((await tile.boundingBox())?.width ?? 1))).toBe(share);
      expect(await overflow()).toBeLessThanOrEqual(0);
    }
    await look('List');
    await expect
      .poll(async () => (await page.locator('.gallery-tile').first().boundingBox())?.height)
      .toBe(64);
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await nodes(page)).toBeLessThan(1_500);
    await expectNoViolation(page);
  });
});
