import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { openPalette } from './open-palette';
import { rawRequest } from './raw-request';
import { expect, type Studio, startStudio, test } from './studio';

/** Links to videos: what they open, to whom and how long, and that they open nothing else. */

const accessToken = 'canary-access-token-of-shares';
const bearer = { authorization: `Bearer ${accessToken}` };

let studio: Studio;
let boat: string;
let kite: string;

async function make(request: APIRequestContext, prompt: string): Promise<string> {
  const multipart = { prompt, seconds: '2', size: '854x480' };
  const made = await request.post(`${studio.url}/v1/videos`, { headers: bearer, multipart });
  const { id } = await made.json();
  const read = async () =>
    (await (await request.get(`${studio.url}/v1/videos/${id}`, { headers: bearer })).json()).status;
  await expect.poll(read, { timeout: 90_000 }).toBe('completed');
  return id;
}

async function ask(method: string, path: string, data?: object) {
  const answer = await rawRequest(studio.url, path, {
    method,
    headers: { ...bearer, 'content-type': 'application/json' },
    body: data && JSON.stringify(data),
  });
  expect(answer.status, `${method} ${path}: ${answer.body}`).toBe(200);
  return JSON.parse(answer.body);
}

/** A link by the API, as its token. */
async function share(wish: object): Promise<{ id: string; token: string }> {
  const { id, path } = await ask('POST', '/api/shares', { expires_in: 3_600, ...wish });
  return { id, token: path.slice('/s/'.length) };
}

let peers = 0;
/** As a stranger with the link alone, from an address of their own, so that no try is one too many. */
async function look(path: string, headers: Record<string, string> = {}) {
  peers += 1;
  return rawRequest(studio.url, path, { headers, from: `127.0.2.${peers}` });
}

/** A browser of somebody else. */
async function openAsStranger(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', colorScheme: 'dark' });
  const page = await context.newPage();
  await page.goto(`${studio.url}${path}`);
  return page;
}

test.beforeAll(async ({ playwright }) => {
  studio = await startStudio({ FIRSTFRAME_TOKEN: accessToken });
  const request = await playwright.request.newContext();
  [boat, kite] = await Promise.all([make(request, 'A boat at dawn'), make(request, 'A kite over dunes')]);
  await request.dispose();
});
test.afterAll(() => studio.stop('SIGKILL'));

test('a person makes a link, a stranger looks by it, and it is revoked', async ({ page, browser }) => {
  await page.goto(`${studio.url}/videos/${boat}`);
  await page.getByLabel('Access token').fill(accessToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('dialog', { name: /^Review/ })).toBeVisible();
  await openPalette(page);
  await page.keyboard.type('share');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Share this video' });
  await expect(dialog.getByText('Sharing is off')).toBeVisible();
  await dialog.getByRole('button', { name: 'Turn sharing on' }).click();
  await expect(dialog.getByRole('radio', { name: '7 days' })).toBeChecked();
  await expectNoViolation(page);
  await dialog.getByRole('radio', { name: 'Another time' }).check();
  await dialog.getByRole('spinbutton').fill('3');
  await dialog.getByRole('checkbox', { name: 'shows the prompt' }).check();
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = (await dialog.locator('code').textContent()) ?? '';
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/s\/[\w-]{43}$/);
  await expect(dialog.getByRole('listitem')).toHaveText(/1 video · until .* · with the prompt/);
  await expectNoViolation(page);

  const { pathname } = new URL(link);
  const stranger = await openAsStranger(browser, pathname);
  await expect(stranger).toHaveTitle('Shared videos · Firstframe');
  await expect(stranger.getByRole('heading', { name: 'A shared video', exact: true })).toBeVisible();
  await expect(stranger.getByText('A boat at dawn')).toBeVisible();
  await expect(stranger.getByText('2 s · 854×480')).toBeVisible();
  await expect(stranger.getByRole('link')).toHaveCount(0);
  const time = await stranger.locator('video').evaluate(async (video: HTMLVideoElement) => {
    video.muted = true;
    await video.play();
    await new Promise((resolve) => video.addEventListener('timeupdate', resolve, { once: true }));
    return [video.videoWidth, video.duration];
  });
  expect(time).toEqual([854, 2]);
  await expectNoViolation(stranger);
  expect(await stranger.context().cookies()).toEqual([]);
  await expect(stranger.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex, nofollow');

  await page.goto(`${studio.url}/settings`);
  const section = page.getByRole('region', { name: 'Sharing' });
  await section.getByRole('button', { name: 'Revoke' }).click();
  await expectNoViolation(page);
  await section.getByRole('button', { name: 'Revoke' }).click();
  await expect(section.getByRole('listitem')).toHaveCount(0);
  await stranger.reload();
  await expect(stranger.getByRole('heading', { name: 'This link does not lead anywhere' })).toBeVisible();
  await expect(stranger.locator('video')).toHaveCount(0);
  await expectNoViolation(stranger);
  await stranger.context().close();
});

test('a selection is shown together, and can be downloaded where that is said', async ({ browser }) => {
  await ask('PUT', '/api/sharing', { is_on: true });
  const { token } = await share({ video_ids: [kite, boat], allow_download: true });
  const page = await openAsStranger(browser, `/s/${token}`);
  await expect(page.locator('video')).toHaveCount(2);
  await expect(page.getByRole('heading')).toHaveText(['2 shared videos', 'Video 1', 'Video 2']);
  for (const heading of await page.getByRole('heading').all()) await expect(heading).toBeInViewport();
  await expect(page.getByText('A kite over dunes')).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download Video 1' }).click();
  // Its usual name would tell the prompt.
  expect((await download).suggestedFilename()).toBe(`${kite}.mp4`);
  await expectNoViolation(page);

  // What it was called while there were two of them it is called still.
  await ask('DELETE', `/v1/videos/${kite}`);
  await page.reload();
  await expect(page.getByRole('heading')).toHaveText(['A shared video', 'Video 2']);
  await ask('POST', `/api/videos/${kite}/restore`);
  await page.context().close();
});

