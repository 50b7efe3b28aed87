import type { CDPSession, Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { openPalette } from './open-palette';
import { photo } from './pictures';
import { expect, type Studio, test } from './studio';

/** Makes videos one after the other, each a second later, and waits until all are ready. */
async function make(studio: Studio, prompts: readonly string[], size = '480x854'): Promise<string[]> {
  const ids: string[] = [];
  for (const prompt of prompts) {
    const body = new FormData();
    for (const [name, value] of Object.entries({ prompt, size, seconds: '2' })) body.set(name, value);
    const made = await (await fetch(`${studio.url}/v1/videos`, { method: 'POST', body })).json();
    ids.push(made.id);
  }
  const statusOf = async (id: string) => (await (await fetch(`${studio.url}/v1/videos/${id}`)).json()).status;
  for (const id of ids) await expect.poll(() => statusOf(id), { timeout: 90_000 }).toBe('completed');
  return ids;
}

const kept = (page: Page) => page.evaluate(() => localStorage.getItem('firstframe.draft'));

test('tabs are walked by keys, stay from video to video, have an address, and reading them changes no form', async ({
  page,
  freshStudio,
}) => {
  const [older = '', newer = ''] = await make(freshStudio, ['A quiet harbour', 'A loud harbour']);
  await page.goto(freshStudio.url);
  const prompt = page.getByRole('textbox', { name: 'Prompt' });
  await prompt.fill('Half a thought');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'b.jpg', mimeType: 'image/jpeg', buffer: await photo(640, 480) });
  const frame = page.getByRole('img', { name: 'The chosen first frame' });
  await expect(frame).toBeVisible();
  await expect.poll(() => kept(page)).toContain('"firstFrame":{');
  const before = await kept(page);

  await page.getByRole('link', { name: /A loud harbour/ }).click();
  const room = page.getByRole('dialog', { name: /^Review/ });
  const tab = (name: string) => room.getByRole('tab', { name });
  await expect(room.getByText('1 of 2')).toBeVisible();
  await expect(tab('Details')).toHaveAttribute('aria-selected', 'true');
  await expectNoViolation(page);
  await tab('Details').focus();
  for (const [name, words] of [
    ['Lineage', 'This video stands alone'],
    ['Log', 'Create'],
    ['Request', 'A loud harbour'],
  ] as const) {
    await page.keyboard.press('ArrowRight');
    await expect(tab(name)).toBeFocused();
    await expect(tab(name)).toHaveAttribute('aria-selected', 'true');
    await expect(page).toHaveURL(`${freshStudio.url}/videos/${newer}#${name.toLowerCase()}`);
    await expect(room.getByRole('tabpanel').getByText(words).first()).toBeVisible();
    await expectNoViolation(page);
  }
  await page.keyboard.press('ArrowRight');
  await expect(tab('Details')).toBeFocused();
  await page.keyboard.press('End');
  await expect(tab('Request')).toBeFocused();

  // The same from the palette.
  await openPalette(page);
  await page.keyboard.type('log of');
  await page.keyboard.press('Enter');
  await expect(tab('Log')).toBeFocused();
  await expect(tab('Log')).toHaveAttribute('aria-selected', 'true');
  await tab('Request').click();

  // Anywhere else in the room the same keys walk on, and the tab stays.
  await room.getByRole('button', { name: 'Older video' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${older}#request`);
  await expect(room.getByRole('tabpanel').getByText('A quiet harbour').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(room).toBeHidden();
  await expect(prompt).toHaveValue('Half a thought');
  await expect(frame).toBeVisible();
  expect(await kept(page)).toBe(before);

  await page.goto(`${freshStudio.url}/videos/${older}#log`);
  await expect(tab('Log')).toHaveAttribute('aria-selected', 'true');
  expect(await kept(page)).toBe(before);
});

test('S gives a star and takes it away, and the studio remembers', async ({ page, freshStudio, request }) => {
  const [id = ''] = await make(freshStudio, ['A starry night']);
  await page.goto(`${freshStudio.url}/videos/${id}`);
  const star = page.getByRole('dialog').getByRole('button', { name: 'Star', exact: true });
  await expect(star).toHaveAttribute('aria-pressed', 'false');
  const isStarred = async () =>
    (await (await request.get(`${freshStudio.url}/v1/videos/${id}`)).json()).firstframe.starred;
  await page.keyboard.press('s');
  await expect(star).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(isStarred).toBe(true);
  await star.click();
  await expect(star).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(isStarred).toBe(false);
});

test('a step that is asked for before the list is known is taken when it is, unless one has left', async ({
  page,
  freshStudio,
}) => {
  const [oldest, middle, newest] = await make(freshStudio, ['One', 'Two', 'Three']);
  const list = Promise.withResolvers<void>();
  await page.route('**/api/timeline*', async (route) => {
    await list.promise;
    await route.continue();
  });
  const open = async () => {
    await page.goto(`${freshStudio.url}/videos/${newest}`);
    await expect(page.getByRole('slider', { name: 'Place in the video' })).toBeVisible();
    await expect(page.getByText('1 of 3')).toBeHidden();
  };
  await open();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`${freshStudio.url}/`);

  await open();
  await page.getByRole('button', { name: 'Older video' }).click();
  for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${newest}`);
  list.resolve();
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${oldest}`);
  await expect(page.getByText('3 of 3')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Older video' })).toBeDisabled();
  // What was too much leads nowhere later.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('2 of 3')).toBeVisible();
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${middle}`);
});

test('Escape never leaves the studio, also after the browser’s own Back, and the keys go on', async ({
  page,
  freshStudio,
}) => {
  const [older, newer] = await make(freshStudio, ['A quiet harbour', 'A loud harbour']);
  // Nothing of the studio is before it in the tab.
  await page.goto(`${freshStudio.url}/videos/${newer}`);
  const room = page.getByRole('dialog', { name: /^Review/ });
  await expect(room.getByText('1 of 2')).toBeVisible();
  await room.getByRole('button', { name: 'Compare with…' }).click();
  const choosing = page.getByRole('dialog', { name: 'Compare with…' });
  await choosing.getByRole('checkbox').first().check();
  await choosing.getByRole('button', { name: 'Compare 2 videos' }).click();
  await expect(page.getByRole('dialog', { name: 'Compare', exact: true })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${newer}`);
  await expect(room.getByText('1 of 2')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${older}`);
  await page.keyboard.press('Escape');
  await expect(room).toBeHidden();
  await expect(page).toHaveURL(`${freshStudio.url}/`);

  // From here the room is a step, which Escape takes back, whatever was looked at in it.
  await page.getByRole('link', { name: /A loud harbour/ }).click();
  await room.getByRole('tab', { name: 'Log' }).click();
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${newer}#log`);
  const length = await page.evaluate(() => window.history.length);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`${freshStudio.url}/`);
  await page.goForward();
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${newer}#log`);
  expect(await page.evaluate(() => window.history.length)).toBe(length);
});

