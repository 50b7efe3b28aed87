import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import sharp from 'sharp';
import { rawRequest } from './raw-request';
import { expect, type Studio, startStudio, test } from './studio';

/** A studio that is installed, and one that cannot be reached. */

test.use({ serviceWorkers: 'allow' });

async function make(request: APIRequestContext, studio: Studio, prompt: string, headers = {}) {
  const multipart = { prompt, seconds: '2', size: '854x480' };
  const { id } = await (await request.post(`${studio.url}/v1/videos`, { headers, multipart })).json();
  const read = async () =>
    (await (await request.get(`${studio.url}/v1/videos/${id}`, { headers })).json()).status;
  await expect.poll(read, { timeout: 90_000 }).toBe('completed');
  return id as string;
}

/** Waits until what was seen is kept: every tile's picture, and the page. */
async function waitUntilKept(page: Page, ids: readonly string[]): Promise<void> {
  const isKept = (wanted: readonly string[]) =>
    page.evaluate(async (urls) => {
      const found = await Promise.all(urls.map((url) => caches.match(url)));
      return found.every(Boolean);
    }, wanted);
  const pictures = ids.map((id) => `/v1/videos/${id}/content?variant=thumbnail`);
  await expect.poll(() => isKept(['/', ...pictures]), { timeout: 30_000 }).toBe(true);
}

const cacheNames = (page: Page) => page.evaluate(async () => (await caches.keys()).toSorted());

/** Everything that is kept but the files of the build, which anybody may have. */
const keptOfLibrary = (page: Page) =>
  page.evaluate(async () => {
    const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = (await Promise.all(opened.map((cache) => cache.keys()))).flat();
    return requests.map(({ url }) => new URL(url).pathname).filter((path) => !/^\/(_next|icon)/.test(path));
  });

/** Plays a video of the studio to its end, and says how wide it was. */
const play = (page: Page, id: string) =>
  page.evaluate(
    (url) =>
      new Promise<number>((resolve, reject) => {
        const video = document.createElement('video');
        video.muted = true;
        video.onended = () => resolve(video.videoWidth);
        video.onerror = () => reject(new Error(video.error?.message));
        video.src = url;
        void video.play();
      }),
    `/v1/videos/${id}/content`,
  );

test('it can be installed: a manifest, pictures of each size, and a worker', async ({ page, studio }) => {
  await page.goto(studio.url);
  const href = (await page.locator('link[rel="manifest"]').getAttribute('href')) ?? '';
  const answer = await rawRequest(studio.url, href);
  expect(answer.headers['content-type']).toContain('application/manifest+json');
  const manifest = JSON.parse(answer.body);
  expect(manifest).toMatchObject({ name: 'Firstframe', start_url: '/', display: 'standalone' });
  for (const { src, sizes, type, purpose } of manifest.icons) {
    if (type !== 'image/png') continue;
    const body = await (await page.request.get(`${studio.url}${src}`)).body();
    const { width, height, channels } = await sharp(body).metadata();
    expect(`${width}x${height}`).toBe(sizes);
    if (purpose !== 'maskable') continue;
    // Its corners are drawn, since a system cuts out another shape.
    const { data } = await sharp(body).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([channels, data[3]]).toEqual([channels, 255]);
  }
  const apple = await page.locator('link[rel="apple-touch-icon"]').getAttribute('href');
  expect((await page.request.get(`${studio.url}${apple}`)).headers()['content-type']).toBe('image/png');
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(scope).toBe(`${studio.url}/`);
});

