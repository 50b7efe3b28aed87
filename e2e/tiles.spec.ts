import type { Locator, Page } from '@playwright/test';
import sharp, { type Sharp } from 'sharp';
import { expectNoViolation } from './expect-no-violation';
import { expect, test } from './studio';
import { savedFile, states, writeJobs } from './write-jobs';

const now = () => Date.now();
const answered = () => now() - 40_000;

/** Each state that a tile can show, in an order in which it could: its word, in English and Chinese, and what makes it so. */
const walk = (saved: string) =>
  [
    ['Queued', '排队中', states.queued],
    ['On hold', '暂缓', { error_code: 'provider_credit', error_message: 'No credit left.' }],
    ['Paused', '已暂停', { error_code: null, error_message: null, due_at: null }],
    ['Not sure', '不确定', { step: 'unsure', submitted_at: now() - 90_000 }],
    [
      'Waiting at provider',
      '在服务商处排队',
      { ...states.running, submitted_at: now() - 90_000, operation: '{"isQueued":true}' },
    ],
    ['Running', '生成中', { operation: '{"isQueued":false}' }],
    ['42', '42', { progress: 42 }],
    ['Slow', '缓慢', { stalled_at: now() - 5_000 }],
    ['Reconnecting', '重新连接中', { stalled_at: null, failures: 3, answered_at: answered() }],
    [
      'Saving',
      '保存中',
      { step: 'archive', failures: 0, archived_bytes: 1_300_000, expires_at: now() + 2_460_000 },
    ],
    [
      'Expired',
      '已过期',
      { ...states.failed, error_code: 'video_expired', error_message: 'Gone.', completed_at: now() },
    ],
    ['Failed', '失败', { error_code: 'provider_error', error_message: 'It broke.' }],
    ['Blocked', '被拦截', { error_code: 'moderation_blocked', error_message: 'Not this.' }],
    ['Cancelled', '已取消', { error_code: 'cancelled', error_message: 'Cancelled.', upstream_id: null }],
    ['Ready', '已完成', { ...states.completed, error_code: null, error_message: null, saved }],
  ] as const;

/** Where every tile is. */
function boxesOf(page: Page) {
  return page.locator('.gallery-tile').evaluateAll((tiles) =>
    tiles.map((tile) => {
      const { x, y, width, height } = tile.getBoundingClientRect();
      return [x, y, width, height].map((value) => Math.round(value * 10) / 10);
    }),
  );
}

/** How many words for its state can be seen on a tile; what is for those who listen alone is a pixel. */
function countSeenWords(tile: Locator) {
  return tile
    .locator('.tile-state')
    .evaluateAll(
      (words) => words.filter(({ clientHeight, clientWidth }) => clientHeight > 9 && clientWidth > 9).length,
    );
}

/** Words that are cut off by the edge of their tile, or by their own box. */
function findCutWords(tile: Locator) {
  return tile.evaluate((element) => {
    const edge = element.getBoundingClientRect();
    return [...element.querySelectorAll('p, span, button, a')]
      .filter(({ children, textContent }) => children.length === 0 && textContent?.trim())
      .filter((part) => {
        const { left, right, top, bottom } = part.getBoundingClientRect();
        // What is there for those who listen alone is a pixel, or in one.
        for (let box: Element | null = part; box && box !== element; box = box.parentElement) {
          const { width, height } = box.getBoundingClientRect();
          if (width <= 1 && height <= 1 && getComputedStyle(box).display !== 'contents') return false;
        }
        const isOutside =
          left < edge.left - 0.5 ||
          right > edge.right + 0.5 ||
          top < edge.top - 0.5 ||
          bottom > edge.bottom + 0.5;
        return (
          isOutside ||
          part.scrollWidth > part.clientWidth + 1 ||
          (part.closest('button, a') && part.scrollHeight > part.clientHeight + 1)
        );
      })
      .map(({ textContent }) => textContent);
  });
}