test('two hundred steps from video to video leave nothing behind', async ({ page, freshStudio }) => {
  test.slow();
  const ids = await make(freshStudio, ['One', 'Two', 'Three']);
  await page.goto(`${freshStudio.url}/videos/${ids[2]}`);
  const room = page.getByRole('dialog');
  await expect(room.getByText('1 of 3')).toBeVisible();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  async function measure() {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
    const views = await page.locator('canvas, video').count();
    return {
      nodes: of('Nodes'),
      listeners: of('JSEventListeners'),
      heap: of('JSHeapUsedSize') / 2 ** 20,
      views,
    };
  }
  const [oldest, middle, newest] = ids;
  const steps = [
    ['ArrowRight', middle],
    ['ArrowRight', oldest],
    ['ArrowLeft', middle],
    ['ArrowLeft', newest],
  ] as const;
  async function walk(rounds: number) {
    for (let round = 0; round < rounds; round += 1) {
      for (const [key, to] of steps) {
        await page.keyboard.press(key);
        await page.waitForURL(`**/videos/${to}`);
        // Every picture is begun, some are finished.
        if (round % 10 === 0) await page.waitForLoadState('networkidle');
      }
    }
    await expect(room.getByText('1 of 3')).toBeVisible();
    await expect(room.getByRole('slider', { name: 'Place in the video' })).toBeVisible();
    await page.keyboard.press('k');
  }
  await walk(10);
  const before = await measure();
  await walk(50);
  const after = await measure();
  expect(after.views).toBeLessThanOrEqual(before.views);
  expect(after.nodes - before.nodes).toBeLessThan(500);
  expect(after.listeners - before.listeners).toBeLessThan(50);
  expect(after.heap - before.heap).toBeLessThan(8);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  /** Moves fingers along a line, as a hand does: in many small steps. */
  async function drag(
    session: CDPSession,
    fingers: readonly { x: number; y: number }[],
    by: { x: number; y: number },
  ) {
    const steps = 12;
    const at = (step: number) =>
      fingers.map(({ x, y }, id) => ({
        id,
        x: x + (by.x * step) / steps,
        y: y + (by.y * step) / steps,
      }));
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
    for (let step = 1; step <= steps; step += 1)
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step) });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  test('a finger walks from video to video; on the scrubber, up and down, and two fingers do not', async ({
    page,
    freshStudio,
  }) => {
    const [older = '', newer = ''] = await make(freshStudio, ['Below', 'Above'], '854x480');
    await page.goto(freshStudio.url);
    await page.getByRole('link', { name: /Above/ }).waitFor();
    await page.goto(`${freshStudio.url}/videos/${newer}`);
    const room = page.getByRole('dialog');
    const scrubber = room.getByRole('slider', { name: 'Place in the video' });
    await expect(scrubber).toBeVisible();
    await expect(room.getByText('1 of 2')).toBeVisible();
    await expectNoViolation(page);
    const session = await page.context().newCDPSession(page);
    const [seen, other] = [`${freshStudio.url}/videos/${newer}`, `${freshStudio.url}/videos/${older}`];
    const picture = { x: 300, y: 160 };

    await drag(session, [picture], { x: -20, y: 0 });
    await drag(session, [picture], { x: -30, y: -120 });
    await drag(session, [picture], { x: 220, y: 0 });
    const bar = await scrubber.boundingBox();
    if (!bar) throw new Error('There is no scrubber.');
    const place = { x: bar.x + bar.width - 40, y: bar.y + bar.height / 2 };
    await page.evaluate(() => document.querySelector('[role="dialog"]')?.scrollTo(0, 0));
    await drag(session, [place], { x: -250, y: 0 });
    await drag(session, [picture, { x: 120, y: 160 }], { x: -150, y: 0 });
    await expect(page).toHaveURL(seen);
    // What was moved is back in its place.
    await expect
      .poll(() =>
        room
          .locator('canvas, video')
          .first()
          .evaluate((view) => view.getBoundingClientRect().left),
      )
      .toBeGreaterThanOrEqual(0);

    await drag(session, [picture], { x: -250, y: 6 });
    await expect(page).toHaveURL(other);
    await expect(room.getByRole('tabpanel').getByText('Below')).toBeVisible();
    await drag(session, [picture], { x: -250, y: 0 });
    await expect(page).toHaveURL(other);
    await drag(session, [{ x: 60, y: 160 }], { x: 250, y: 0 });
    await expect(page).toHaveURL(seen);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
