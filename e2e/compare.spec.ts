import type { Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { startFilmProvider } from './film-provider';
import { frameOfLight, makeFilm } from './make-film';
import { openPalette } from './open-palette';
import { test as base, expect, type Studio, startStudio } from './studio';

/** Films of which each frame is lighter than the one before: how light it is says which one it is. */
const films = {
  short: { frames: 20, fps: 10 },
  long: { frames: 30, fps: 10 },
  quick: { frames: 60, fps: 20 },
} as const;
type Film = keyof typeof films;

const test = base.extend<object, { cinema: { studio: Studio; show: (film: Film) => Promise<string> } }>({
  cinema: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs off this pattern.
    async ({}, use) => {
      const written: Record<string, Buffer> = {};
      for (const [name, film] of Object.entries(films)) written[name] = await makeFilm(film);
      const provider = await startFilmProvider(written);
      const studio = await startStudio(provider.environment);
      async function show(prompt: Film): Promise<string> {
        const body = new FormData();
        for (const [name, value] of Object.entries({ prompt, model: 'projector-1' })) body.set(name, value);
        const { id } = await (await fetch(`${studio.url}/v1/videos`, { method: 'POST', body })).json();
        const status = async () => (await (await fetch(`${studio.url}/v1/videos/${id}`)).json()).status;
        await expect.poll(status, { timeout: 60_000 }).toBe('completed');
        return id;
      }
      await use({ studio, show });
      await studio.stop('SIGKILL');
      provider.close();
    },
    { scope: 'worker' },
  ],
});

/** The frames that all pictures show at one moment, by how light they are, from left to right. */
async function framesOnScreen(page: Page, counts: readonly number[]): Promise<number[]> {
  const lights = await page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLCanvasElement>('[role="dialog"] canvas[role="img"]'), (view) => {
      const { width, height } = view;
      const copy = new OffscreenCanvas(1, 1).getContext('2d');
      copy?.drawImage(view, width * 0.75, height / 2, 1, 1, 0, 0, 1, 1);
      return copy?.getImageData(0, 0, 1, 1).data[1] ?? -1;
    }),
  );
  return lights.map((light, index) => frameOfLight(light, counts[index] ?? 1));
}

const numbersOf = (page: Page) =>
  page
    .locator('[data-frame]')
    .evaluateAll((panes) => panes.map((pane) => Number(pane.getAttribute('data-frame'))));

async function open(page: Page, studio: Studio, ids: readonly string[]) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`${studio.url}/compare?ids=${ids.join(',')}`);
  const room = page.getByRole('dialog', { name: 'Compare' });
  await expect(room.getByRole('slider', { name: 'Place in the video' })).toBeVisible();
  await expect(room.locator('canvas[role="img"]')).toHaveCount(ids.length);
  return room;
}

test('two videos show the same frame at every moment, stepped, dragged and played; the shorter one stays on its last', async ({
  page,
  cinema: { studio, show },
}) => {
  const ids = [await show('short'), await show('long')];
  const counts = [films.short.frames, films.long.frames];
  const room = await open(page, studio, ids);
  await expect.poll(() => framesOnScreen(page, counts)).toEqual([0, 0]);
  await expectNoViolation(page);

  for (let step = 0; step < 7; step += 1) await page.keyboard.press('.');
  await page.keyboard.press(',');
  await expect.poll(() => framesOnScreen(page, counts)).toEqual([6, 6]);
  expect(await numbersOf(page)).toEqual([6, 6]);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => framesOnScreen(page, counts)).toEqual([7, 7]);
  await expect(room.getByText('frame 8/20')).toBeVisible();

  const scrubber = room.getByRole('slider', { name: 'Place in the video' });
  const bar = await scrubber.boundingBox();
  if (!bar) throw new Error('There is no scrubber.');
  await page.mouse.move(bar.x + bar.width * 0.1, bar.y + bar.height / 2);
  await page.mouse.down();
  await page.mouse.move(bar.x + (bar.width * 15.5) / 30, bar.y + bar.height / 2, { steps: 9 });
  await page.mouse.up();
  await expect.poll(() => framesOnScreen(page, counts)).toEqual([15, 15]);
  await scrubber.press('End');
  await expect.poll(() => framesOnScreen(page, counts)).toEqual([19, 29]);
  expect(await numbersOf(page)).toEqual([19, 29]);

  await scrubber.press('Home');
  await scrubber.blur();
  await page.keyboard.press('Space');
  const apart: number[] = [];
  let highest = 0;
  await expect
    .poll(
      async () => {
        const [short = 0, long = 0] = await framesOnScreen(page, counts);
        apart.push(Math.abs(short - Math.min(19, long)));
        highest = Math.max(highest, long);
        return highest;
      },
      { intervals: [40], timeout: 20_000 },
    )
    .toBeGreaterThan(22);
  expect(Math.max(...apart)).toBe(0);
});

