import type { Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { type Colour, colourOf, paint, startGuidedProvider } from './guided-provider';
import { test as base, expect, type Studio, startStudio } from './studio';
import { drop, fire } from './transfer';

type Provider = Awaited<ReturnType<typeof startGuidedProvider>>;
type Guided = { studio: Studio; provider: Provider };

/** A studio whose first provider takes first frames, last frames and four references. */
const test = base.extend<object, { guided: Guided }>({
  guided: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs off this pattern.
    async ({}, use) => {
      const provider = await startGuidedProvider();
      const studio = await startStudio(provider.environment);
      await use({ studio, provider });
      await studio.stop('SIGKILL');
      provider.close();
    },
    { scope: 'worker' },
  ],
});

const slot = (page: Page, name: 'firstFrame' | 'lastFrame' | number) => page.locator(`[data-slot="${name}"]`);
const picture = (page: Page, name: 'firstFrame' | 'lastFrame' | number) => slot(page, name).locator('img');
const files = (...colours: Colour[]) => Promise.all(colours.map((colour) => paint(colour)));

async function open(page: Page, { url }: Studio): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(/guided$/);
  await expect(slot(page, 'lastFrame')).toBeVisible();
}

/** Sends, and tells the colours that arrived in each role. */
async function send(page: Page, { received }: Provider) {
  const before = received.length;
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(`Colours ${before}`);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => received.length).toBe(before + 1);
  const { image_url, last_image_url, image_urls = [] } = received[before] ?? { prompt: '' };
  return {
    first: await colourOf(image_url),
    last: await colourOf(last_image_url),
    references: await Promise.all(image_urls.map(colourOf)),
  };
}

test('two files fill first and last frame, and change places at a press', async ({ page, guided }) => {
  await open(page, guided.studio);
  const two = await files('red', 'blue');
  await fire(page, 'dragenter', 'main', { files: two });
  await expect(page.getByText('Drop to fill: first frame and last frame.')).toBeVisible();
  await expectNoViolation(page);
  await fire(page, 'drop', 'main', { files: two });
  await expect(picture(page, 'firstFrame')).toBeVisible();
  await expect(picture(page, 'lastFrame')).toBeVisible();
  await expect(page.getByText('Drop to fill')).toBeHidden();
  expect(await send(page, guided.provider)).toEqual({ first: 'red', last: 'blue', references: [] });

  // Everything stays as it was after a send.
  await page.getByRole('button', { name: 'Swap the two frames' }).press('Enter');
  expect(await send(page, guided.provider)).toEqual({ first: 'blue', last: 'red', references: [] });
  await page.getByRole('button', { name: 'Remove the first frame' }).click();
  await page.getByRole('button', { name: 'Swap the two frames' }).click();
  expect(await send(page, guided.provider)).toEqual({ first: 'red', last: null, references: [] });
});

test('more files become references, in an order that pointer and keyboard change', async ({
  page,
  guided,
}) => {
  await open(page, guided.studio);
  await drop(page, 'main', { files: await files('red', 'blue', 'green', 'yellow', 'violet') });
  const list = page.getByRole('region', { name: 'More settings' }).getByRole('listitem');
  await expect(list).toHaveCount(4);
  await expect(picture(page, 2)).toBeVisible();

  // green yellow violet
  await page.getByRole('button', { name: 'Move reference image 1 to the right' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Reference image 1 is now number 2 of 3.')).toBeAttached();
  await expect(page.getByRole('button', { name: 'Move reference image 2 to the right' })).toBeFocused();
  expect((await send(page, guided.provider)).references).toEqual(['yellow', 'green', 'violet']);

  await picture(page, 2).hover();
  await page.mouse.down();
  const target = await picture(page, 0).boundingBox();
  await page.mouse.move((target?.x ?? 0) + 40, (target?.y ?? 0) + 40, { steps: 8 });
  await page.mouse.up();
  expect((await send(page, guided.provider)).references).toEqual(['violet', 'yellow', 'green']);

  // Two more: one has a place.
  await drop(page, '[data-slot="3"]', { files: await files('grey', 'red') });
  await expect(page.getByText('1 picture was left out')).toBeVisible();
  await page.getByRole('button', { name: 'Remove reference image 2' }).click();
  expect((await send(page, guided.provider)).references).toEqual(['violet', 'green', 'grey']);
  await expectNoViolation(page);
});

test('each slot takes what is dropped on it, and what is no picture is refused in words', async ({
  page,
  guided,
}) => {
  await open(page, guided.studio);
  await drop(page, '[data-slot="lastFrame"]', { files: await files('green') });
  await expect(picture(page, 'lastFrame')).toBeVisible();
  await expect(picture(page, 'firstFrame')).toBeHidden();
  const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypisom'), Buffer.alloc(64)]);
  const clip = { name: 'clip.mp4', mimeType: 'video/mp4', buffer: mp4 };
  await fire(page, 'dragenter', 'main', { files: [clip] });
  await expect(page.getByText('A picture is needed, not a video.')).toBeVisible();
  const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('words') };
  await fire(page, 'drop', 'main', { files: [clip, notes, ...(await files('red'))] });
  await expect(page.getByText('clip.mp4 is a video, and a picture is needed.')).toBeVisible();
  await expect(page.getByText('notes.txt is not a PNG, JPEG or WebP image')).toBeVisible();
  expect(await send(page, guided.provider)).toMatchObject({ first: 'red', last: 'green' });

  // Words that are dragged are no picture, and the page leaves them alone.
  await fire(page, 'dragenter', 'main', { texts: { 'text/plain': 'only words' } });
  await expect(page.locator('.bg-veil')).toHaveCount(0);
});

test('a picture of the clipboard goes in by its keys, from wherever the focus is', async ({
  page,
  context,
  guided,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, guided.studio);
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).click();
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(48, 27);
    const drawing = canvas.getContext('2d');
    if (drawing) drawing.fillStyle = '#8030b0';
    drawing?.fillRect(0, 0, 48, 27);
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': await canvas.convertToBlob() })]);
  });
  await page.keyboard.press('Control+V');
  await expect(page.getByRole('button', { name: 'Replace the first frame, 48 × 27 pixels' })).toBeVisible();
  expect(await send(page, guided.provider)).toMatchObject({ first: 'violet' });
});

