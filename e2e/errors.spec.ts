import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIRequestContext, Page } from '@playwright/test';
import { openServer } from '@/lib/providers/contract/open-server';
import { expectNoViolation } from './expect-no-violation';
import { expect, type Studio, startStudio, test } from './studio';

const refusals = {
  '[401]': [401, { error: { message: 'Incorrect API key provided.', type: 'invalid_request_error' } }],
  '[402]': [402, { error: { message: 'Insufficient balance: 0.00 left.', request_id: 'req_7' } }],
  '[400]': [400, { error: { message: 'seconds must be 4, 8 or 12', param: 'seconds' } }],
} as const;

/** A server that refuses what the prompt says, is busy at the first `[429]`, and plays one file back to all others. */
async function startProvider(video: Buffer) {
  let isBusy = true;
  function answer(response: ServerResponse, status: number, body: unknown, headers = {}) {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }
  async function handle(request: IncomingMessage, response: ServerResponse) {
    const { method, url = '' } = request;
    if (url === '/v1/models') return answer(response, 200, { data: [{ id: 'sora-2' }] });
    if (url.endsWith('/content')) {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': video.length });
      return response.end(video);
    }
    if (method !== 'POST') return answer(response, 200, { id: 'up_1', status: 'completed' });
    const form = Buffer.concat(await request.toArray()).toString('latin1');
    for (const [mark, [status, body]] of Object.entries(refusals))
      if (form.includes(mark)) return answer(response, status, body);
    if (form.includes('[429]') && isBusy) {
      isBusy = false;
      return answer(response, 429, { error: { message: 'Slow down.' } }, { 'retry-after': '1' });
    }
    return answer(response, 200, { id: 'up_1', object: 'video', status: 'queued' });
  }
  const { origin, close } = await openServer((request, response) => void handle(request, response));
  return { baseUrl: `${origin}/v1`, close };
}

/** A short, upright video, made by the demo. */
async function makeFile(request: APIRequestContext, studio: Studio): Promise<Buffer> {
  const multipart = { prompt: 'Real bytes', seconds: '2', size: '480x854' };
  const { id } = await (await request.post(`${studio.url}/v1/videos`, { multipart })).json();
  const content = `${studio.url}/v1/videos/${id}/content`;
  await expect.poll(async () => (await request.head(content)).status(), { timeout: 90_000 }).toBe(200);
  return (await request.get(content)).body();
}

