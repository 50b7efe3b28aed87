import { rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { photo } from './pictures';
import { expect, test } from './studio';

const tile = (page: Page, prompt: string) => page.getByRole('link', { name: new RegExp(prompt) });

async function write(page: Page, prompt: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
}

async function chooseFrame(page: Page, name: string, buffer: Buffer, mimeType = 'image/jpeg'): Promise<void> {
  const chosen = page.waitForEvent('filechooser');
  await page
    .getByRole('button', { name: /first frame/i })
    .first()
    .click();
  await (await chosen).setFiles({ name, mimeType, buffer });
}

test('a photo and a sentence become a video that plays and can be kept', async ({
  page,
  studio,
  request,
}) => {
  await page.goto(studio.url);
  await chooseFrame(page, 'holiday.jpg', await photo());
  await expect(page.getByRole('img', { name: 'The chosen first frame' })).toBeVisible();
  await expect(page.getByText('1600×1200 will be cropped to 1280×720: 25% is left out.')).toBeVisible();
  await write(page, 'The tide comes in, slowly');
  await page.getByRole('textbox', { name: 'Prompt' }).press('Control+Enter');

  // The tile is there at once, at the shape that it keeps through every state.
  const mine = tile(page, 'The tide comes in');
  await expect(mine.or(page.getByText('Sending', { exact: true }))).toBeVisible();
  const firstTile = page.locator('.gallery-tile').first();
  await expect(firstTile).toBeVisible();
  const box = () => firstTile.boundingBox();
  const first = await box();
  await firstTile.evaluate((element) => element.setAttribute('data-since', 'sending'));
  const states: string[] = [];
  await expect
    .poll(
      async () => {
        const name = (await mine.getAttribute('aria-label').catch(() => null)) ?? '';
        const state = name.split(', ').at(-1) ?? '';
        if (states.at(-1) !== state) states.push(state);
        expect(await box()).toEqual(first);
        return state;
      },
      { intervals: [100], timeout: 90_000 },
    )
    .toBe('Ready');
  expect(states).toContain('Running');
  // Not one that looks the same, but the same one: nothing blinks when the video takes over from what was sent.
  await expect(firstTile).toHaveAttribute('data-since', 'sending');
  await expect(page.getByText('Ready: The tide comes in, slowly.')).toHaveAttribute('aria-live', 'polite');
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('The tide comes in, slowly');

  await mine.click();
  const room = page.getByRole('dialog');
  await expect(room).toBeVisible();
  const place = room.getByRole('slider', { name: 'Place in the video' });
  await expect.poll(async () => Number(await place.getAttribute('aria-valuenow'))).toBeGreaterThan(5);
  await expect(place).toHaveAttribute('aria-valuemax', String(4 * 24));
  const shape = await room.locator('[data-view]').evaluate((view) => {
    const { width, height } = view as HTMLCanvasElement;
    return [width, height];
  });
  expect(shape).toEqual([1280, 720]);

  const saved = page.waitForEvent('download');
  await room.getByRole('link', { name: 'Download' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d_The-tide-comes-in-slowly_[0-9a-f]{6}\.mp4$/);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const content = await request.get(`${studio.url}/v1/videos/${id}/content`);
  const chunks = await (await download.createReadStream()).toArray();
  expect(Buffer.concat(chunks).equals(await content.body())).toBe(true);
});

test('a reload in the middle loses nothing', async ({ page, studio }) => {
  await page.goto(studio.url);
  await write(page, 'A lighthouse in fog');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(tile(page, 'A lighthouse in fog')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A lighthouse in fog');
  await expect(tile(page, 'A lighthouse in fog, Ready')).toBeVisible({ timeout: 90_000 });
});

test('twenty presses in a row make one video', async ({ page, freshStudio, request }) => {
  await page.goto(freshStudio.url);
  await write(page, 'An impatient finger');
  const send = page.getByRole('button', { name: 'Send' });
  await expect(send).toBeEnabled();
  await send.evaluate((button: HTMLButtonElement) => {
    for (let press = 0; press < 20; press += 1) button.click();
  });
  await expect(tile(page, 'An impatient finger')).toBeVisible();
  const list = await (await request.get(`${freshStudio.url}/v1/videos`)).json();
  expect(list.data).toHaveLength(1);
});

test('a studio that is killed and started again goes on where it was', async ({ page, freshStudio }) => {
  await page.goto(freshStudio.url);
  await write(page, 'Snow on a quiet street [demo:slow]');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(tile(page, 'Snow on a quiet street .*Running')).toBeVisible();
  const before = await page.locator('.gallery-tile').boundingBox();
  // Its code is there from now on.
  await tile(page, 'Snow on a quiet street').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await freshStudio.stop('SIGKILL');
  const banner = page.getByRole('alert').filter({ hasText: 'The studio does not answer' });
  await expect(banner).toBeVisible();
  await expect(page.getByText(/^last seen/)).toBeVisible();
  expect(await page.locator('.gallery-tile').boundingBox()).toEqual(before);
  // What is known can still be looked at, and the room says it too.
  await tile(page, 'Snow on a quiet street').click();
  await expect(page.getByRole('dialog').getByText('The studio does not answer')).toBeVisible();
  await expect(page.getByRole('dialog').getByText('Snow on a quiet street [demo:slow]')).toBeVisible();
  await page.keyboard.press('Escape');
  await freshStudio.start();
  await expect(banner).toBeHidden({ timeout: 40_000 });
  await expect(tile(page, 'Snow on a quiet street .*Ready')).toBeVisible({ timeout: 90_000 });
  await expect(page.locator('.gallery-tile')).toHaveCount(1);
});

test.describe('a file that is no picture', () => {
  const cases = [
    [
      'holiday.png',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'holiday.png is not a PNG, JPEG or WebP image',
    ],
    ['notes.jpg', Buffer.from('just some text'), 'notes.jpg is not a PNG, JPEG or WebP image'],
    [
      'half.jpg',
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 5, 6, 7, 8]),
      'half.jpg cannot be opened as an image',
    ],
  ] as const;
  for (const [name, bytes, words] of cases) {
    test(`${name} is refused in words`, async ({ page, studio }) => {
      await page.goto(studio.url);
      await chooseFrame(page, name, bytes);
      await expect(page.getByText(words)).toBeVisible();
      await expect(page.getByRole('img', { name: 'The chosen first frame' })).toBeHidden();
    });
  }
});

test('a file that is larger than any photo is refused in words', async ({ page, studio }) => {
  const file = path.join(studio.dataFolder, 'huge.jpg');
  await writeFile(file, Buffer.from([0xff, 0xd8, 0xff]));
  await truncate(file, 101 * 1024 * 1024);
  await page.goto(studio.url);
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add a first frame' }).click();
  await (await chosen).setFiles(file);
  await expect(page.getByText('huge.jpg is 101.0 MB')).toBeVisible();
  await rm(file);
});

test('an image can be dropped anywhere, pasted anywhere, and taken out again', async ({ page, studio }) => {
  await page.goto(studio.url);
  await expect(page.getByRole('button', { name: 'Add a first frame' })).toBeVisible();
  const bytes = [...(await photo(64, 36))];
  const fire = (type: string, selector: string) =>
    page.evaluate(
      ([kind, target, data]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(data as number[])], 'a.jpg', { type: 'image/jpeg' }));
        const element = document.querySelector(target as string) ?? document;
        const init = { bubbles: true, cancelable: true };
        element.dispatchEvent(
          kind === 'paste'
            ? new ClipboardEvent('paste', { ...init, clipboardData: transfer })
            : new DragEvent(kind as string, { ...init, dataTransfer: transfer }),
        );
      },
      [type, selector, bytes] as const,
    );
  const veil = page.getByText('Drop the image to make it the first frame');
  await expect(async () => {
    await fire('dragenter', 'main');
    await expect(veil).toBeVisible({ timeout: 500 });
  }).toPass();
  await fire('drop', '.bg-veil');
  await expect(veil).toBeHidden();
  await expect(page.getByRole('button', { name: 'Replace the first frame, 64 × 36 pixels' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove the first frame' }).click();
  await expect(page.getByRole('button', { name: 'Add a first frame' })).toBeVisible();
  await fire('paste', 'body');
  await expect(page.getByRole('button', { name: 'Replace the first frame, 64 × 36 pixels' })).toBeVisible();
});

test('a refusal comes back to the form, and leaves no tile', async ({ page, freshStudio }) => {
  await page.goto(freshStudio.url);
  await write(page, 'Nothing at all [demo:reject]');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('The provider refused the request.')).toBeVisible();
  await expect(page.locator('.gallery-tile')).toHaveCount(0);
});

