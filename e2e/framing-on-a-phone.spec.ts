import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CDPSession } from '@playwright/test';
import sharp from 'sharp';
import { expectNoViolation } from './expect-no-violation';
import { coloursAt, quarterColours } from './picture-provider';
import { expect, test } from './studio';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 3 });

const width = 8_688;
const height = 5_792;

/** A photo of 50 megapixels with a sensor's grain, which weighs more than the studio takes. */
async function largePhoto(): Promise<Buffer> {
  const size = { width: width / 2, height: height / 2, channels: 4 as const };
  const places = [
    [0, 0],
    [width / 2, 0],
    [0, height / 2],
    [width / 2, height / 2],
  ] as const;
  const quarters = Object.values(quarterColours).map(([r, g, b], index) => ({
    input: { create: { ...size, background: { r, g, b, alpha: 0.93 } } },
    left: places[index]?.[0] ?? 0,
    top: places[index]?.[1] ?? 0,
  }));
  const grain = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  return sharp({
    create: { width, height, channels: 3, noise: grain, background: '#888' },
    limitInputPixels: false,
  })
    .composite(quarters)
    .jpeg({ quality: 97, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

/** Puts two fingers down about a place and takes them apart, as far as is said, each to its side. */
async function pinch(session: CDPSession, { x, y }: { x: number; y: number }, from: number, to: number) {
  const fingers = (apart: number) => [
    { x: x - apart, y, id: 0 },
    { x: x + apart, y, id: 1 },
  ];
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(from) });
  for (let step = 1; step <= 10; step += 1) {
    const touchPoints = fingers(from + ((to - from) * step) / 10);
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** For how long the page's own thread has worked so far, whatever else the machine does; milliseconds. */
async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

test('a photo of 50 megapixels is framed with two fingers, and the page stays quick', async ({
  page,
  freshStudio,
  request,
}) => {
  const photo = await largePhoto();
  const file = path.join(freshStudio.dataFolder, 'large.jpg');
  await writeFile(file, photo);
  expect(photo.length).toBeGreaterThan(20 * 1024 * 1024);
  await page.goto(freshStudio.url);
  await expect(page.getByRole('combobox', { name: 'Size' })).toHaveValue('1280x720');
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await workOf(session);
  const worker = page.waitForEvent('worker');
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add a first frame' }).click();
  await (await chosen).setFiles(file);
  await expect(page.getByText(/^8688×5792 will be cropped to 1280×720/)).toBeVisible({ timeout: 30_000 });
  const choosing = (await workOf(session)) - before;
  // The page does not decode it itself.
  await worker;

  await page.getByRole('button', { name: 'Frame it' }).tap();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByTestId('framed-bytes')).toHaveText(/^\d+ kB$/, { timeout: 30_000 });
  await expectNoViolation(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('There is no stage.');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const still = await workOf(session);
  await pinch(session, middle, 30, 90);
  await expect(dialog.getByRole('slider', { name: 'Zoom' })).toHaveAttribute('aria-valuetext', '300%');
  // One finger carries it on: the lower left quarter into the frame.
  const at = (x: number, y: number) => [{ x: middle.x + x, y: middle.y + y, id: 0 }];
  for (let times = 0; times < 3; times += 1) {
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(-90, 60) });
    for (let step = 1; step <= 10; step += 1) {
      const touchPoints = at(-90 + step * 20, 60 - step * 12);
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
    }
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
  const moving = ((await workOf(session)) - still) / 43;
  const figures = `choosing ${choosing.toFixed()} ms, each move ${moving.toFixed(1)} ms`;
  test.info().annotations.push({ type: 'work of the page', description: figures });
  // Machines that do something else besides count up to four times as much.
  expect(choosing).toBeLessThan(2_000);
  expect(moving).toBeLessThan(50);
  await expect(dialog.getByTestId('framed-bytes')).toHaveText(/^\d+ kB$/, { timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Done' }).tap();

  const create = page.waitForRequest((sent) => sent.method() === 'POST' && sent.url().endsWith('/v1/videos'));
  await page.getByRole('textbox', { name: 'Prompt' }).fill('From a phone');
  await page.getByRole('button', { name: 'Send' }).tap();
  // It is on the screen before anything of it is on its way.
  await expect(page.locator('.gallery-tile')).toHaveCount(1);
  await create;
  const list = async () => (await (await request.get(`${freshStudio.url}/v1/videos`)).json()).data;
  await expect.poll(async () => (await list()).length).toBe(1);
  const [{ firstframe }] = await list();
  expect(firstframe.warnings).toEqual([]);
  const [reference] = firstframe.asked.references;
  expect(reference).toMatchObject({ width: 1280, height: 720, type: 'image/jpeg' });
  const bytes = await (await request.get(`${freshStudio.url}${reference.url}`)).body();
  const corners = [
    [0.03, 0.03],
    [0.97, 0.03],
    [0.03, 0.97],
    [0.97, 0.97],
  ] as const;
  expect(await coloursAt(await sharp(bytes).blur(4).toBuffer(), corners)).toEqual(Array(4).fill('blue'));
});
