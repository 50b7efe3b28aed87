import { rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { Page } from '@playwright/test';
import { openServer } from '@/lib/providers/contract/open-server';
import { expectNoViolation } from './expect-no-violation';
import { expect, startStudio, test } from './studio';

const key = 'sk-canary-Chat-81f3c2a0';
const field = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Improve the prompt' });

type Asked = { url: string; authorization: string; body: { model: string; messages: { content: string }[] } };

/** A chat endpoint that answers with whatever is next; without that it never does. */
async function startChat() {
  const asked: Asked[] = [];
  const state: { answer: ((response: ServerResponse) => void) | null } = { answer: null };
  const { origin, close } = await openServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    asked.push({ url: request.url ?? '', authorization: String(request.headers.authorization), body });
    state.answer?.(response);
  });
  const say = (content: string) => {
    state.answer = (response) =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'x-key': key })
        .end(JSON.stringify({ choices: [{ message: { content } }], debug: key }));
  };
  return { origin, asked, state, say, close };
}

test('set up by hand, asked by a press, shown as a difference, and used only when somebody says so', async ({
  page,
}) => {
  const chat = await startChat();
  const studio = await startStudio({ FIRSTFRAME_LOG: 'debug' });
  const seen: string[] = [];
  page.on('response', async (response) => {
    seen.push(JSON.stringify(response.headers()) + (await response.text().catch(() => '')));
  });
  try {
    await page.goto(studio.url);
    await expect(page.getByRole('button', { name: 'Earlier and saved prompts' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Improve the prompt' })).toHaveCount(0);

    await page.goto(`${studio.url}/settings`);
    const section = page.getByRole('region', { name: 'Prompt improvement' });
    await section.getByRole('button', { name: 'Set it up' }).click();
    await section.getByLabel('Base URL').fill('not an address');
    await section.getByLabel('Model').fill('chat-1');
    await section.getByLabel('API key').fill(key);
    await section.getByRole('button', { name: 'Save' }).click();
    await expect(section.getByText('base_url must be an http or https URL.')).toBeVisible();
    await expect(section.getByLabel('Base URL')).toBeFocused();
    await expectNoViolation(page);
    await section.getByLabel('Base URL').fill(`${chat.origin}/v1/chat/completions`);
    await section.getByRole('button', { name: 'Save' }).click();
    await expect(section.getByText('ends in c2a0')).toBeVisible();
    await expect(section.getByText(`${chat.origin}/v1`)).toBeVisible();
    await expectNoViolation(page);

    await page.goto(studio.url);
    const improve = page.getByRole('button', { name: 'Improve the prompt' });
    await expect(improve).toBeDisabled();
    await field(page).fill('A fox walks through snow');
    chat.say('A red fox trots through deep snow');
    await improve.click();
    await expect(dialog(page).locator('ins')).toHaveText(['red ', 'trots', 'deep ']);
    await expect(dialog(page).locator('del')).toHaveText(['walks']);
    await expect(dialog(page).getByRole('button', { name: 'Use it' })).toBeFocused();
    await expectNoViolation(page);
    expect(chat.asked).toHaveLength(1);
    expect(chat.asked[0]).toMatchObject({ url: '/v1/chat/completions', authorization: `Bearer ${key}` });
    expect(chat.asked[0]?.body.model).toBe('chat-1');
    expect(chat.asked[0]?.body.messages.at(-1)?.content).toContain('A fox walks through snow');
    // Nothing of it has been applied.
    await expect(field(page)).toHaveValue('A fox walks through snow');

    await dialog(page).getByRole('button', { name: 'Keep mine' }).click();
    await expect(dialog(page)).toBeHidden();
    await expect(field(page)).toHaveValue('A fox walks through snow');
    await expect(page.getByRole('button', { name: 'Redo', exact: true })).toBeDisabled();

    await improve.click();
    await expect(dialog(page).locator('ins').first()).toBeVisible();
    chat.say('A grey fox');
    await dialog(page).getByRole('button', { name: 'Again' }).click();
    await expect(dialog(page).locator('ins')).toHaveText(['grey ']);
    await dialog(page).getByRole('button', { name: 'Use it' }).click();
    await expect(field(page)).toHaveValue('A grey fox');
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(field(page)).toHaveValue('A fox walks through snow');
    expect(chat.asked).toHaveLength(3);

    // Hostile words are words.
    chat.say('<img src=x onerror="document.title=1"> \u202egnp\u0007');
    await improve.click();
    await expect(dialog(page).getByText('<img src=x onerror="document.title=1"> gnp')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();

    expect(seen.join('')).not.toContain(key);
    expect(await page.content()).not.toContain(key);
    expect(studio.logs()).not.toContain(key);
  } finally {
    chat.close();
    await studio.stop('SIGKILL');
    await rm(studio.dataFolder, { recursive: true, force: true });
  }
});

test('an endpoint that fails says why, changes nothing, and is asked again only by a press', async ({
  page,
  freshStudio,
  request,
}) => {
  const chat = await startChat();
  const data = { base_url: chat.origin, api_key: key, model: 'chat-1' };
  expect((await request.put(`${freshStudio.url}/api/prompt-improver`, { data })).ok()).toBe(true);
  await page.goto(freshStudio.url);
  await field(page).fill('A fox');
  const failures: [(response: ServerResponse) => void, string][] = [
    [
      (response) =>
        response.writeHead(401).end(JSON.stringify({ error: { message: `No such key: ${key}` } })),
      'No such key: [redacted]',
    ],
    [
      (response) => response.end('<!doctype html><title>Login</title>'),
      'It did not answer as a chat endpoint does.',
    ],
    [(response) => response.end('x'.repeat(5_000_000)), 'longer than 1048576 bytes'],
    [
      (response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      'It answered 302, a redirect',
    ],
  ];
  let count = 0;
  for (const [answer, words] of failures) {
    chat.state.answer = answer;
    if (count === 0) await page.getByRole('button', { name: 'Improve the prompt' }).click();
    else await dialog(page).getByRole('button', { name: 'Again' }).click();
    await expect(dialog(page).getByRole('alert')).toContainText(words);
    count += 1;
    expect(chat.asked).toHaveLength(count);
  }
  await expectNoViolation(page);

  // One that hangs is left alone when the dialog is closed.
  chat.state.answer = null;
  await dialog(page).getByRole('button', { name: 'Again' }).click();
  await expect(dialog(page).getByText('Asking for a better wording…')).toBeVisible();
  await expect(dialog(page).getByRole('button', { name: 'Use it' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(field(page)).toHaveValue('A fox');
  chat.close();
});

test('it is turned off again, and the key is gone', async ({ page, freshStudio, request }) => {
  const data = { base_url: 'http://127.0.0.1:1/v1', api_key: key, model: 'chat-1' };
  await request.put(`${freshStudio.url}/api/prompt-improver`, { data });
  await page.goto(`${freshStudio.url}/settings`);
  const section = page.getByRole('region', { name: 'Prompt improvement' });
  await section.getByRole('button', { name: 'Turn it off' }).click();
  await section.getByRole('button', { name: 'Turn it off' }).click();
  await expect(section.getByRole('button', { name: 'Set it up' })).toBeVisible();
  const shown = await (await request.get(`${freshStudio.url}/api/prompt-improver`)).json();
  expect(shown).toMatchObject({ is_set_up: false, key: null });
});