test('of different rates the same moment is shown, each with a number of its own', async ({
  page,
  cinema: { studio, show },
}) => {
  const ids = [await show('long'), await show('quick')];
  const counts = [films.long.frames, films.quick.frames];
  await open(page, studio, ids);
  const scrubber = page.getByRole('slider', { name: 'Place in the video' });
  for (const [key, times] of [
    ['PageUp', 2],
    ['ArrowRight', 1],
  ] as const)
    for (let press = 0; press < times; press += 1) await scrubber.press(key);
  const numbers = await numbersOf(page);
  expect(numbers[1]).toBeGreaterThanOrEqual((numbers[0] ?? 0) * 2);
  expect(numbers[1]).toBeLessThanOrEqual((numbers[0] ?? 0) * 2 + 1);
  await expect.poll(() => framesOnScreen(page, counts)).toEqual(numbers);
});

test('one lies over the other, with a divider for the pointer and for keys', async ({
  page,
  cinema: { studio, show },
}) => {
  const ids = [await show('short'), await show('long'), await show('short')];
  const room = await open(page, studio, ids);
  await page.keyboard.press('w');
  const divider = room.getByRole('slider', { name: 'Divider' });
  await expect(divider).toHaveAttribute('aria-valuenow', '50');
  await expect(room.locator('canvas[role="img"]')).toHaveCount(2);
  await divider.press('ArrowRight');
  await divider.press('Shift+ArrowRight');
  await expect(divider).toHaveAttribute('aria-valuenow', '62');
  // The keys of the divider are none of the player's.
  await expect(room.getByRole('slider', { name: 'Place in the video' })).toHaveAttribute(
    'aria-valuenow',
    '1',
  );
  const box = await room.locator('canvas[role="img"]').first().boundingBox();
  if (!box) throw new Error('There is no picture.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 4, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect(divider).toHaveAttribute('aria-valuenow', '25');
  await expectNoViolation(page);
  await room.getByLabel('Right').selectOption('C');
  await expect(room.getByRole('img', { name: 'Picture of C' })).toBeVisible();
});

test('of two that lie over each other it is said what they are, the stills are of one that is seen, and one is kept', async ({
  page,
  cinema: { studio, show },
}) => {
  const ids = [await show('long'), await show('short'), await show('quick')];
  const room = await open(page, studio, ids);
  const scrubber = room.getByRole('slider', { name: 'Place in the video' });
  const still = scrubber.locator('[style*="spritesheet"]').first();
  const stillsOf = (id = '') => new RegExp(id);
  await expect(still).toHaveAttribute('style', stillsOf(ids[0]));
  await page.keyboard.press('w');
  const left = room.getByRole('region', { name: 'Video A' });
  await expect(left.getByText('projector-1')).toBeVisible();
  await expect(left.getByText('frame 1/30')).toBeVisible();
  await expect(still).toHaveAttribute('style', stillsOf(ids[0]));

  // B over C: A is the longest, and is not seen.
  await room.getByLabel('Left').selectOption('C');
  await expect(room.getByRole('region', { name: 'Video B' })).toBeVisible();
  // In the middle of A's first frame the second one of C is seen.
  await expect(room.getByRole('region', { name: 'Video C' }).getByText('frame 2/60')).toBeVisible();
  await expect(still).toHaveAttribute('style', stillsOf(ids[2]));
  await room.getByLabel('Left').selectOption('B');
  await expect(still).toHaveAttribute('style', stillsOf(ids[2]));
  await room.getByLabel('Right').selectOption('A');
  await expect(still).toHaveAttribute('style', stillsOf(ids[0]));
  await expectNoViolation(page);

  await room.getByRole('button', { name: 'Keep B' }).click();
  await expect(page).toHaveURL(`${studio.url}/videos/${ids[1]}`);
  const message = page.getByRole('listitem').filter({ hasText: 'The other 2 are in the trash.' });
  await message.getByRole('button', { name: 'Undo' }).click();
  const trashedAt = async (id = '') =>
    (await (await fetch(`${studio.url}/v1/videos/${id}`)).json()).firstframe.trashed_at;
  await expect.poll(() => trashedAt(ids[0])).toBeNull();
  await expect.poll(() => trashedAt(ids[2])).toBeNull();
});

test('chosen in the room, put in another order, and one is kept: the others go to the trash and come back', async ({
  page,
  cinema: { studio, show },
}) => {
  const ids = [await show('short'), await show('long'), await show('quick')];
  await page.goto(`${studio.url}/videos/${ids[0]}`);
  await page.getByRole('button', { name: 'Compare with…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare with…' });
  await expect(dialog.getByRole('button', { name: 'Compare', exact: true })).toBeDisabled();
  for (const prompt of ['quick', 'long'])
    await dialog.getByRole('checkbox', { name: prompt, exact: true }).first().check();
  await expectNoViolation(page);
  await dialog.getByRole('button', { name: 'Compare 3 videos' }).click();
  const room = page.getByRole('dialog', { name: 'Compare', exact: true });
  await expect(page).toHaveURL(new RegExp(`/compare\\?ids=${ids[0]},${ids[2]},${ids[1]}$`));
  await expect(room.getByText('They differ in')).toContainText('prompt');
  await room.getByRole('button', { name: 'Move C to the left' }).click();
  await expect(page).toHaveURL(new RegExp(`/compare\\?ids=${ids[0]},${ids[1]},${ids[2]}$`));
  await expect(room.getByRole('region', { name: 'Video B' })).toContainText(String(films.long.frames));

  await room.getByRole('button', { name: 'Keep B' }).click();
  await expect(page).toHaveURL(`${studio.url}/videos/${ids[1]}`);
  const trashedAt = async (id = '') =>
    (await (await fetch(`${studio.url}/v1/videos/${id}`)).json()).firstframe.trashed_at;
  expect([await trashedAt(ids[0]), await trashedAt(ids[2])]).not.toContain(null);
  expect(await trashedAt(ids[1])).toBeNull();
  const message = page.getByRole('listitem').filter({ hasText: 'The other 2 are in the trash.' });
  await message.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => trashedAt(ids[0])).toBeNull();
  await expect.poll(() => trashedAt(ids[2])).toBeNull();
});

