import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expectNoViolation } from './expect-no-violation';
import { coloursAt, differenceOf, quarters, startPictureProvider } from './picture-provider';
import { expect, type Studio, startStudio, test } from './studio';

const corners = [
  [0.03, 0.03],
  [0.97, 0.03],
  [0.03, 0.97],
  [0.97, 0.97],
] as const;

type Stage = { studio: Studio; provider: Awaited<ReturnType<typeof startPictureProvider>> };

/** A studio whose one provider keeps the images that it gets. OpenAI's format takes them in the video's size alone. */
async function withProvider(dialect: 'openai' | 'sglang', use: (stage: Stage) => Promise<void>) {
  const provider = await startPictureProvider();
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-providers-'));
  const file = path.join(folder, 'providers.json');
  const providers = [{ id: 'gallery', baseUrl: provider.baseUrl, dialect, models: ['sora-2'] }];
  await writeFile(file, JSON.stringify({ providers }));
  const studio = await startStudio({ FIRSTFRAME_PROVIDERS: file });
  try {
    await use({ studio, provider });
  } finally {
    await studio.stop('SIGKILL');
    provider.close();
    await rm(folder, { recursive: true });
    await rm(studio.dataFolder, { recursive: true, force: true });
  }
}

async function choose(page: Page, buffer: Buffer, name = 'quarters.jpg'): Promise<void> {
  const chosen = page.waitForEvent('filechooser');
  await page
    .getByRole('button', { name: /first frame|首帧/i })
    .first()
    .click();
  await (await chosen).setFiles({ name, mimeType: 'image/jpeg', buffer });
}

/** Sends the draft, and gives the first frame that the provider got. */
async function send(page: Page, { provider }: Stage): Promise<{ bytes: Buffer; type: string }> {
  const count = provider.creates.length;
  await page.getByRole('textbox', { name: /Prompt|提示词/ }).fill(`Take ${count + 1}`);
  await page.getByRole('textbox', { name: /Prompt|提示词/ }).press('Control+Enter');
  await expect.poll(() => provider.creates.length, { timeout: 30_000 }).toBe(count + 1);
  const file = provider.creates.at(-1)?.files.input_reference;
  if (!file) throw new Error('No image was sent.');
  return file;
}

async function expectSize(bytes: Buffer, width: number, height: number): Promise<void> {
  expect(await sharp(bytes).metadata()).toMatchObject({ width, height });
}

const editor = (page: Page) => page.getByRole('dialog');
const frameIt = (page: Page) => page.getByRole('button', { name: 'Frame it' }).click();
const done = (page: Page) => editor(page).getByRole('button', { name: 'Done' }).click();

