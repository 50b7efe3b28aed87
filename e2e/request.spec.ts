import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { openServer } from '@/lib/providers/contract/open-server';
import { type Received, type ReceivedPart, receive } from '@/lib/providers/contract/received';
import { expectNoViolation } from './expect-no-violation';
import { photo } from './pictures';
import { test as base, expect } from './studio';

/** A refusal lands where it belongs, with what mends it; and the request that is shown is the one that is sent. */

const run = promisify(execFile);

type Refusal = { message: string; param?: string; code?: string };

/** A server of one model that refuses what it is told to, and keeps what it got. */
async function startProvider() {
  const creates: Received[] = [];
  const state: { refusal: Refusal | null; asksToWait: boolean } = { refusal: null, asksToWait: false };
  const { origin, close } = await openServer(async (request, response) => {
    const received = await receive(request);
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const { method, target } = received;
    if (target === '/v1/models') return answer(200, { data: [{ id: 'sora-2' }] });
    if (method !== 'POST') return answer(200, { id: 'up_1', status: 'in_progress', progress: 1 });
    creates.push(received);
    if (state.asksToWait) {
      state.asksToWait = false;
      response.setHeader('retry-after', '1');
      return answer(429, { error: { message: 'Not now' } });
    }
    return state.refusal
      ? answer(400, { error: state.refusal })
      : answer(200, { id: 'up_1', status: 'queued' });
  });
  return { baseUrl: `${origin}/v1`, creates, state, close };
}

const test = base.extend<{ provider: Awaited<ReturnType<typeof startProvider>> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs off this pattern.
  provider: async ({}, use) => {
    const provider = await startProvider();
    await use(provider);
    provider.close();
  },
});

test.beforeEach(({ page }) => page.clock.install());

async function connect(page: Page, url: string, baseUrl: string, preset: string): Promise<void> {
  const made = await page.request.post(`${url}/api/providers`, {
    data: {
      base_url: baseUrl,
      api_key: 'sk-canary-55aa',
      preset,
      models: ['sora-2'],
      label: 'Mine',
    },
  });
  expect(made.status()).toBe(200);
}

const composer = (page: Page) => page.getByRole('region', { name: 'Make a video' });
const fault = (page: Page) => page.locator('#field-fault');

async function pressSend(page: Page): Promise<void> {
  // Two presses within half a second are one.
  await page.clock.fastForward(600);
  await composer(page).getByRole('button', { name: 'Send', exact: true }).click();
}

async function send(page: Page, prompt: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(prompt);
  await pressSend(page);
}

async function chooseFrame(page: Page, buffer: Buffer): Promise<void> {
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add a first frame' }).click();
  await (await chosen).setFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
  await expect(page.getByRole('img', { name: 'The chosen first frame' })).toBeVisible();
}

async function expectFocused(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeFocused();
  await expect(control).toHaveAttribute('aria-describedby', /field-fault/);
  await expectNoViolation(page);
}

