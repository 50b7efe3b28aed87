import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expectNoViolation } from './expect-no-violation';
import { bytesOf } from './guided-provider';
import { numberInFile, numberOnScreen } from './numbered-frames';
import { frameSaid, openRoom, type Screening, test } from './player-studio';
import { expect } from './studio';

/** Sends what is in the form to the provider that keeps frames, and hands on the one that arrived. */
async function send(page: Page, { guided }: Screening) {
  const before = guided.received.length;
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await prompt.fill('Go on from here');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => guided.received.length).toBe(before + 1);
  return guided.received[before] ?? { prompt: '' };
}

async function chooseModel(page: Page, name: RegExp): Promise<void> {
  const model = page.getByRole('combobox', { name: 'Model' });
  const values = () =>
    model
      .locator('option')
      .evaluateAll((options) => (options as HTMLOptionElement[]).map(({ value }) => value));
  // The models come a little later than their field.
  await expect.poll(values).toContainEqual(expect.stringMatching(name));
  await model.selectOption((await values()).find((value) => name.test(value)) ?? '');
}

/** A video in its room, over a draft for a model that takes both frames. */
async function openGuidedRoom(page: Page, screening: Screening): Promise<Locator> {
  await page.goto(screening.studio.url);
  await chooseModel(page, /guided/);
  return openRoom(page, screening, 'uneven');
}

test('the frame on the screen is the first frame at the provider, pixel by pixel', async ({
  page,
  screening,
}) => {
  const room = await openGuidedRoom(page, screening);
  await room.getByRole('slider', { name: 'Place in the video' }).focus();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowRight');
  for (let step = 0; step < 7; step += 1) await page.keyboard.press('.');
  await room.getByRole('button', { name: 'Use frame as first frame' }).click();
  await expect(room).toBeHidden();
  await expect(page.getByRole('button', { name: 'Replace the first frame, 192 × 96 pixels' })).toBeVisible();
  const { image_url } = await send(page, screening);
  const image = bytesOf(image_url);
  expect(await sharp(image).metadata()).toMatchObject({ format: 'png', width: 192, height: 96 });
  expect(await numberInFile(image)).toBe(37);
});

test('a frame becomes the last frame where the model takes one, and that can be undone', async ({
  page,
  screening,
}) => {
  const room = await openGuidedRoom(page, screening);
  await page.keyboard.press('.');
  await room.getByRole('button', { name: 'Use as last frame' }).click();
  await expect(room).toBeHidden();
  await expect(page.locator('[data-slot="lastFrame"] img')).toBeVisible();
  await page.getByRole('listitem').getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('[data-slot="lastFrame"] img')).toBeHidden();
});

test('a video is extended from its exact last frame, with the same settings and my words', async ({
  page,
  screening,
}) => {
  await page.goto(screening.studio.url);
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('What I was writing');
  const room = await openRoom(page, screening, 'uneven');
  await room.getByRole('button', { name: 'Extend' }).click();
  await expect(room).toBeHidden();
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(/projector-1$/);
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveValue('What I was writing');
  await chooseModel(page, /guided/);
  const { image_url } = await send(page, screening);
  expect(await numberInFile(bytesOf(image_url))).toBe(59);
});

test('a frame is saved under its number and copied with its pixels', async ({ page, context, screening }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const room = await openRoom(page, screening, 'uneven');
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('.');
  const saved = page.waitForEvent('download');
  await room.getByRole('button', { name: 'Save frame' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/_frame-0013\.png$/);
  expect(await numberInFile(await readFile(await download.path()))).toBe(12);

  await page.keyboard.press('.');
  await page.keyboard.press('c');
  await expect(room.getByText('Frame 14 is on the clipboard.')).toBeVisible();
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const bytes = new Uint8Array((await (await item?.getType('image/png'))?.arrayBuffer()) ?? []);
    return btoa(String.fromCharCode(...bytes));
  });
  expect(await numberInFile(Buffer.from(copied, 'base64'))).toBe(13);
});

test('where no picture may be copied, that is said, and it can be saved', async ({ page, screening }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'ClipboardItem'));
  const room = await openRoom(page, screening, 'uneven');
  await room.getByRole('button', { name: 'Copy frame' }).click();
  const saved = page.waitForEvent('download');
  await room.getByRole('button', { name: 'Save it instead' }).click();
  expect(await numberInFile(await readFile(await (await saved).path()))).toBe(0);
});

test('the picture is seen in full screen with all that plays it', async ({ page, screening }) => {
  const room = await openRoom(page, screening, 'uneven');
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await expect(room.getByRole('button', { name: 'Leave full screen' })).toBeVisible();
  await page.keyboard.press('.');
  await expect.poll(() => numberOnScreen(page)).toBe(1);
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(false);
  await expect(room).toBeVisible();
});

test.describe('where the page may not decode', () => {
  test('the browser plays, steps by the file’s own frames, and says so', async ({ page, screening }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'VideoDecoder'));
    const room = await openRoom(page, screening, 'uneven');
    await expect(room.getByText('Played by the browser itself')).toBeVisible();
    await expect(page.locator('video[data-view]')).toBeVisible();
    for (let frame = 0; frame < 12; frame += 1) {
      await expect.poll(() => numberOnScreen(page)).toBe(frame);
      await expect(room.getByText(`frame ${frame + 1}/60`)).toBeVisible();
      await page.keyboard.press('.');
    }
    await page.keyboard.press(',');
    await expect.poll(() => numberOnScreen(page)).toBe(11);
    await page.keyboard.press('i');
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('.');
    await page.keyboard.press('o');
    await page.keyboard.press('l');
    await expect(room.getByRole('button', { name: 'Pause (Space)' })).toBeVisible();
    await expect.poll(() => frameSaid(page)).toBeGreaterThan(14);
    await expect.poll(() => frameSaid(page)).toBeLessThan(14);
    await page.keyboard.press('k');
    const saved = page.waitForEvent('download');
    const shown = (await frameSaid(page)) - 1;
    await room.getByRole('button', { name: 'Save frame' }).click();
    expect(await numberInFile(await readFile(await (await saved).path()))).toBe(shown);
    await expectNoViolation(page);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('everything is within reach of a finger', async ({ page, screening }) => {
    const room = await openRoom(page, screening, 'uneven');
    await room.getByRole('button', { name: 'Next frame' }).tap();
    await expect.poll(() => numberOnScreen(page)).toBe(1);
    for (const button of await room.getByRole('button', { name: /frame|Pause|Play|Part|Repeat/ }).all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 40, box?.height ?? 40)).toBeGreaterThanOrEqual(40);
    }
    await expectNoViolation(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
