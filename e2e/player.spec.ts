import { expectNoViolation } from './expect-no-violation';
import { numberOnScreen } from './numbered-frames';
import { frameSaid, openRoom, test } from './player-studio';
import { expect } from './studio';

/** When the frames of `uneven.mp4` begin, as it was made: in seconds since its first one. */
const beginOf = (frame: number) => frame / 12 + 0.03 * Math.sin(frame);

test('every step is one frame, there and back, though frames last differently and are stored out of order', async ({
  page,
  screening,
}) => {
  const room = await openRoom(page, screening, 'uneven');
  const forwards: (number | null)[] = [];
  for (let frame = 0; frame < 60; frame += 1) {
    await expect(room.getByText(`frame ${frame + 1}/60`)).toBeVisible();
    await expect.poll(() => numberOnScreen(page)).toBe(frame);
    forwards.push(await numberOnScreen(page));
    const time = beginOf(frame).toFixed(3).padStart(6, '0');
    await expect(room.getByRole('slider', { name: 'Place in the video' })).toHaveAttribute(
      'aria-valuetext',
      `00:${time}, frame ${frame + 1} of 60`,
    );
    await page.keyboard.press('.');
  }
  expect(forwards).toEqual(Array.from({ length: 60 }, (_, frame) => frame));
  await expect(room.getByText('frame 60/60')).toBeVisible();
  for (let frame = 58; frame >= 0; frame -= 1) {
    await page.keyboard.press(',');
    // The number is right at once, the picture as soon as it is decoded.
    expect(await frameSaid(page)).toBe(frame + 1);
    await expect.poll(() => numberOnScreen(page)).toBe(frame);
  }
});

test('while one drags, the picture is the frame that the number says', async ({ page, screening }) => {
  await openRoom(page, screening, 'uneven');
  const box = await page.getByRole('slider', { name: 'Place in the video' }).boundingBox();
  if (!box) throw new Error('There is no scrubber.');
  const goTo = (share: number) => page.mouse.move(box.x + share * (box.width - 1), box.y + box.height / 2);
  await goTo(0.1);
  await page.mouse.down();
  for (const share of [0.9, 0.31, 0.32, 0.75, 0.02, 0.5, 1]) {
    await goTo(share);
    const said = await frameSaid(page);
    expect(beginOf(said - 1)).toBeLessThanOrEqual(share * 5.02 + 0.02);
    await expect.poll(() => numberOnScreen(page)).toBe(said - 1);
  }
  await page.mouse.up();
  expect(await frameSaid(page)).toBe(60);
});

test('J, K and L shuttle, and with K held they are single frames', async ({ page, screening }) => {
  const room = await openRoom(page, screening, 'uneven');
  const speed = room.getByRole('combobox', { name: 'Speed' });
  await page.keyboard.press('l');
  await expect(speed).toHaveValue('1');
  await expect.poll(() => numberOnScreen(page)).toBeGreaterThan(3);
  await page.keyboard.press('l');
  await expect(speed).toHaveValue('2');
  await expect.poll(() => numberOnScreen(page)).toBeGreaterThan(20);
  await page.keyboard.press('j');
  await expect(speed).toHaveValue('-1');
  const turnedAt = await frameSaid(page);
  await expect.poll(() => frameSaid(page)).toBeLessThan(turnedAt - 3);
  await page.keyboard.press('j');
  await expect(speed).toHaveValue('-2');
  await page.keyboard.press('k');
  await expect(room.getByRole('button', { name: 'Play (Space)' })).toBeVisible();
  const stopped = await frameSaid(page);
  await expect.poll(() => numberOnScreen(page)).toBe(stopped - 1);

  await page.keyboard.down('k');
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await page.keyboard.press('j');
  await page.keyboard.up('k');
  expect(await frameSaid(page)).toBe(stopped + 1);
  await expect.poll(() => numberOnScreen(page)).toBe(stopped);
});