test('a refusal lands at its field, and one press makes it right; sending stays one’s own', async ({
  page,
  provider,
  freshStudio: studio,
}) => {
  await connect(page, studio.url, provider.baseUrl, 'relay-sora');
  await page.goto(studio.url);
  const bar = composer(page);
  const model = bar.getByRole('combobox', { name: 'Model' });
  await model.selectOption({ label: 'sora-2' });
  const length = bar.getByRole('combobox', { name: 'Length' });
  const size = bar.getByRole('combobox', { name: 'Size' });
  await length.fill('7');
  await size.fill('1280x720');

  // By a wire name of its own, and with the right values in the words alone.
  provider.state.refusal = { message: 'duration must be 4, 8 or 12', param: 'duration' };
  await send(page, 'A kite');
  await expect(fault(page)).toContainText('Length: “duration must be 4, 8 or 12”');
  await expectFocused(page, length);
  await bar.getByRole('button', { name: 'Use 8 s' }).click();
  await expect(length).toHaveValue('8');
  await expect(fault(page)).toBeHidden();
  expect(provider.creates).toHaveLength(1);

  provider.state.refusal = { message: 'width and height: only 1920x1080 or 720x1280', param: 'width' };
  await send(page, 'A kite');
  await expectFocused(page, size);
  await bar.getByRole('button', { name: 'Use 1920×1080' }).click();
  await expect(size).toHaveValue('1920x1080');

  // No param: what the words name, where that is one thing. The panel and what is folded in it open by themselves.
  provider.state.refusal = { message: 'fps must be 24 or 30' };
  await bar.getByRole('button', { name: /^More settings/ }).click();
  await bar.getByLabel('Frame rate').fill('60');
  await bar.getByRole('button', { name: /^More settings/ }).click();
  await send(page, 'A kite');
  await expectFocused(page, bar.getByLabel('Frame rate'));
  await bar.getByRole('button', { name: 'Use 30 fps' }).click();
  await expect(bar.getByLabel('Frame rate')).toHaveValue('30');

  await bar.getByText('Rare settings').click();
  await bar.getByLabel('User tag').fill('me');
  await bar.getByText(/^Rare settings/).click();
  provider.state.refusal = { message: 'Not this user.', param: 'metadata.user' };
  await send(page, 'A kite');
  await expectFocused(page, bar.getByLabel('User tag'));
  await bar.getByRole('button', { name: 'Leave it out' }).click();
  await expect(bar.getByLabel('User tag')).toHaveValue('');

  await bar.getByLabel('Style').fill('noir');
  provider.state.refusal = { message: 'No such style', param: 'style' };
  await send(page, 'A kite');
  await expectFocused(page, bar.getByLabel('Style'));
  await bar.getByRole('button', { name: 'Leave it out' }).click();
  await expect(bar.getByLabel('Style')).toHaveValue('');

  provider.state.refusal = { message: 'prompt may have 500 characters at most', param: 'prompt' };
  await send(page, 'A kite');
  await expect(fault(page)).toContainText('It has 6 characters; 500 are taken.');
  await expectFocused(page, bar.getByRole('textbox', { name: 'Prompt', exact: true }));

  // What calls itself moderation and speaks of a setting.
  provider.state.refusal = {
    message: 'Content policy: invalid duration, must be 4',
    code: 'moderation_blocked',
  };
  await send(page, 'A kite');
  await expect(fault(page)).toContainText('It calls itself moderation, but it speaks of Length');
  await expect(bar.getByRole('button', { name: 'Send', exact: true })).toBeEnabled();
  await bar.getByRole('button', { name: 'Use 4 s' }).click();

  provider.state.refusal = { message: 'Blocked by moderation.', code: 'moderation_blocked' };
  await send(page, 'Something else');
  const sendButton = bar.getByRole('button', { name: 'Send', exact: true });
  await expect(sendButton).toBeDisabled();
  await expect(bar.getByText('This prompt with these images was blocked.')).toBeVisible();
  await bar.getByRole('button', { name: 'Edit the prompt' }).click();
  const words = bar.getByRole('textbox', { name: 'Prompt', exact: true });
  await expect(words).toBeFocused();
  await words.press('End');
  await words.pressSequentially(' entirely');
  await expect(sendButton).toBeEnabled();

  provider.state.refusal = { message: 'The model `sora-2` does not exist', code: 'model_not_found' };
  await send(page, 'A kite');
  await expectFocused(page, model);
  await expect(bar.getByRole('button', { name: 'Choose a model' })).toBeVisible();

  await chooseFrame(page, await photo(64, 64));
  provider.state.refusal = { message: 'The image is too small', param: 'image' };
  await send(page, 'A kite');
  await expectFocused(page, bar.getByRole('button', { name: /^Replace the first frame/ }));
  await bar.getByRole('button', { name: 'Leave it out' }).click();
  await expect(bar.getByRole('button', { name: 'Add a first frame' })).toBeVisible();
  const { length: sent } = provider.creates;

  // Somebody who writes on while the answer is on its way keeps the focus.
  provider.state.refusal = { message: 'seed must be positive', param: 'seed' };
  await send(page, 'A kite');
  await words.pressSequentially('s');
  await expect(fault(page)).toContainText('seed must be positive');
  await expect(words).toBeFocused();
  expect(provider.creates).toHaveLength(sent + 1);
});