for (const [locale, at] of [
  ['en-US', 0],
  ['zh-CN', 1],
] as const) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    for (const [size, shape, viewport] of [
      [2, '1280x720', null],
      [0, '720x1280', null],
      [2, '720x1280', { width: 1440, height: 900 }],
      [0, '720x1280', { width: 390, height: 844 }],
    ] as const) {
      test(`a tile of ${shape} at size ${size} on ${viewport?.width ?? 'a screen'} goes through all its states where it is, and nothing beside it moves`, async ({
        page,
        freshStudio,
      }) => {
        const jobs = writeJobs(freshStudio);
        jobs.add(states.running, 'The one before');
        const id = jobs.add(
          { ...states.queued, created_at: now() - 20_000 },
          'The harbour in the rain at dawn',
          { size: shape, seconds: 4 },
        );
        jobs.add(states.running, 'The one after', { size: '720x1280' });
        await page.addInitScript(
          (chosen) =>
            localStorage.setItem('firstframe.view', JSON.stringify({ isList: false, size: chosen })),
          size,
        );
        if (viewport) await page.setViewportSize(viewport);
        await page.goto(freshStudio.url);
        const link = page.locator(`[data-video="${id}"]`);
        const tile = page.locator('.gallery-tile').filter({ has: link });
        await expect(page.locator('.gallery-tile')).toHaveCount(3);
        const boxes = await boxesOf(page);
        for (const [step, names] of walk(savedFile(shape)).entries()) {
          if (step > 0) jobs.change(id, names[2]);
          const word = names[at];
          // A figure is in the tile alone; a word is in its name too.
          if (word === '42') await expect(tile).toContainText('42');
          else await expect(link).toHaveAttribute('aria-label', new RegExp(word));
          expect([word, await boxesOf(page)]).toEqual([word, boxes]);
          await expect.poll(() => findCutWords(tile), { message: word }).toEqual([]);
          if (word === 'Ready' || word === '已完成') continue;
          await expect(tile.locator('svg').first()).toBeVisible();
          await expect.poll(() => countSeenWords(tile), { message: word }).toBe(1);
        }
        await expectNoViolation(page);
        jobs.close();
      });
    }
  });
}

test('a video under way says how long its kind usually takes, and when it takes longer', async ({
  page,
  freshStudio,
}) => {
  const jobs = writeJobs(freshStudio);
  for (const took of [120, 130, 150, 180, 200, 220, 240, 90_000]) {
    const sent = now() - 100_000_000;
    const done = { submitted_at: sent, completed_at: sent + took * 1_000, created_at: sent };
    jobs.add({ ...states.completed, ...done, saved: savedFile('1280x720') }, 'Made long ago');
  }
  const sentAgo = (seconds: number) => ({ ...states.running, submitted_at: now() - seconds * 1_000 });
  const id = jobs.add(sentAgo(10), 'The one that is waited for');
  jobs.add(sentAgo(10), 'Nobody knows', { size: '720x1280' });
  await page.goto(freshStudio.url);
  const tile = page.locator('.gallery-tile').filter({ hasText: 'waited for' });
  await expect(tile).toContainText(/usually 2–4 min/);
  await expect(tile).toContainText(/0:[1-5]\d/);
  // Another shape of the same model is told by the model.
  await expect(page.locator('.gallery-tile').filter({ hasText: 'Nobody' })).toContainText('usually');
  jobs.change(id, sentAgo(190));
  await expect(tile).toContainText('due about now, usually');
  jobs.change(id, sentAgo(200_000));
  await expect(tile).toContainText('longer than the usual');
  jobs.close();
});

test('a waiting video can be cancelled in its tile, and one out of reach asked about', async ({
  page,
  freshStudio,
}) => {
  const jobs = writeJobs(freshStudio);
  jobs.add({ ...states.queued, created_at: now() - 20_000 }, 'Waits for its turn');
  const lost = jobs.add({ ...states.running, failures: 4, answered_at: answered() }, 'Out of reach');
  await page.goto(freshStudio.url);
  const waiting = page.locator('.gallery-tile').filter({ hasText: 'Waits for its turn' });
  await waiting.hover();
  await waiting.getByRole('button', { name: 'Cancel' }).click();
  await expect(waiting).toContainText('Cancelled');
  await waiting.getByRole('button', { name: 'Delete' }).click();
  await expect(waiting).toHaveCount(0);

  await page.locator(`[data-video="${lost}"]`).focus();
  await page.keyboard.press('Tab');
  const check = page.getByRole('button', { name: 'Check now' });
  await expect(check).toBeFocused();
  await expect(check).toHaveCSS('opacity', '1');
  await page.keyboard.press('Enter');
  await expect(page.locator('.gallery-tile').filter({ hasText: 'Out of reach' })).not.toContainText(
    'Reconnecting',
  );
  jobs.close();
});