async function middleOf(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('There is no stage.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function photo(): Promise<Buffer> {
  return (await quarters(1600, 1200)).jpeg({ quality: 95 }).toBuffer();
}

test('what is framed with the pointer is, pixel for pixel, what the provider gets', async ({ page }) => {
  await withProvider('openai', async (stage) => {
    await page.goto(stage.studio.url);
    await page.getByRole('combobox', { name: 'Size' }).selectOption('1280x720');
    await choose(page, await photo());
    await expect(page.getByText('1600×1200 will be cropped to 1280×720: 25% is left out.')).toBeVisible();
    const first = await send(page, stage);
    await expectSize(first.bytes, 1280, 720);
    expect(first.type).toBe('image/jpeg');
    expect(await coloursAt(first.bytes, corners)).toEqual(['red', 'green', 'blue', 'yellow']);
    expect(await coloursAt(first.bytes, [[0.49, 0.48]])).toEqual(['red']);
    // It was drawn to size already, so nothing is left for the studio to say.
    expect(stage.provider.creates[0]?.texts.size).toBe('1280x720');

    await frameIt(page);
    const middle = await middleOf(page);
    await expect(editor(page).getByText('Cropped: 25% is left out')).toBeVisible();
    await page.mouse.move(middle.x, middle.y);
    for (let notch = 0; notch < 5; notch += 1) await page.mouse.wheel(0, -100);
    await expect(editor(page).getByRole('slider', { name: 'Zoom' })).toHaveAttribute(
      'aria-valuetext',
      '249%',
    );
    await page.mouse.down();
    await page.mouse.move(middle.x + 600, middle.y + 500, { steps: 8 });
    await page.mouse.up();
    await expect(editor(page).getByTestId('framed-bytes')).toHaveText(/^\d+ kB$/);
    const said = Number((await editor(page).getByTestId('framed-bytes').textContent())?.split(' ')[0]);
    await done(page);
    const red = await send(page, stage);
    await expectSize(red.bytes, 1280, 720);
    expect(await coloursAt(red.bytes, corners)).toEqual(['red', 'red', 'red', 'red']);
    // The studio writes every image anew, in the same quality, so that the bytes are nearly those that were counted.
    expect(Math.abs(red.bytes.length / 1000 - said)).toBeLessThan(said * 0.5 + 10);

    await frameIt(page);
    await editor(page).getByRole('button', { name: 'Reset' }).click();
    await editor(page).getByRole('button', { name: 'Cancel' }).click();
    expect((await send(page, stage)).bytes.equals(red.bytes)).toBe(true);

    await frameIt(page);
    await editor(page).getByRole('button', { name: 'Reset' }).click();
    await editor(page).getByRole('button', { name: 'Turn right' }).click();
    await editor(page).getByRole('button', { name: 'Turn the video to fit' }).click();
    await expect(editor(page).getByText('Size 1280×720 → 720×1280')).toBeVisible();
    await expect(editor(page).getByText('As it is')).toBeHidden();
    await done(page);
    await expect(page.getByRole('combobox', { name: 'Size' })).toHaveValue('720x1280');
    const turned = await send(page, stage);
    await expectSize(turned.bytes, 720, 1280);
    expect(await coloursAt(turned.bytes, corners)).toEqual(['blue', 'red', 'yellow', 'green']);

    // Another size frames it anew by itself.
    await page.getByRole('combobox', { name: 'Size' }).selectOption('1280x720');
    await expectSize((await send(page, stage)).bytes, 1280, 720);
  });
});

test('all of an image is shown, over a blur or a colour, and callers of the API get the very same', async ({
  page,
  request,
}) => {
  await withProvider('sglang', async (stage) => {
    await page.goto(stage.studio.url);
    const size = page.getByRole('combobox', { name: 'Size' });
    await size.fill('1280x720');
    const image = await photo();
    await choose(page, image);
    await frameIt(page);
    await editor(page).getByText('Colour', { exact: true }).click();
    await editor(page).getByLabel('Colour behind it').fill('#dc1e1e');
    await expect(editor(page).getByText('Fits')).toBeVisible();
    await done(page);
    await expect(page.getByText('1600×1200 is shown whole.')).toBeVisible();
    const coloured = await send(page, stage);
    const sides = [...corners, [0.15, 0.97], [0.85, 0.03]] as const;
    const wanted = ['red', 'red', 'red', 'red', 'blue', 'green'];
    expect(await coloursAt(coloured.bytes, sides)).toEqual(wanted);

    await frameIt(page);
    await editor(page).getByText('Blur', { exact: true }).click();
    await done(page);
    const blurred = await send(page, stage);
    await expectSize(blurred.bytes, 1280, 720);
    expect(await coloursAt(blurred.bytes, corners)).toEqual(['red', 'green', 'blue', 'yellow']);
    // Where red meets blue at the side, the one goes over into the other.
    const [between = ''] = await coloursAt(blurred.bytes, [[0.04, 0.5]]);
    expect(between).toMatch(/^\d+,\d+,\d+$/);

    const ask = async (framing: object, body: 'form' | 'json') => {
      const words = { prompt: 'By hand', provider: 'gallery', model: 'sora-2', size: '1280x720' };
      const file = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: image };
      const reference = `data:image/jpeg;base64,${image.toString('base64')}`;
      const answer = await request.post(
        `${stage.studio.url}/v1/videos`,
        body === 'form'
          ? { multipart: { ...words, framing: JSON.stringify(framing), input_reference: file } }
          : { data: { ...words, framing, input_reference: reference } },
      );
      const { firstframe } = await answer.json();
      return { warnings: firstframe.warnings, file: stage.provider.creates.at(-1)?.files.input_reference };
    };
    for (const [framing, body, drawn] of [
      [{ fit: 'colour', colour: '#dc1e1e' }, 'form', coloured],
      [{ fit: 'blur' }, 'json', blurred],
    ] as const) {
      const { warnings, file } = await ask(framing, body);
      expect(warnings).toMatchObject([{ message: expect.stringContaining('was laid into 1280×720 over') }]);
      const difference = await differenceOf(file?.bytes ?? Buffer.alloc(0), drawn.bytes);
      test.info().annotations.push({ type: 'difference', description: `${framing.fit} ${difference}` });
      expect(difference).toBeLessThan(1.5);
    }

    await frameIt(page);
    await editor(page).getByText('As it is', { exact: true }).click();
    await done(page);
    await expectSize((await send(page, stage)).bytes, 1600, 1200);
  });
});

test.describe('with the keyboard alone, in Chinese', () => {
  test.use({ locale: 'zh-CN', colorScheme: 'light' });

  test('a photo that lies on its side arrives upright, and as it was moved', async ({ page }) => {
    await withProvider('openai', async (stage) => {
      await page.goto(stage.studio.url);
      await page.getByRole('combobox', { name: '尺寸' }).selectOption('720x1280');
      const lying = (await quarters(1600, 1200)).jpeg({ quality: 95 }).withMetadata({ orientation: 6 });
      await choose(page, await lying.toBuffer());
      await expect(page.getByText('1200×1600 将裁剪为 720×1280')).toBeVisible();
      expect(await coloursAt((await send(page, stage)).bytes, corners)).toEqual([
        'blue',
        'red',
        'yellow',
        'green',
      ]);

      const press = async (name: string, key: string) => {
        const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
        for (let tabs = 0; tabs < 40 && (await focused()) !== name; tabs += 1) await page.keyboard.press(key);
        expect(await focused()).toBe(name);
        await page.keyboard.press('Enter');
      };
      await press('调整取景', 'Shift+Tab');
      await expect(page.getByRole('application')).toBeFocused();
      await expectNoViolation(page);
      // Twice as large, and then as far to the upper left as it goes: its lower right quarter fills the frame.
      for (let step = 0; step < 5; step += 1) await page.keyboard.press('Shift+=');
      for (let step = 0; step < 12; step += 1) {
        await page.keyboard.press('Shift+ArrowLeft');
        await page.keyboard.press('Shift+ArrowUp');
      }
      await press('完成', 'Tab');
      await expect(editor(page)).toBeHidden();
      const moved = await send(page, stage);
      expect(await coloursAt(moved.bytes, corners)).toEqual(['green', 'green', 'green', 'green']);
    });
  });
});
