import type { Page } from '@playwright/test';
import { promptOf, seedLibrary } from './seed-library';
import { test as base, expect, type Studio, startStudio } from './studio';

/** The gallery where it begins: at the top of the page, under the bars. */

const count = 120;

const test = base.extend<object, { full: Studio }>({
  full: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs off this pattern.
    async ({}, use) => {
      const studio = await startStudio();
      await studio.stop();
      await seedLibrary(studio.dataFolder, { count, days: 1 });
      await studio.start();
      await use(studio);
      await studio.stop('SIGKILL');
    },
    { scope: 'worker' },
  ],
});

test.use({ viewport: { width: 1440, height: 900 } });

const shot = (page: Page, number: number) =>
  page.getByRole('link', { name: `Open: ${promptOf(number)}, Ready` });
const room = (page: Page) => page.getByRole('dialog', { name: /^Review/ });
const scrolled = (page: Page) => page.evaluate(() => window.scrollY);

/** Opens a tile, leaves its room, and says how far the page has moved by that. */
async function lookAt(page: Page, number: number): Promise<number> {
  const before = await scrolled(page);
  await shot(page, number).click();
  await expect(room(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(room(page)).toBeHidden();
  await expect(shot(page, number)).toBeFocused();
  // What would still move does so within two frames.
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  return (await scrolled(page)) - before;
}

test('leaving a room moves nothing where its tile is seen whole', async ({ page, full }) => {
  await page.goto(full.url);
  await expect(shot(page, count)).toBeVisible();
  expect(await scrolled(page)).toBe(0);
  for (const number of [count, count - 1, count - 6]) expect(await lookAt(page, number)).toBe(0);
  await page.mouse.move(700, 300);
  await page.mouse.wheel(0, 330);
  await expect.poll(() => scrolled(page)).toBe(330);
  const whole = await page.evaluate(() => {
    const { bottom = 0 } = document.querySelector('[data-bars]')?.getBoundingClientRect() ?? {};
    const { top: foot = 0 } = document.getElementById('composer')?.getBoundingClientRect() ?? {};
    const links = [...document.querySelectorAll('.gallery-tile a[data-video]')];
    const seen = links.find((link) => {
      const box = link.closest('li')?.getBoundingClientRect();
      return box && box.top >= bottom + 60 && box.bottom <= foot;
    });
    return Number(/Shot (\d+)/.exec(seen?.getAttribute('aria-label') ?? '')?.[1]);
  });
  expect(await lookAt(page, whole)).toBe(0);
});

test('Home, and the newest day, lead to the very top of the page', async ({ page, full }) => {
  await page.goto(full.url);
  await expect(shot(page, count)).toBeVisible();
  await page.keyboard.press('End');
  await expect(shot(page, 1)).toBeInViewport();
  await page.keyboard.press('Home');
  await expect.poll(() => scrolled(page)).toBe(0);
  await expect(shot(page, count)).toBeInViewport();

  await shot(page, count).focus();
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('ArrowDown');
  expect(await scrolled(page)).toBeGreaterThan(0);
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('ArrowUp');
  await expect(shot(page, count)).toBeFocused();
  await expect.poll(() => scrolled(page)).toBe(0);
});