test.describe('a video that is ready', () => {
  test('shows its stills as the pointer moves, plays where it rests, and only one of them plays', async ({
    page,
    freshStudio,
    request,
  }) => {
    for (const prompt of ['Hills', 'Waves']) {
      const answer = await request.post(`${freshStudio.url}/v1/videos`, {
        multipart: { prompt, seconds: '4', size: '1280x720' },
      });
      const { id } = await answer.json();
      const status = async () =>
        (await (await request.get(`${freshStudio.url}/v1/videos/${id}`)).json()).status;
      await expect.poll(status, { timeout: 90_000 }).toBe('completed');
    }
    const sheets: string[] = [];
    page.on('request', (sent) => {
      if (sent.url().includes('variant=spritesheet')) sheets.push(sent.url());
    });
    let mostVideos = 0;
    await page.exposeFunction('noteVideos', (count: number) => {
      mostVideos = Math.max(mostVideos, count);
    });
    await page.addInitScript(() => {
      const note = () =>
        (window as unknown as { noteVideos: (count: number) => void }).noteVideos(
          document.querySelectorAll('video').length,
        );
      new MutationObserver(note).observe(document, { childList: true, subtree: true });
    });
    // So that nothing plays while the stills are looked at.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(freshStudio.url);
    const tile = page.locator('.gallery-tile').filter({ has: page.getByRole('link', { name: /Hills/ }) });
    await expect(tile.locator('img')).toBeVisible();
    expect(await tile.locator('*').count()).toBeLessThanOrEqual(13);
    expect(sheets).toEqual([]);

    const box = await tile.boundingBox();
    if (!box) throw new Error('there is no tile');
    const moveTo = (still: number) =>
      page.mouse.move(box.x + (box.width * (still + 0.5)) / 12, box.y + box.height / 3);
    /** Moves about until a still is shown, without resting. */
    async function scrubTo(still: number) {
      await expect(async () => {
        await moveTo(still === 0 ? 1 : still - 1);
        await moveTo(still);
        await expect(tile.locator(`[data-still="${still}"]`)).toBeVisible({ timeout: 100 });
      }).toPass({ intervals: [50] });
    }
    /** Without its brightness, for what is written over a still darkens it. */
    const centre = (values: Uint8Array) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Array.from(values, (value) => value - mean);
    };
    await scrubTo(2);
    const [sheetUrl = ''] = sheets;
    const sheet = await (await request.get(sheetUrl)).body();
    const { width = 0, height = 0 } = await sharp(sheet).metadata();
    const cell = { width: Math.floor(width / 4), height: Math.floor(height / 3) };
    // Between what may stand in the corners and what the words cover.
    const looked = { width: 64, height: 36 };
    const middle = { left: 4, top: 8, width: 56, height: 10 };
    const read = (image: Sharp) =>
      image
        .resize({ ...looked, fit: 'fill' })
        .removeAlpha()
        .toBuffer()
        .then((small) => sharp(small).extract(middle).raw().toBuffer())
        .then(centre);
    const cells = await Promise.all(
      Array.from({ length: 12 }, (_, still) =>
        sharp(sheet)
          .extract({ left: (still % 4) * cell.width, top: Math.floor(still / 4) * cell.height, ...cell })
          .png()
          .toBuffer()
          .then((part) => read(sharp(part))),
      ),
    );
    for (const still of [0, 5, 11]) {
      await scrubTo(still);
      const seen = await read(sharp(await page.screenshot({ clip: box })));
      const distances = cells.map((one) =>
        one.reduce((sum, value, index) => sum + Math.abs(value - (seen[index] ?? 0)), 0),
      );
      expect(distances.indexOf(Math.min(...distances))).toBe(still);
    }

    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.getByRole('textbox', { name: 'Prompt' }).hover();
    const video = page.locator('video');
    await scrubTo(6);
    await expect(video).toHaveCount(1);
    // Still 6 of 12 in a video of 4 seconds.
    await expect
      .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
      .toBeGreaterThan(2.1);
    await moveTo(1);
    await expect(video).toHaveCount(0);
    await page.getByRole('link', { name: /Waves/ }).hover();
    await expect(video).toHaveCount(1);
    await page.getByRole('link', { name: /Hills/ }).hover();
    await page.getByRole('link', { name: /Waves/ }).focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await expect(video).toHaveCount(1);
    await page.getByRole('textbox', { name: 'Prompt' }).hover();
    expect(mostVideos).toBe(1);
    expect(new Set(sheets).size).toBeLessThanOrEqual(2);
  });

  test('does not play by itself for whoever wants less motion', async ({ browser, freshStudio }) => {
    const jobs = writeJobs(freshStudio);
    jobs.add({ ...states.completed, completed_at: now(), saved: savedFile('1280x720') }, 'A still lake');
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    await page.goto(freshStudio.url);
    await page.getByRole('link', { name: /still lake/ }).hover();
    await expect(page.getByText('A still lake')).toBeVisible();
    // As long as it takes to play twice over.
    await page.waitForFunction(
      (begun) => performance.now() - begun > 700,
      await page.evaluate(() => performance.now()),
    );
    await expect(page.locator('video')).toHaveCount(0);
    await page.close();
    jobs.close();
  });
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('the first tap plays, the second opens', async ({ page, freshStudio }) => {
    const jobs = writeJobs(freshStudio);
    const id = jobs.add({ ...states.completed, completed_at: now(), saved: savedFile('1280x720') }, 'Tapped');
    await page.goto(freshStudio.url);
    await page.getByRole('link', { name: /Tapped/ }).tap();
    await expect(page.locator('video')).toHaveCount(1);
    await expect(page).toHaveURL(freshStudio.url);
    await page.getByRole('link', { name: /Tapped/ }).tap();
    await expect(page).toHaveURL(`${freshStudio.url}/videos/${id}`);
    jobs.close();
  });
});