test('without the studio it opens with what was seen, plays what was played, and says so', async ({
  page,
  freshStudio,
  request,
}) => {
  const boat = await make(request, freshStudio, 'A boat at dawn');
  const kite = await make(request, freshStudio, 'A kite over dunes');
  await page.goto(freshStudio.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await waitUntilKept(page, [boat, kite]);
  expect(await play(page, boat)).toBe(854);
  // It is kept on its way, and cut from then on.
  const url = `/v1/videos/${boat}/content`;
  await expect.poll(() => page.evaluate(async (it) => Boolean(await caches.match(it)), url)).toBe(true);
  await page.reload();
  await expect(page.getByRole('link', { name: /A boat at dawn/ })).toBeVisible();

  await freshStudio.stop();
  await page.reload();
  const tile = page.getByRole('link', { name: /A boat at dawn, Ready/ });
  await expect(tile).toBeVisible();
  await expect(page.getByRole('link', { name: /A kite over dunes, Ready/ })).toBeVisible();
  const offline = page.getByRole('alert').filter({ hasText: 'This is what was kept here' });
  await expect(offline).toBeVisible();
  const isDrawn = () =>
    page
      .locator('.gallery-tile img')
      .first()
      .evaluate((image: HTMLImageElement) => image.naturalWidth > 0);
  await expect.poll(isDrawn).toBe(true);
  expect(await play(page, boat)).toBe(854);
  const parts = await page.evaluate(async (it) => {
    const ask = async (range: string) => {
      const answer = await fetch(it, { headers: { range } });
      const bytes = await answer.arrayBuffer();
      return [answer.status, bytes.byteLength, answer.headers.get('content-range')?.split('/')[0]];
    };
    return [await ask('bytes=4-7'), await ask('bytes=-3'), await ask('bytes=999999999-')];
  }, url);
  expect(parts).toEqual([
    [206, 4, 'bytes 4-7'],
    [206, 3, expect.stringMatching(/^bytes \d+-\d+$/)],
    [416, 0, 'bytes *'],
  ]);

  // Nothing is sent, now or later: who makes something learns at once that it did not go out.
  const made = await page.evaluate(() =>
    fetch('/v1/videos', { method: 'POST', body: '{}' }).then(
      () => 'sent',
      () => 'refused',
    ),
  );
  expect(made).toBe('refused');
  await freshStudio.start();
  await expect(offline).toHaveCount(0, { timeout: 30_000 });
  const { data } = await (await request.get(`${freshStudio.url}/v1/videos`)).json();
  expect(data).toHaveLength(2);
});

test('an update takes the place of what was kept of the one before', async ({ page, freshStudio }) => {
  await page.goto(freshStudio.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await waitUntilKept(page, []);
  const before = await cacheNames(page);
  expect(before.some((name) => name.startsWith('firstframe-shell-'))).toBe(true);
  const file = path.join(import.meta.dirname, '../.next/BUILD_ID');
  const id = await readFile(file, 'utf8');
  await freshStudio.stop();
  try {
    await writeFile(file, `${id}-next`);
    await freshStudio.start();
    await page.reload();
    await expect.poll(() => cacheNames(page), { timeout: 30_000 }).toContain(`firstframe-shell-${id}-next`);
    await expect.poll(() => cacheNames(page)).not.toContain(`firstframe-shell-${id}`);
    const { active, waiting } = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return { active: registration.active?.scriptURL, waiting: registration.waiting?.scriptURL };
    });
    expect([active, waiting]).toEqual([`${freshStudio.url}/sw.js?build=${id}-next`, undefined]);
  } finally {
    await freshStudio.stop();
    await writeFile(file, id);
  }
});

test('whoever signs out, or whose session ends, leaves nothing of the library behind', async ({
  page,
  request,
}) => {
  const token = 'canary-access-token-of-installs';
  const studio = await startStudio({ FIRSTFRAME_TOKEN: token });
  const boat = await make(request, studio, 'A boat at dawn', { authorization: `Bearer ${token}` });
  const signIn = async () => {
    await page.getByLabel('Access token').fill(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('link', { name: /A boat at dawn/ })).toBeVisible();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await waitUntilKept(page, [boat]);
  };
  await page.goto(studio.url);
  await signIn();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('Access token')).toBeVisible();
  await expect.poll(() => keptOfLibrary(page)).toEqual([]);

  await signIn();
  await page.context().clearCookies();
  await page.goto(studio.url);
  await expect(page.getByLabel('Access token')).toBeVisible();
  await expect.poll(() => keptOfLibrary(page)).toEqual([]);
  await studio.stop();
  await page.goto(studio.url).catch(() => {});
  await expect(page.getByRole('link', { name: /A boat at dawn/ })).toHaveCount(0);
});