test('a send that something on its way answered for makes one video, however often it is pressed', async ({
  page,
  freshStudio,
}) => {
  await page.clock.install();
  await page.goto(freshStudio.url);
  await write(page, 'One kite');
  await chooseFrame(page, 'kite.jpg', await photo(640, 480));
  const frame = page.getByRole('img', { name: 'The chosen first frame' });
  const keys: (string | undefined)[] = [];
  // A proxy gives up on it, while the studio carries it out; and what the studio has made is not heard of yet.
  await page.route('**/v1/videos', async (route) => {
    const made = await route.fetch();
    expect(made.status()).toBe(200);
    keys.push(route.request().headers()['idempotency-key']);
    await route.fulfill({ status: 504, contentType: 'text/html', body: '<h1>Gateway timeout</h1>' });
  });
  await page.route('**/v1/videos?*', (route) => route.abort());
  for (const presses of [1, 2, 3]) {
    // Somebody who is not answered may reload, and press again.
    if (presses === 3) await page.reload();
    await expect(frame).toBeVisible();
    await page.clock.fastForward(600);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect.poll(() => keys.length).toBe(presses);
    await expect(page.getByText('HTTP 504')).toBeVisible();
  }
  expect(new Set(keys).size).toBe(1);
  const { data } = await (await page.request.get(`${freshStudio.url}/v1/videos`)).json();
  expect(data).toHaveLength(1);
});

test('a failure says why, and what was blocked says that without blame', async ({ page, studio }) => {
  await page.goto(studio.url);
  for (const [prompt, words] of [
    ['A broken machine [demo:fail]', 'The provider failed to make the video.'],
    ['Something forbidden [demo:moderation]', 'moderation blocked this prompt or image'],
  ] as const) {
    await write(page, prompt);
    await expect(async () => {
      await page.getByRole('button', { name: 'Send' }).click();
      await expect(page.getByRole('link', { name: prompt })).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expect(page.locator('.gallery-tile', { hasText: prompt }).getByText(words)).toBeVisible({
      timeout: 30_000,
    });
  }
});

test('a prompt in the address fills the form and is never sent', async ({ page, freshStudio, request }) => {
  await page.goto(`${freshStudio.url}/?prompt=A%20fox%20in%20the%20snow`);
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A fox in the snow');
  await expect(page.getByText('Nothing here yet.')).toBeVisible();
  const list = await (await request.get(`${freshStudio.url}/v1/videos`)).json();
  expect(list.data).toEqual([]);
});

test('an example fills the bar', async ({ page, freshStudio }) => {
  await page.goto(freshStudio.url);
  await page.getByRole('button', { name: /Dawn over a calm sea/ }).click();
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue(/^Dawn over a calm sea/);
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeFocused();
});
