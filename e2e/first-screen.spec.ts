import type { Page } from '@playwright/test';
import { expect, test } from './studio';

/** What is on the screen before the code that makes it work: it stays where it is, and keeps what is typed. */

const prompt = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true });

/** Holds scripts back until they are let go: all of them, or those that the page does not name itself. */
async function holdScripts(page: Page, which: 'all' | 'later', url: string): Promise<() => void> {
  const html = await (await page.request.get(url)).text();
  const held = Promise.withResolvers<void>();
  await page.route('**/_next/static/**/*.js', async (route) => {
    const isNamed = html.includes(`src="${new URL(route.request().url()).pathname}"`);
    if (which === 'all' || !isNamed) await held.promise;
    await route.continue();
  });
  return held.resolve;
}

for (const width of [1_440, 390]) {
  test(`at ${width} px nothing moves while the parts of the page arrive`, async ({ page, freshStudio }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const release = await holdScripts(page, 'later', freshStudio.url);
    await page.goto(freshStudio.url, { waitUntil: 'commit' });
    await expect(prompt(page)).toBeVisible();
    const bar = page.locator('#composer');
    const box = await bar.boundingBox();
    await expect(page.getByRole('button', { name: /first frame/i }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
    release();
    await expect(page.getByRole('combobox', { name: 'Model' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Use this' }).first()).toBeVisible();
    expect(await bar.boundingBox()).toEqual(box);
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01);
  });
}

for (const which of ['all', 'later'] as const) {
  test(`what is typed while ${which} scripts are on their way is there afterwards`, async ({
    page,
    studio,
  }) => {
    const release = await holdScripts(page, which, studio.url);
    await page.goto(studio.url, { waitUntil: 'commit' });
    await prompt(page).click();
    await page.keyboard.type('A kite over');
    await prompt(page).evaluate((field) => field.setAttribute('data-since', 'before'));
    release();
    await page.keyboard.type(' the dunes');
    await expect(page.getByRole('combobox', { name: 'Model' })).toBeVisible();
    await page.keyboard.type(', at dusk');
    // The same field as before, so the caret and what an input method has begun are where they were.
    await expect(prompt(page)).toHaveAttribute('data-since', 'before');
    await expect(prompt(page)).toBeFocused();
    await expect(prompt(page)).toHaveValue('A kite over the dunes, at dusk');
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeEnabled();

    // It is kept like anything else that is typed, and shown again before the rest is there.
    await page.reload();
    await expect(prompt(page)).toHaveValue('A kite over the dunes, at dusk');
    await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeEnabled();
  });
}

for (const which of ['all', 'later'] as const) {
  test(`what is pressed while ${which} scripts are on their way is done once they are there`, async ({
    page,
    studio,
  }) => {
    const release = await holdScripts(page, which, studio.url);
    await page.goto(studio.url, { waitUntil: 'commit' });
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Add a first frame' }).click();
    release();
    await chosen;
  });
}

test('the composer takes over what is drawn, also where the models are known before its code is there', async ({
  page,
  studio,
}) => {
  const held = Promise.withResolvers<void>();
  await page.route('**/_next/static/**/*.js', async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes('setProperty("--composer-height"')) await held.promise;
    await route.fulfill({ response });
  });
  await page.goto(studio.url, { waitUntil: 'commit' });
  await prompt(page).evaluate((field) => field.setAttribute('data-since', 'before'));
  // It is shown once the models are known.
  await expect(page.getByRole('button', { name: 'Hide this note' })).toBeVisible();
  held.resolve();
  await expect(page.getByRole('combobox', { name: 'Model' })).toBeVisible();
  await expect(prompt(page)).toHaveAttribute('data-since', 'before');
  // Scripts that are fetched ahead may still be on their way.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