test('with a link one reaches its videos, whole or by ranges, and nothing else', async () => {
  await ask('PUT', '/api/sharing', { is_on: true });
  const { token, id } = await share({ video_ids: [boat] });
  const file = `/api/shared/${token}/${boat}`;

  const page = await look(`/s/${token}`);
  expect(page.headers).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'x-frame-options': 'DENY',
    'cache-control': 'private, no-store',
  });
  expect(page.headers['set-cookie']).toBeUndefined();
  for (const secret of [boat, kite, 'A boat at dawn']) expect(page.body).not.toContain(secret);
  const shown = await look(`/api/shared/${token}`);
  expect(JSON.parse(shown.body).videos).toMatchObject([{ id: boat, number: 1, prompt: null }]);
  expect(shown.body).not.toMatch(/dawn|demo|provider|model/);

  const whole = await look(file);
  expect(whole.headers).toMatchObject({ 'accept-ranges': 'bytes', 'cache-control': 'private, no-cache' });
  expect(whole.headers['content-disposition']).not.toContain('dawn');
  const part = await look(file, { range: 'bytes=4-7' });
  expect([part.status, part.body]).toEqual([206, 'ftyp']);
  expect((await look(`${file}?variant=thumbnail`)).headers['content-type']).toBe('image/webp');

  const shut: Record<string, number> = {
    [`${file}?variant=spritesheet`]: 400,
    [`${file}?download=1`]: 403,
    [`/api/shared/${token}/${kite}`]: 404,
    [`/api/shared/${id}`]: 404,
    [`/api/shared/${token.slice(0, -1)}`]: 404,
    [`/api/shared/${token}/${boat}/log`]: 401,
    [`/api/shared/${token}/../../providers`]: 401,
    [`/api/shared/${token}/..%2f..%2fproviders`]: 401,
    '/v1/videos': 401,
    [`/v1/videos/${boat}`]: 401,
    [`/v1/videos/${boat}/content`]: 401,
    [`/api/videos/${boat}/log`]: 401,
    '/api/shares': 401,
    '/api/sharing': 401,
    '/api/tokens': 401,
    '/api/references': 401,
    [`/v1/videos?token=${token}`]: 401,
  };
  for (const [path, status] of Object.entries(shut)) expect((await look(path)).status, path).toBe(status);
  const disguises: Record<string, string>[] = [
    { authorization: `Bearer ${token}` },
    { authorization: `Bearer ff_${token}` },
    { cookie: `firstframe-session=${token}` },
    { referer: `${studio.url}/s/${token}` },
  ];
  for (const headers of disguises)
    for (const path of ['/v1/videos', `/v1/videos/${boat}/content`, '/api/shares'])
      expect((await look(path, headers)).status, JSON.stringify(headers)).toBe(401);
  for (const path of ['/', `/videos/${boat}`, '/settings', `/s/${token}/${boat}`, `/s/${token}/`]) {
    const answer = await look(path, { accept: 'text/html' });
    expect([path, answer.status, answer.headers.location]).toEqual([
      path,
      303,
      expect.stringMatching(/^\/login/),
    ]);
  }
  const posted = await rawRequest(studio.url, `/api/shared/${token}`, { method: 'POST' });
  expect(posted.status).toBe(405);
});

test('a link ends by its time, with its videos, and while sharing is off', async () => {
  await ask('PUT', '/api/sharing', { is_on: true });
  const short = await share({ video_ids: [boat], expires_in: 2 });
  const status = async (path: string) => (await look(path)).status;
  expect(await status(`/api/shared/${short.token}/${boat}`)).toBe(200);
  await expect.poll(() => status(`/api/shared/${short.token}/${boat}`)).toBe(404);
  expect(await status(`/api/shared/${short.token}`)).toBe(404);

  const both = await share({ video_ids: [boat, kite] });
  await ask('PUT', '/api/sharing', { is_on: false });
  for (const path of ['', `/${boat}`, `/${kite}?variant=thumbnail`])
    expect(await status(`/api/shared/${both.token}${path}`), path).toBe(404);
  await ask('PUT', '/api/sharing', { is_on: true });

  await ask('DELETE', `/v1/videos/${kite}`);
  expect(await status(`/api/shared/${both.token}/${kite}`)).toBe(404);
  expect(JSON.parse((await look(`/api/shared/${both.token}`)).body).videos).toHaveLength(1);
  await ask('POST', `/api/videos/${kite}/restore`);
  expect(await status(`/api/shared/${both.token}/${kite}`)).toBe(200);
  await ask('DELETE', `/v1/videos/${kite}?purge=true`);
  expect(await status(`/api/shared/${both.token}/${kite}`)).toBe(404);
  await ask('DELETE', `/api/shares/${both.id}`);
  expect(await status(`/api/shared/${both.token}/${boat}`)).toBe(404);
});

test('whoever guesses is told to wait, and whoever has a link is not held up', async () => {
  const { token } = await share({ video_ids: [boat] });
  const from = '127.0.3.1';
  const guess = (index: number) => rawRequest(studio.url, `/api/shared/guess-${index}`, { from });
  for (let index = 0; index < 10; index += 1) expect((await guess(index)).status).toBe(404);
  const refused = await guess(10);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await rawRequest(studio.url, `/api/shared/${token}`, { from })).status).toBe(200);
});