test('a part repeats frame by frame, and nothing beside it is seen', async ({ page, screening }) => {
  const room = await openRoom(page, screening, 'uneven');
  const slider = room.getByRole('slider', { name: 'Place in the video' });
  await slider.focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('i');
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('o');
  await expect(room.getByRole('button', { name: 'Part begins here' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect.poll(() => numberOnScreen(page)).toBe(45);
  // Each picture that is drawn is looked at while it plays.
  const seen = page.locator('[data-view]').evaluate(async (view) => {
    const canvas = view as HTMLCanvasElement;
    const context = canvas.getContext('2d');
    const numbers: number[] = [];
    for (let look = 0; look < 150; look += 1) {
      await new Promise(requestAnimationFrame);
      const bits = Array.from({ length: 8 }, (_, place) => {
        const x = Math.floor(((place + 0.5) / 8) * canvas.width);
        return (context?.getImageData(x, canvas.height / 4, 1, 1).data[1] ?? 0) > 128 ? '1' : '0';
      });
      numbers.push(Number.parseInt(bits.join(''), 2));
    }
    return numbers;
  });
  await page.keyboard.press('Space');
  const numbers = await seen;
  expect([...new Set(numbers)].sort()).toEqual([40, 41, 42, 43, 44, 45]);
  // It went round more than once, each time from its last frame to its first.
  const turns = numbers.filter((number, look) => number < (numbers[look - 1] ?? number));
  expect(turns.length).toBeGreaterThanOrEqual(2);
  expect(new Set(turns)).toEqual(new Set([40]));
  await page.keyboard.press('x');
  await expect.poll(() => frameSaid(page)).toBeGreaterThan(47);
});

test('decoded frames are few however long it repeats, and none is left when the room is closed', async ({
  page,
  screening,
}) => {
  await page.addInitScript(() => {
    const alive = new Set<VideoFrame>();
    const told = { most: 0, now: () => alive.size };
    Object.assign(window, { told });
    const { close } = VideoFrame.prototype;
    VideoFrame.prototype.close = function closeFrame() {
      alive.delete(this);
      close.call(this);
    };
    window.VideoDecoder = class extends VideoDecoder {
      constructor({ output, error }: VideoDecoderInit) {
        super({
          error,
          output: (frame) => {
            alive.add(frame);
            told.most = Math.max(told.most, alive.size);
            output(frame);
          },
        });
      }
    };
  });
  await page.goto(`${screening.studio.url}/videos/${screening.ids.turned}`);
  const room = page.getByRole('dialog');
  await room.getByRole('combobox', { name: 'Speed' }).selectOption('2');
  let rounds = 0;
  let before = 0;
  await expect
    .poll(
      async () => {
        const frame = await frameSaid(page);
        if (frame < before) rounds += 1;
        before = frame;
        return rounds;
      },
      { intervals: [100], timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual(5);
  type Told = { told: { most: number; now: () => number } };
  expect(await page.evaluate(() => (window as unknown as Told).told.most)).toBeLessThan(100);
  await page.keyboard.press('Escape');
  await expect(room).toBeHidden();
  await expect.poll(() => page.evaluate(() => (window as unknown as Told).told.now())).toBe(0);
});

test('a turned picture of wide pixels stands upright, in square ones', async ({ page, screening }) => {
  await openRoom(page, screening, 'turned');
  const size = await page
    .locator('[data-view]')
    .evaluate((view) => [(view as HTMLCanvasElement).width, (view as HTMLCanvasElement).height]);
  expect(size).toEqual([96, 384]);
  await page.keyboard.press('.');
  await expect.poll(() => numberOnScreen(page, true)).toBe(1);
});

test('the scrubber is a slider for the keyboard, the arrows beside it lead to other videos, and axe finds nothing', async ({
  page,
  screening,
}) => {
  const room = await openRoom(page, screening, 'uneven');
  await expectNoViolation(page);
  await room.getByRole('slider', { name: 'Place in the video' }).focus();
  await page.keyboard.press('End');
  expect(await frameSaid(page)).toBe(60);
  await page.keyboard.press('ArrowLeft');
  expect(await frameSaid(page)).toBe(59);
  await page.keyboard.press('Home');
  expect(await frameSaid(page)).toBe(1);
  expect(page.url()).toContain(screening.ids.uneven);
  await room.getByRole('button', { name: 'Newer video' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(new RegExp(screening.ids.turned));
});

test('without single keys only the space bar plays', async ({ page, screening }) => {
  await openRoom(page, screening, 'uneven');
  await page.evaluate(() => localStorage.setItem('firstframe.single-keys', 'off'));
  for (const key of ['.', 'l', 'i', 'm']) await page.keyboard.press(key);
  expect(await frameSaid(page)).toBe(1);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Space');
  await expect.poll(() => frameSaid(page)).toBeGreaterThan(2);
});