test('a video that failed is changed where it was wrong', async ({ page, provider, freshStudio: studio }) => {
  await connect(page, studio.url, provider.baseUrl, 'relay-sora');
  // It waits its turn, so that whoever asked has been answered by the time it is refused.
  provider.state.asksToWait = true;
  provider.state.refusal = { message: 'duration must be 5 or 10', param: 'duration' };
  const multipart = { prompt: 'A kite', model: 'sora-2', seconds: '7' };
  const made = await (await page.request.post(`${studio.url}/v1/videos`, { multipart })).json();
  const read = async () => (await page.request.get(`${studio.url}/v1/videos/${made.id}`)).json();
  await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toBe('failed');
  expect((await read()).firstframe.error_param).toBe('seconds');
  expect(provider.creates).toHaveLength(2);
  await page.goto(`${studio.url}/videos/${made.id}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Change and send again' }).click();
  await expect(fault(page)).toContainText('duration must be 5 or 10');
  await composer(page).getByRole('button', { name: 'Use 5 s' }).click();
  await expect(composer(page).getByRole('combobox', { name: 'Length' })).toHaveValue('5');
  expect(provider.creates).toHaveLength(2);
});

/** The rows of the table of fields. */
async function shownFields(page: Page): Promise<[string, string][]> {
  const rows = page.getByRole('region', { name: 'Fields, in order' }).getByRole('row');
  return rows.evaluateAll((all) =>
    all.map((row): [string, string] => [
      row.querySelector('th')?.textContent ?? '',
      row.querySelector('td')?.textContent ?? '',
    ]),
  );
}

const spelled = (parts: readonly ReceivedPart[]) =>
  parts.map((part) =>
    'value' in part
      ? [part.name, part.value.replace(/\r\n/g, '\n')]
      : [
          part.name,
          `${part.filename} · ${part.type} · 1280×720 · ${part.bytes.length.toLocaleString('en')} bytes`,
        ],
  );

test('the request that is shown is the one that is sent, field by field, and as a command', async ({
  page,
  context,
  provider,
  freshStudio: studio,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await connect(page, studio.url, provider.baseUrl, 'openai');
  await page.goto(studio.url);
  const bar = composer(page);
  await bar.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'sora-2' });
  await bar.getByRole('combobox', { name: 'Length' }).selectOption('8');
  await chooseFrame(page, await photo());
  await bar.getByRole('textbox', { name: 'Prompt', exact: true }).fill(`It's "a" boat\n雨`);

  await bar.getByRole('button', { name: /^More settings/ }).click();
  await bar.getByRole('button', { name: 'Show request' }).click();
  const dialog = page.getByRole('dialog', { name: 'The request' });
  await expect(dialog.getByText('This is what will be sent. Nothing has been sent.')).toBeVisible();
  await expect(dialog.getByText(`POST ${provider.baseUrl}/videos`)).toBeVisible();
  await expect(dialog.getByRole('row', { name: 'authorization Bearer $API_KEY' })).toBeVisible();
  const fields = await shownFields(page);
  expect(fields.map(([name]) => name)).toEqual(['model', 'prompt', 'seconds', 'size', 'input_reference']);
  await expectNoViolation(page);
  await dialog.getByRole('button', { name: 'Copy as curl' }).click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(bar.getByRole('button', { name: 'Show request' })).toBeFocused();
  expect(provider.creates).toEqual([]);
  expect((await (await page.request.get(`${studio.url}/v1/videos`)).json()).data).toEqual([]);

  await bar.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => provider.creates.length).toBe(1);
  const [sent] = provider.creates;
  if (sent?.body.kind !== 'multipart') throw new Error('No multipart body came.');
  expect(fields).toEqual(spelled(sent.body.parts));

  // The command, run with the key and the very file, sends the same once more.
  const file = sent.body.parts.flatMap((part) => ('bytes' in part ? [part] : []))[0];
  const folder = await mkdtemp(path.join(tmpdir(), 'firstframe-curl-'));
  await writeFile(path.join(folder, file?.filename ?? ''), file?.bytes ?? '');
  const env = { ...process.env, API_KEY: 'sk-canary-55aa' };
  await run('/bin/sh', ['-c', `${command} --silent --show-error`], { cwd: folder, env });
  const again = provider.creates[1];
  expect(again?.body.kind === 'multipart' && spelled(again.body.parts)).toEqual(fields);
  expect(again?.headers.authorization).toBe('Bearer sk-canary-55aa');

  // What was refused can be looked at too, and what is kept of a video.
  provider.state.refusal = { message: 'No.' };
  await pressSend(page);
  await bar.getByRole('button', { name: 'Show what was sent' }).click();
  const earlier = page.getByRole('dialog', { name: 'The request that was sent' });
  await expect(earlier.getByText(/^This is what was sent on/)).toBeVisible();
  expect(await shownFields(page)).toEqual(fields);
  await page.keyboard.press('Escape');
  const { data } = await (await page.request.get(`${studio.url}/v1/videos`)).json();
  const kept = await (await page.request.get(`${studio.url}/api/videos/${data[0].id}/request`)).json();
  expect(kept.sent_at).toBeGreaterThan(0);
  expect(kept.request.body.parts.map(({ name }: { name: string }) => name)).toEqual(
    fields.map(([name]) => name),
  );

  await page.setViewportSize({ width: 390, height: 780 });
  await bar.getByRole('button', { name: 'Show request' }).click();
  await expect(dialog.getByText('This is what will be sent.')).toBeVisible();
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  await expectNoViolation(page);
});