test('videos that are chosen in the gallery are compared or stitched from the palette', async ({
  page,
  cinema: { studio, show },
}) => {
  const ids = [await show('short'), await show('long')];
  await page.goto(studio.url);
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const option = palette.getByRole('option', { selected: true });
  async function look(words: string): Promise<void> {
    await openPalette(page);
    await page.keyboard.type(words);
  }
  const choose = (id = '') => page.locator(`[data-video="${id}"]`).click({ modifiers: ['ControlOrMeta'] });
  await choose(ids[0]);
  await look('compare selected');
  await expect(page.getByText('There is no such command.')).toBeVisible();
  await page.keyboard.press('Escape');

  await choose(ids[1]);
  await look('stitch selected');
  await expect(option).toHaveText('Stitch the selected videos');
  await page.keyboard.press('Escape');
  await look('compare selected');
  await expect(option).toHaveText('Compare the selected videos');
  await page.keyboard.press('Enter');
  const room = page.getByRole('dialog', { name: 'Compare' });
  await expect(room.locator('canvas[role="img"]')).toHaveCount(2);
  await expect(page).toHaveURL(`${studio.url}/compare?ids=${ids.join(',')}`);
});

test('Escape leads back to the gallery, and what cannot be compared is said', async ({
  page,
  cinema: { studio, show },
}) => {
  const ids = [await show('short'), await show('long')];
  const room = await open(page, studio, [...ids]);
  await page.keyboard.press('Escape');
  await expect(room).toBeHidden();
  await expect(page).toHaveURL(`${studio.url}/`);
  await page.goto(`${studio.url}/compare?ids=${ids[0]},video_missing`);
  await expect(room.getByText('There are not two finished videos')).toBeVisible();
});

test.describe('on a phone, in Chinese', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'zh-CN' });

  test('four videos have room, and nothing is cut off', async ({ page, cinema: { studio, show } }) => {
    const ids = [await show('short'), await show('long'), await show('quick'), await show('short')];
    await page.goto(`${studio.url}/compare?ids=${ids.join(',')}`);
    const room = page.getByRole('dialog', { name: '对比' });
    await expect(room.locator('canvas[role="img"]')).toHaveCount(4);
    for (const picture of await room.locator('canvas[role="img"]').all())
      expect((await picture.boundingBox())?.height).toBeGreaterThan(80);
    await expectNoViolation(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
