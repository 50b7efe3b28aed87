import { readFile } from 'node:fs/promises';
import type { APIRequestContext } from '@playwright/test';
import { photo } from './pictures';
import { expect, type Studio, test } from './studio';

/** Makes a video by the API and waits until it is ready. */
async function make(
  request: APIRequestContext,
  studio: Studio,
  multipart: Record<string, string | object>,
): Promise<string> {
  const answer = await request.post(`${studio.url}/v1/videos`, {
    multipart: multipart as Record<string, string>,
  });
  const { id } = await answer.json();
  await expect
    .poll(async () => (await (await request.get(`${studio.url}/v1/videos/${id}`)).json()).status, {
      timeout: 90_000,
    })
    .toBe('completed');
  return id;
}

test('the review room has an address, neighbours, a way back, and keeps the place', async ({
  page,
  freshStudio,
  request,
}) => {
  const older = await make(request, freshStudio, {
    prompt: 'Hills in the morning',
    seconds: '2',
    size: '854x480',
  });
  const newer = await make(request, freshStudio, {
    prompt: 'Hills in the evening',
    seconds: '2',
    size: '480x854',
  });
  await page.goto(freshStudio.url);
  await page.getByRole('link', { name: /Hills in the evening/ }).click();
  const room = page.getByRole('dialog');
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${newer}`);
  await expect(room.getByText('1 of 2')).toBeVisible();
  await expect(room.getByRole('row', { name: 'Size 480×854 480×854' })).toBeVisible();

  const playing = room.getByRole('button', { name: 'Pause (Space)' });
  const paused = room.getByRole('button', { name: 'Play (Space)' });
  await expect(playing).toBeVisible();
  await page.keyboard.press('Space');
  await expect(paused).toBeVisible();
  await page.keyboard.press('Space');
  await expect(playing).toBeVisible();

  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${older}`);
  await expect(room.getByText('Hills in the morning')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${newer}`);
  await expect(room.getByText('Hills in the evening')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(room).toBeHidden();
  await expect(page).toHaveURL(`${freshStudio.url}/`);
  await expect(page.getByRole('link', { name: /Hills in the evening/ })).toBeFocused();

  await page.goto(`${freshStudio.url}/videos/${older}`);
  await expect(room.getByText('Hills in the morning')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(`${freshStudio.url}/`);
});

test('settings are taken over with their first frame and never sent; deleting can be undone', async ({
  page,
  freshStudio,
  request,
}) => {
  const input_reference = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo(720, 1280) };
  const id = await make(request, freshStudio, {
    prompt: 'A tall picture',
    seconds: '2',
    size: '720x1280',
    input_reference,
  });
  await page.goto(`${freshStudio.url}/videos/${id}`);
  await page.getByRole('button', { name: 'Reuse settings' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A tall picture');
  await expect(page.getByRole('combobox', { name: 'Size' })).toHaveValue('720x1280');
  await expect(page.getByRole('combobox', { name: 'Length' })).toHaveValue('2');
  await expect(
    page.getByRole('button', { name: 'Replace the first frame, 720 × 1280 pixels' }),
  ).toBeVisible();
  await expect(page.locator('.gallery-tile')).toHaveCount(1);

  await page.getByRole('link', { name: /A tall picture/ }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('.gallery-tile')).toHaveCount(0);
  expect((await (await request.get(`${freshStudio.url}/v1/videos`)).json()).data).toEqual([]);
  const message = page.getByRole('listitem').filter({ hasText: 'Moved to the trash.' });
  await message.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: /A tall picture/ })).toBeVisible();
});

test('a reuse can be undone, and what was in the form comes back with its photo', async ({
  page,
  freshStudio,
  request,
}) => {
  await make(request, freshStudio, { prompt: 'No picture here', seconds: '2', size: '480x854' });
  await page.goto(freshStudio.url);
  const prompt = page.getByRole('textbox', { name: 'Prompt' });
  const frame = page.getByRole('img', { name: 'The chosen first frame' });
  await prompt.fill('What I was writing');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'b.jpg', mimeType: 'image/jpeg', buffer: await photo(640, 480) });
  await expect(frame).toBeVisible();

  await page.getByRole('link', { name: /No picture here/ }).click();
  await page.getByRole('button', { name: 'Reuse settings' }).click();
  await expect(prompt).toHaveValue('No picture here');
  await expect(frame).toBeHidden();
  // The prompt has steps back of its own; this one is the message's, and takes the picture back too.
  await page.getByRole('listitem').getByRole('button', { name: 'Undo' }).click();
  await expect(prompt).toHaveValue('What I was writing');
  await expect
    .poll(() => frame.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
    .toBe(640);
});

test('what is only hovered plays, one at a time, and stops', async ({ page, freshStudio, request }) => {
  await make(request, freshStudio, { prompt: 'One', seconds: '2', size: '854x480' });
  await make(request, freshStudio, { prompt: 'Two', seconds: '2', size: '854x480' });
  await page.goto(freshStudio.url);
  await page.getByRole('link', { name: /One/ }).hover();
  await expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeGreaterThan(0);
  await page.getByRole('link', { name: /Two/ }).hover();
  await expect(page.locator('video')).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Prompt' }).hover();
  await expect(page.locator('video')).toHaveCount(0);
});

test('polling stops when nothing is open', async ({ page, freshStudio, request }) => {
  await make(request, freshStudio, { prompt: 'Done already', seconds: '2', size: '854x480' });
  let polls = 0;
  page.on('request', (sent) => {
    if (sent.url().includes('changed_since')) polls += 1;
  });
  await page.clock.install();
  await page.goto(freshStudio.url);
  await expect(page.getByRole('link', { name: /Done already/ })).toBeVisible();
  const before = polls;
  await page.clock.runFor(60_000);
  expect(polls - before).toBeLessThanOrEqual(1);
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('the same: write, send, watch, review', async ({ page, freshStudio }) => {
    await page.goto(freshStudio.url);
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh');
    await page.getByRole('textbox', { name: '提示词' }).fill('海边的日出，镜头缓缓推近');
    await page.getByRole('button', { name: '发送' }).click();
    await expect(page.getByRole('link', { name: '打开：海边的日出，镜头缓缓推近，已完成' })).toBeVisible({
      timeout: 90_000,
    });
    await page.getByRole('link', { name: /海边的日出/ }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toContain('海边的日出-镜头缓缓推近');
    expect((await readFile(await download.path())).subarray(4, 8).toString()).toBe('ftyp');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeVisible();
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});
