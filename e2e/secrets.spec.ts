import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import OpenAI from 'openai';
import { rawRequest } from './raw-request';
import { expect, startStudio, test } from './studio';
import { startTelltaleProvider } from './telltale-provider';

const secrets = {
  'the key of the environment': 'sk-canary-Environment-5f2d81',
  'a key that was entered in the studio': 'sk-canary-Entered-a91c44',
  'the key of the chat endpoint': 'sk-canary-Chat-3e7b90',
  'the access token': 'canary-Access-Token-77e0b3',
};

/** A secret as it is, and as it may be written elsewhere. */
function spellings(secret: string): [string, Buffer][] {
  const bytes = Buffer.from(secret);
  return [
    ['plain', bytes],
    ['base64', Buffer.from(bytes.toString('base64').replace(/=+$/, '').slice(0, -1))],
    ['hexadecimal', Buffer.from(bytes.toString('hex'))],
    ['UTF-16', Buffer.from(secret, 'utf16le')],
    ['backwards', Buffer.from([...secret].reverse().join(''))],
  ];
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
}

test('S6: after a whole run, with a provider that tells, no secret is anywhere but where it has to be', async ({
  page,
}) => {
  const provider = await startTelltaleProvider();
  const studio = await startStudio({
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: secrets['the key of the environment'],
    FIRSTFRAME_TOKEN: secrets['the access token'],
    FIRSTFRAME_LOG: 'debug',
  });
  const token = secrets['the access token'];
  const seen: [string, Buffer][] = [];
  const see = (name: string, text: string | Buffer) => seen.push([name, Buffer.from(text)]);
  const authorization = `Bearer ${token}`;
  const ask = async (name: string, method = 'GET', body?: unknown) => {
    const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await rawRequest(studio.url, name, { method, headers, body: JSON.stringify(body) });
    see(`${method} ${name}`, JSON.stringify(answer.headers) + answer.body);
    return answer;
  };
  try {
    const entered = { base_url: provider.baseUrl, api_key: secrets['a key that was entered in the studio'] };
    await ask('/api/providers', 'POST', { ...entered, label: 'Entered' });
    await ask('/api/providers/test', 'POST', entered);
    const chat = { base_url: provider.baseUrl, api_key: secrets['the key of the chat endpoint'], model: 'm' };
    await ask('/api/prompt-improver', 'PUT', chat);
    for (const next of ['complete', 'refuse'] as const) {
      provider.state.next = next;
      await ask('/api/prompt-improvements', 'POST', { prompt: `${next} in better words` });
    }
    const named = JSON.parse((await ask('/api/tokens', 'POST', { name: 'sdk', scope: 'create' })).body).token;
    seen.pop();
    const all = { ...secrets, 'a token of a program': named as string };

    const client = new OpenAI({ baseURL: `${studio.url}/v1`, apiKey: named, maxRetries: 0 });
    const ids: string[] = [];
    const listed = JSON.parse((await ask('/api/providers')).body).data as { id: string; source: string }[];
    for (const { id } of listed.filter(({ source }) => source !== 'built_in')) {
      for (const next of ['complete', 'fail', 'refuse'] as const) {
        provider.state.next = next;
        const wish = { model: 'sora-2', prompt: `${next} at ${id}`, provider: id };
        const made = await client.videos.create(wish).catch((error: Error) => error);
        if (made instanceof Error) see('refusal', JSON.stringify(made) + made.message);
        else ids.push(made.id);
      }
    }
    for (const id of ids) {
      await expect.poll(async () => (await client.videos.retrieve(id)).status).toMatch(/completed|failed/);
      await ask(`/v1/videos/${id}`);
      await ask(`/api/videos/${id}/log`);
      await ask(`/v1/videos/${id}/content`);
    }
    await client.videos.retrieve('video_none').catch((error: Error) => see('error', error.message));
    for (const address of [
      '/v1/videos',
      '/v1/models',
      '/api/export',
      '/api/health',
      '/api/providers',
      '/api/tokens',
      '/api/prompts',
      '/api/prompt-improver',
    ])
      await ask(address);

    page.on('response', async (response) => {
      const body = await response.body().catch(() => Buffer.alloc(0));
      see(
        `browser ${response.url()}`,
        Buffer.concat([Buffer.from(JSON.stringify(response.headers())), body]),
      );
    });
    await page.goto(studio.url);
    await page.getByRole('textbox', { name: 'Access token' }).fill(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.locator('.gallery-tile')).toHaveCount(ids.length);
    for (const address of ['/providers', `/videos/${ids[0]}`, `/videos/${ids[1]}`, '/trash', '/settings']) {
      await page.goto(studio.url + address);
      await page.waitForLoadState('networkidle');
      see(`page ${address}`, await page.content());
    }
    see('storage of the browser', JSON.stringify(await page.context().storageState()));

    // One end in order, one by a crash: neither may leave more behind.
    await studio.stop('SIGTERM');
    await studio.start();
    await studio.stop('SIGKILL');
    see('log', studio.logs());
    for (const file of await filesBelow(studio.dataFolder)) see(file, await readFile(file));
    for (const file of await filesBelow(path.join(import.meta.dirname, '../.next/static')))
      see(file, await readFile(file));

    expect(seen.length).toBeGreaterThan(60);
    // A control: what is looked for can be found.
    expect(seen.some(([, bytes]) => bytes.includes(`complete at ${listed[0]?.id}`))).toBe(true);
    const found = Object.entries(all).flatMap(([what, secret]) =>
      spellings(secret).flatMap(([how, bytes]) =>
        seen.filter(([, text]) => text.includes(bytes)).map(([where]) => `${what} (${how}) in ${where}`),
      ),
    );
    expect(found).toEqual([]);
  } finally {
    await studio.stop('SIGKILL');
    provider.close();
  }
});
