import type { APIRequestContext, Page } from '@playwright/test';
import { relaySoraFamily } from '@/lib/providers/contract/families/relay-sora';
import { tokenopsFamily } from '@/lib/providers/contract/families/tokenops';
import type { Family } from '@/lib/providers/contract/family';
import type { Received, ReceivedPart } from '@/lib/providers/contract/received';
import { apiKey, openStrictFake, type StrictFake } from '@/lib/providers/contract/strict-fake';
import { photo } from './pictures';
import { expect, type Studio, test } from './studio';

/** A real video to play back, made by the demo. */
async function makeVideo(request: APIRequestContext, { url }: Studio): Promise<Buffer> {
  const multipart = { prompt: 'Real bytes', seconds: '2', size: '480x854' };
  const made = await (await request.post(`${url}/v1/videos`, { multipart })).json();
  const content = `${url}/v1/videos/${made.id}/content`;
  await expect.poll(async () => (await request.head(content)).status(), { timeout: 90_000 }).toBe(200);
  return (await request.get(content)).body();
}

/** A server that refuses whatever its document does not hold, and whose one job is done when it is asked about. */
async function openServer(family: Family, video: Buffer) {
  const server = await openStrictFake(family, video);
  const result = family.results.find(({ files }) =>
    Object.keys(files).every((place) => place.startsWith('/')),
  );
  if (!result) throw new Error('This family hands nothing out by itself.');
  server.polled = result.polled;
  server.files = result.files;
  return server;
}

/** Connects it on its page, by preset, after a test that costs nothing. */
async function connect(
  page: Page,
  server: StrictFake,
  { url, preset, models }: { url: string; preset: string; models: string },
) {
  await page.goto(`${url}/providers`);
  await page.getByLabel('Preset').selectOption({ label: preset });
  await page.getByLabel('Base URL').fill(server.origin);
  await page.getByLabel('API key').fill(apiKey);
  await page.getByLabel('Models').fill(models);
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  const report = page.getByRole('region', { name: 'Test result' });
  await expect(report.getByText('Reachable')).toBeVisible();
  await expect(report.getByText('No video was made; it cost nothing.')).toBeVisible();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  // The test also asks without the key, to learn whether one is wanted.
  expect(server.faults.splice(0)).toEqual(['the key came as nothing.']);
  await page.getByRole('link', { name: 'Back to the studio' }).click();
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(new RegExp(`${models}$`));
}

/** The parts of the one create that was received, texts by name. */
function partsOf(requests: readonly Received[]) {
  const creates = requests.filter(({ method }) => method === 'POST');
  expect(creates).toHaveLength(1);
  const body = creates[0]?.body;
  if (body?.kind !== 'multipart') throw new Error('No multipart body came.');
  return body.parts;
}

function textsOf(parts: readonly ReceivedPart[]): Record<string, string> {
  return Object.fromEntries(parts.flatMap((part) => ('value' in part ? [[part.name, part.value]] : [])));
}

test('a relay in the Sora format: connect, test, make a video with fields that only it has', async ({
  page,
  request,
  freshStudio,
}) => {
  const server = await openServer(relaySoraFamily, await makeVideo(request, freshStudio));
  await connect(page, server, {
    url: freshStudio.url,
    preset: 'New-API relay, Sora format',
    models: 'kling-v1',
  });

  await page.getByRole('combobox', { name: 'Size' }).fill('480x854');
  await page.getByRole('combobox', { name: 'Length' }).fill('2');
  await page.getByRole('button', { name: /^More settings/ }).click();
  const panel = page.getByRole('region', { name: 'More settings' });
  await panel.getByLabel('Frame rate').fill('24');
  await panel.getByLabel('Seed', { exact: true }).fill('20231234');
  await panel.getByText('Rare settings').click();
  await panel.getByLabel('User tag').fill('user-1234');
  await panel.getByLabel('Response format').selectOption('url');
  await panel.getByLabel('Quality level').fill('high');
  await panel.getByLabel('Negative prompt').fill('rain');
  await panel.getByLabel('Metadata (JSON)').fill('{"style": ');
  await page
    .getByRole('textbox', { name: 'Prompt', exact: true })
    .fill('An astronaut stands up and walks away');
  await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled();
  await expect(panel.getByText('Line 1, column 11: something is missing at the end.')).toBeVisible();
  await panel.getByLabel('Metadata (JSON)').fill('{"style": "film"}');
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add a first frame' }).click();
  await (await chosen).setFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo() });
  await expect(page.getByRole('img', { name: 'The chosen first frame' })).toBeVisible();
  await page.getByRole('button', { name: 'Send' }).click();
  const tile = page.getByRole('link', { name: /An astronaut stands up and walks away, Ready/ });
  await expect(tile).toBeVisible({ timeout: 60_000 });

  const parts = partsOf(server.requests);
  const texts = textsOf(parts);
  expect(texts).toMatchObject({
    model: 'kling-v1',
    prompt: 'An astronaut stands up and walks away',
    duration: '2',
    width: '480',
    height: '854',
    fps: '24',
    seed: '20231234',
    n: '1',
    response_format: 'url',
    user: 'user-1234',
  });
  expect(JSON.parse(texts.metadata ?? '')).toMatchObject({
    style: 'film',
    quality_level: 'high',
    negative_prompt: 'rain',
  });
  expect(Buffer.from(texts.image ?? '', 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  expect(server.faults).toEqual([]);

  // What was asked and what came stand beside each other.
  await tile.click();
  await expect(page.getByRole('row', { name: 'Size 480×854 480×854' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Frame rate 24 fps 24 fps' })).toBeVisible();
  await server.close();
});

test('TokenOps: connect, test, make a video with the sizes, lengths and file that it takes', async ({
  page,
  request,
  freshStudio,
}) => {
  const server = await openServer(tokenopsFamily, await makeVideo(request, freshStudio));
  await connect(page, server, {
    url: freshStudio.url,
    preset: 'TokenOps',
    models: 'motion-2',
  });

  // It has two sizes and three lengths, so they are lists.
  const lengths = page.getByRole('combobox', { name: 'Length' });
  await expect(lengths.locator('option')).toHaveText(['4 s', '8 s', '12 s']);
  await page.getByRole('combobox', { name: 'Size' }).selectOption('1280x720');
  await lengths.selectOption('8');
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add a first frame' }).click();
  await (await chosen).setFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo() });
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('A kitten plays in the garden');
  await page.getByRole('button', { name: 'Send' }).click();
  const tile = page.getByRole('link', { name: /A kitten plays in the garden, Ready/ });
  await expect(tile).toBeVisible({ timeout: 60_000 });

  const parts = partsOf(server.requests);
  expect(parts.map(({ name }) => name)).toEqual(['model', 'prompt', 'seconds', 'size', 'input_reference']);
  const texts = textsOf(parts);
  expect(texts).toMatchObject({ model: 'motion-2', seconds: '8', size: '1280x720' });
  expect(server.faults).toEqual([]);

  // The file that is played back is another than was asked, and the tile says so.
  await expect(page.getByText('Got 480×854')).toBeVisible();
  await tile.click();
  await expect(page.getByRole('row', { name: 'Size 1280×720 480×854 (differs)' })).toBeVisible();
  await server.close();
});