async function send(page: Page, prompt: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

test('what a provider refuses says what happened, what it cost and what to do; what it changes has a badge', async ({
  page,
  freshStudio,
  request,
}) => {
  const provider = await startProvider(await makeFile(request, freshStudio));
  const studio = await startStudio({ OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: 'sk-of-nobody' });
  await page.goto(studio.url);
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(/sora-2$/);

  const composer = page.getByRole('region', { name: 'Make a video' });
  // After a refused key, or an empty account, nothing is sent until somebody says that it was seen to.
  async function resume(): Promise<void> {
    const { data } = await (await request.get(`${studio.url}/api/providers`)).json();
    const { id } = data.find(({ source }: { source: string }) => source === 'environment');
    expect((await request.post(`${studio.url}/api/providers/${id}/resume`)).status()).toBe(200);
  }
  for (const [mark, what, said, next] of [
    ['[401]', 'The provider refused the key.', 'Incorrect API key', 'Test the key on the providers page'],
    ['[402]', 'The account has no credit left', 'Insufficient balance', 'Top up the account'],
    ['[400]', 'The provider refused the request.', 'seconds must be 4', 'Use 8 s', false],
  ] as const) {
    await expect(async () => {
      await send(page, `A kite ${mark}`);
      await expect(composer.getByText(`“${said}`)).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await expect(composer.getByText(new RegExp(what, 'i'))).toBeVisible();
    await expect(composer.getByText('Nothing was charged.')).toBeVisible();
    await expect(composer.getByText(next)).toBeVisible();
    await composer.getByText('The provider’s own words').click();
    await expect(composer.locator('pre')).toHaveText(JSON.stringify(refusals[mark][1]));
    await expectNoViolation(page);
    const resumes = composer.getByRole('button', { name: 'Resume sending' });
    if (mark === '[400]') await expect(resumes).toHaveCount(0);
    else {
      await resumes.click();
      await expect(composer.getByText(next)).toBeHidden();
    }
  }
  await expect(page.locator('.gallery-tile')).toHaveCount(0);
  const multipart = { prompt: 'For a program [402]', model: 'sora-2' };
  const { error } = await (await request.post(`${studio.url}/v1/videos`, { multipart })).json();
  expect(error).toEqual({
    message: 'Insufficient balance: 0.00 left.',
    type: 'provider_error',
    param: null,
    code: 'provider_credit',
    firstframe: { body: JSON.stringify(refusals['[402]'][1]) },
  });

  await resume();

  await expect(async () => {
    await send(page, 'A busy hour [429]');
    await expect(page.locator('.gallery-tile')).toHaveCount(1, { timeout: 3_000 });
  }).toPass();
  const tile = page.getByRole('link', { name: /A busy hour \[429\], Ready/ });
  await expect(tile).toBeVisible({ timeout: 90_000 });
  await expect(tile).toHaveAttribute('title', 'Asked 1280×720 · 4 s, got 480×854 · 2 s.');
  const card = page.locator('.gallery-tile');
  await expect(card.getByText('Got 480×854 · 2 s')).toBeVisible();
  const box = await card.boundingBox();
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(480 / 854, 1);
  await expectNoViolation(page);

  await tile.click();
  const room = page.getByRole('dialog');
  for (const name of [
    'Size 1280×720 480×854 (differs)',
    'Length 4 s 2 s (differs)',
    'Frame rate – 24 fps',
    'Codec – H.264',
  ]) {
    await expect(room.getByRole('row', { name, exact: true })).toBeVisible();
  }
  await expectNoViolation(page);
  await studio.stop();
  provider.close();
});

test('a video that failed on its way says so in its room, with the step that helps', async ({
  page,
  studio,
  request,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const make = async (prompt: string) => {
    const multipart = { prompt, seconds: '2', size: '854x480' };
    const { id } = await (await request.post(`${studio.url}/v1/videos`, { multipart })).json();
    const read = async () => (await request.get(`${studio.url}/v1/videos/${id}`)).json();
    await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toBe('failed');
    return (await read()) as { id: string; firstframe: { error_body: string } };
  };
  const room = page.getByRole('dialog');
  const details = room.getByRole('tabpanel', { name: 'Details' });

  const broken = await make('A broken machine [demo:fail]');
  await page.goto(`${studio.url}/videos/${broken.id}`);
  for (const words of [
    'The provider failed to make the video.',
    'It may have been charged',
    /^Ask the provider again, or try again/,
  ]) {
    await expect(details.getByText(words)).toBeVisible();
  }
  await details.getByText('The provider’s own words').click();
  await expect(details.locator('pre')).toHaveText(broken.firstframe.error_body);
  await details.getByRole('button', { name: 'Copy the provider’s own words' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(broken.firstframe.error_body);
  await expectNoViolation(page);
  const asked = page.waitForRequest(`${studio.url}/api/videos/${broken.id}/ask-again`);
  await details.getByRole('button', { name: 'Ask the provider again' }).click();
  await asked;

  await make('Something indecent [demo:moderation]');
  await page.goto(studio.url);
  const tile = page.getByRole('link', { name: /Something indecent/ });
  await expect(tile).toHaveAttribute('title', /blocked.* It may have been charged.* Change the prompt/);
  await tile.click();
  await details.getByRole('button', { name: 'Change and send again' }).click();
  await expect(room).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue(/Something indecent/);
});
