import type { APIRequestContext, Page } from '@playwright/test';
import sharp from 'sharp';
import { expectNoViolation } from './expect-no-violation';
import { bytesOf, colourOf, paint, startGuidedProvider } from './guided-provider';
import { findFrame, readFrames } from './read-frames';
import { test as base, expect, type Studio, startStudio } from './studio';
import { drop, fire } from './transfer';

type Provider = Awaited<ReturnType<typeof startGuidedProvider>>;
type Guided = { studio: Studio; provider: Provider; video: { id: string; bytes: Buffer } };

/** A video of two seconds, made by the demo. */
async function makeVideo(request: APIRequestContext, { url }: Studio) {
  const multipart = { prompt: 'Waves at a pier', provider: 'demo', seconds: '2', size: '480x854' };
  const { id } = await (await request.post(`${url}/v1/videos`, { multipart })).json();
  const content = `${url}/v1/videos/${id}/content`;
  await expect.poll(async () => (await request.head(content)).status(), { timeout: 90_000 }).toBe(200);
  return { id, bytes: await (await request.get(content)).body() };
}

const test = base.extend<object, { guided: Guided }>({
  guided: [
    async ({ playwright }, use) => {
      const provider = await startGuidedProvider();
      const studio = await startStudio(provider.environment);
      const request = await playwright.request.newContext();
      await use({ studio, provider, video: await makeVideo(request, studio) });
      await request.dispose();
      await studio.stop('SIGKILL');
      provider.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const firstFrame = (page: Page) => page.locator('[data-slot="firstFrame"] img');

async function open(page: Page, { url }: Studio): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(/guided$/);
}

async function openLibrary(page: Page, name = 'first frame') {
  await page.getByRole('button', { name: `Choose from the library: ${name}` }).click();
  const dialog = page.getByRole('dialog', { name: `Choose a picture: ${name}` });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Sends, and hands on the images of the request as they arrived. */
async function send(page: Page, { received }: Provider) {
  const before = received.length;
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(`From the library ${before}`);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => received.length).toBe(before + 1);
  return received[before] ?? { prompt: '' };
}

test('a frame of a video: found by steps, shown with its number, and sent pixel by pixel', async ({
  page,
  guided,
}) => {
  await open(page, guided.studio);
  const dialog = await openLibrary(page);
  await expect(dialog.getByRole('button', { name: 'Choose a file' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Frame of a video' }).click();
  await expectNoViolation(page);
  await dialog.getByRole('button', { name: 'Waves at a pier' }).click();
  const slider = dialog.getByRole('slider', { name: 'Frame' });
  await expect(slider).toBeFocused();
  await expect(dialog.getByText('0:00.000 · frame 1 of 48')).toBeVisible();
  await slider.fill('29');
  for (const key of ['.', '.', ',']) await page.keyboard.press(key);
  await expect(dialog.getByText('0:01.250 · frame 31 of 48')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Use this frame' })).toBeEnabled();
  await expectNoViolation(page);
  await dialog.getByRole('button', { name: 'Use this frame' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Replace the first frame, 480 × 854 pixels' })).toBeVisible();

  const last = await openLibrary(page, 'last frame');
  await last.getByRole('button', { name: 'Frame of a video' }).click();
  await last.getByRole('button', { name: 'Waves at a pier' }).click();
  await expect(last.getByRole('slider', { name: 'Frame' })).toBeFocused();
  await expect(last.getByText('frame 1 of 48')).toBeVisible();
  await page.keyboard.press('End');
  await expect(last.getByText('frame 48 of 48')).toBeVisible();
  const use = last.getByRole('button', { name: 'Use this frame' });
  await expect(use).toBeEnabled();
  await use.press('Enter');
  await expect(last).toBeHidden();

  const { image_url, last_image_url } = await send(page, guided.provider);
  const frames = await readFrames(guided.video.bytes);
  expect(frames).toHaveLength(48);
  expect(await findFrame(bytesOf(image_url), frames)).toBe(30);
  expect(await findFrame(bytesOf(last_image_url), frames)).toBe(47);
  expect(await sharp(bytesOf(image_url)).metadata()).toMatchObject({
    format: 'png',
    width: 480,
    height: 854,
  });
});

test('a tile dropped on a slot opens its video there', async ({ page, guided }) => {
  await open(page, guided.studio);
  await page.getByRole('link', { name: /Waves at a pier/ }).dragTo(page.locator('[data-slot="lastFrame"]'));
  const dialog = page.getByRole('dialog', { name: 'Choose a picture: last frame' });
  await expect(dialog.getByText('frame 1 of 48')).toBeVisible();
  await dialog.getByRole('button', { name: 'Other videos' }).click();
  await expect(dialog.getByRole('button', { name: 'Waves at a pier' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('the frame that the room shows becomes the first frame, which can be undone', async ({
  page,
  guided,
}) => {
  await open(page, guided.studio);
  await drop(page, 'main', { files: [await paint('red')] });
  await expect(firstFrame(page)).toBeVisible();
  await page.getByRole('link', { name: /Waves at a pier/ }).click();
  const room = page.getByRole('dialog');
  const place = room.getByRole('slider', { name: 'Place in the video' });
  await expect.poll(async () => Number(await place.getAttribute('aria-valuenow'))).toBeGreaterThan(5);
  await room.getByRole('button', { name: 'Use frame as first frame' }).click();
  await expect(room).toBeHidden();
  await expect(page.getByRole('button', { name: 'Replace the first frame, 480 × 854 pixels' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Replace the first frame, 64 × 36 pixels' })).toBeVisible();
  await expect
    .poll(() => firstFrame(page).evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
    .toBe(64);
});

test('a picture that was sent is there to be used again, byte by byte', async ({ page, guided }) => {
  await open(page, guided.studio);
  await drop(page, 'main', { files: [await paint('violet', 320, 180)] });
  const { image_url } = await send(page, guided.provider);
  await page.getByRole('button', { name: 'Remove the first frame' }).click();
  const dialog = await openLibrary(page);
  await dialog.getByRole('button', { name: 'Picture 1, 320 × 180 pixels' }).click();
  await expect(dialog).toBeHidden();
  const again = await send(page, guided.provider);
  expect(again.image_url).toBe(image_url);
  expect(await colourOf(again.image_url)).toBe('violet');

  // Used twice, it is there once.
  const once = await openLibrary(page);
  await expect(once.getByRole('button', { name: /320 × 180/ })).toHaveCount(1);
  await expectNoViolation(page);
});

test('in the library a file can be chosen, dropped and pasted too', async ({ page, guided }) => {
  await open(page, guided.studio);
  const dialog = await openLibrary(page, 'last frame');
  await expect(dialog.getByRole('button', { name: 'Choose a file' })).toBeFocused();
  const chosen = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chosen).setFiles([{ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('words') }]);
  await expect(dialog.getByText('a.txt is not a PNG, JPEG or WebP image')).toBeVisible();
  await fire(page, 'paste', 'dialog button', { files: [await paint('green')] });
  await expect(dialog).toBeHidden();
  await expect(page.locator('[data-slot="lastFrame"] img')).toBeVisible();
  await expect(firstFrame(page)).toBeHidden();
});

test('an address that nobody may look at is refused in words, wherever it is given', async ({
  page,
  guided,
}) => {
  await open(page, guided.studio);
  const dialog = await openLibrary(page);
  await dialog.getByLabel('From an address').fill('http://127.0.0.1/a.png');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('127.0.0.1 is at a private address')).toBeVisible();
  await expectNoViolation(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Choose from the library: first frame' })).toBeFocused();

  const texts = { 'text/plain': 'http://10.0.0.1/a.png' };
  const said = page.getByText('10.0.0.1 is at a private address');
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await prompt.focus();
  await fire(page, 'paste', '#composer textarea', { texts });
  await expect(said).toBeHidden();
  await fire(page, 'paste', 'body', { texts });
  await expect(said).toBeVisible();
  await page.getByRole('button', { name: 'Hide this note' }).click();
  await drop(page, 'main', { texts: { 'text/uri-list': 'http://10.0.0.1/b.png' } });
  await expect(said).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a frame is found and used by a finger', async ({ page, guided }) => {
    await open(page, guided.studio);
    await page.getByRole('button', { name: 'Choose from the library: first frame' }).tap();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Frame of a video' }).tap();
    await dialog.getByRole('button', { name: 'Waves at a pier' }).tap();
    await expect(dialog.getByText('frame 1 of 48')).toBeVisible();
    await dialog.getByRole('button', { name: 'Last frame' }).tap();
    await expect(dialog.getByText('frame 48 of 48')).toBeVisible();
    await expectNoViolation(page);
    await dialog.getByRole('button', { name: 'Use this frame' }).tap();
    await expect(firstFrame(page)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