test('the size says whether it fits', async ({ page, studio }) => {
  await page.goto(studio.url);
  await drop(page, 'main', { files: [await paint('red', 1600, 1200)] });
  await expect(slot(page, 'firstFrame').getByText('1600×1200')).toContainText('would be cropped');
  await page.getByRole('combobox', { name: 'Size' }).selectOption('1024x1024');
  await drop(page, 'main', { files: [await paint('red', 512, 512)] });
  await expect(slot(page, 'firstFrame').getByText('512×512')).toContainText('fits the size');
});

test('a reload keeps every picture in its slot, and what was taken out stays out', async ({
  page,
  context,
  guided,
}) => {
  await open(page, guided.studio);
  await drop(page, 'main', { files: await files('red', 'blue', 'green', 'yellow') });
  await expect(picture(page, 1)).toBeVisible();
  // A file is on its way to where the browser keeps it.
  const isKept = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open('firstframe');
          opening.onsuccess = () => {
            const counting = opening.result.transaction('images').objectStore('images').count();
            counting.onsuccess = () => resolve(counting.result);
          };
        }),
    );
  await expect.poll(isKept).toBe(4);
  await page.getByRole('button', { name: 'Remove reference image 1' }).click();
  await expect.poll(isKept).toBe(3);
  await page.reload();
  await expect(picture(page, 'lastFrame')).toBeVisible();
  expect(await send(page, guided.provider)).toEqual({ first: 'red', last: 'blue', references: ['yellow'] });

  // Another tab has its own way with the draft, and neither breaks the other.
  const other = await context.newPage();
  await open(other, guided.studio);
  await expect(picture(other, 'firstFrame')).toBeVisible();
  await other.getByRole('button', { name: 'Remove the first frame' }).click();
  expect(await send(page, guided.provider)).toMatchObject({ first: 'red', last: 'blue' });
  await other.close();
  await page.reload();
  await expect(picture(page, 'lastFrame')).toBeVisible();
});

test('where the browser keeps nothing, the draft lasts as long as the page', async ({ page, guided }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('No.', 'SecurityError');
      },
    });
  });
  await open(page, guided.studio);
  await drop(page, 'main', { files: await files('red', 'blue') });
  expect(await send(page, guided.provider)).toMatchObject({ first: 'red', last: 'blue' });
  await page.reload();
  await expect(slot(page, 'lastFrame')).toBeVisible();
  await expect(picture(page, 'firstFrame')).toBeHidden();
  expect(faults).toEqual([]);
});

test.describe('on a phone, in Chinese', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'zh-CN' });

  test('both frames stand side by side and can be changed by a finger', async ({ page, guided }) => {
    await page.goto(guided.studio.url);
    await expect(slot(page, 'lastFrame')).toBeVisible();
    await drop(page, 'main', { files: await files('red', 'blue', 'green') });
    await expect(picture(page, 0)).toBeVisible();
    await page.getByRole('button', { name: '交换首尾帧' }).tap();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    const box = await page.getByRole('button', { name: '从图库选择：首帧' }).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(40);
    await expectNoViolation(page);
    await page.getByRole('button', { name: '从图库选择：尾帧' }).tap();
    await expect(page.getByRole('dialog', { name: '选择图片：尾帧' })).toBeVisible();
    await expectNoViolation(page);
  });
});