test('what cannot be sent is said in the same words, and JSON is shown as JSON', async ({
  page,
  provider,
  freshStudio: studio,
}) => {
  await connect(page, studio.url, provider.baseUrl, 'xai');
  await page.goto(studio.url);
  const bar = composer(page);
  await bar.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'sora-2' });
  await bar.getByRole('button', { name: /^More settings/ }).click();
  await bar.getByRole('button', { name: 'Show request' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'It would not be sent like this.' })).toContainText(
    'prompt',
  );
  await page.keyboard.press('Escape');
  await bar.getByRole('textbox', { name: 'Prompt', exact: true }).fill('A boat');
  await bar.getByRole('button', { name: 'Show request' }).click();
  await expect(page.getByRole('region', { name: 'Body' }).locator('pre')).toContainText('"prompt": "A boat"');
});

test('a seed stays while it is locked, and a new one follows each send when it is not', async ({
  page,
  freshStudio,
}) => {
  await page.goto(freshStudio.url);
  const bar = composer(page);
  await bar.getByRole('button', { name: /^More settings/ }).click();
  const seed = bar.getByLabel('Seed', { exact: true });
  await seed.fill('77');
  const made = async () => (await (await page.request.get(`${freshStudio.url}/v1/videos`)).json()).data;
  await bar.getByRole('combobox', { name: 'Length' }).selectOption('2');
  await send(page, 'A kite');
  await expect.poll(async () => (await made()).length).toBe(1);
  await expect(seed).toHaveValue('77');
  await bar.getByRole('button', { name: 'Keep this seed', pressed: true }).click();
  await page.reload();
  await bar.getByRole('button', { name: /^More settings/ }).click();
  await expect(bar.getByRole('button', { name: 'Keep this seed', pressed: false })).toBeVisible();
  await expect(seed).toHaveValue('77');
  await send(page, 'A kite');
  await expect.poll(async () => (await made()).length).toBe(2);
  expect((await made())[0].firstframe.asked.seed).toBe(77);
  await expect(seed).not.toHaveValue('77');
  const next = Number(await seed.inputValue());
  await send(page, 'A kite');
  await expect.poll(async () => (await made()).length).toBe(3);
  expect((await made())[0].firstframe.asked.seed).toBe(next);
});
