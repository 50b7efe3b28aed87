import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { openServer } from '@/lib/providers/contract/open-server';
import { photo } from './pictures';
import { expect, startStudio, test } from './studio';

const canary = 'sk-canary-3f9d1c7a5b2e4d6f';

/** A server of OpenAI's own format at the network edge: it checks what it is sent and plays back a real file. */
async function startProvider(video: Buffer) {
  const creates: { body: string; authorization: string | undefined; type: string | undefined }[] = [];
  let polls = 0;
  const answer = (response: ServerResponse, body: unknown, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  async function handle(request: IncomingMessage, response: ServerResponse) {
    const { method, url = '', headers } = request;
    if (headers.authorization !== `Bearer ${canary}`)
      return answer(response, { error: { message: `Bad key ${headers.authorization}` } }, 401);
    if (url === '/v1/models')
      return answer(response, { object: 'list', data: [{ id: 'motion-2' }, { id: 'motion-2-pro' }] });
    if (method === 'POST' && url === '/v1/videos') {
      const body = Buffer.concat(await request.toArray()).toString('latin1');
      creates.push({ body, authorization: headers.authorization, type: headers['content-type'] });
      return answer(response, { id: 'up_1', object: 'video', status: 'queued', progress: 0, created_at: 1 });
    }
    if (url === '/v1/videos/up_1') {
      polls += 1;
      if (polls === 2) return response.writeHead(502).end('<html>bad gateway</html>');
      return answer(response, {
        id: 'up_1',
        status: polls < 4 ? 'in_progress' : 'completed',
        progress: polls * 20,
      });
    }
    if (url === '/v1/videos/up_1/content') {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': video.length });
      return response.end(video);
    }
    return answer(response, { error: { message: 'Not found' } }, 404);
  }
  const { origin, close } = await openServer((request, response) => void handle(request, response));
  return { baseUrl: `${origin}/v1`, creates, close };
}

async function filesBelow(folder: string): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => readFile(path.join(entry.parentPath, entry.name))),
  );
}

test('a provider of OpenAI’s format is driven by two variables, and its key goes nowhere else', async ({
  page,
  freshStudio,
  request,
}) => {
  // A real video to play back, made by the demo.
  const made = await (
    await request.post(`${freshStudio.url}/v1/videos`, { multipart: { prompt: 'Real bytes', seconds: '2' } })
  ).json();
  const content = `${freshStudio.url}/v1/videos/${made.id}/content`;
  await expect.poll(async () => (await request.head(content)).status(), { timeout: 90_000 }).toBe(200);
  const provider = await startProvider(await (await request.get(content)).body());
  const studio = await startStudio({
    OPENAI_BASE_URL: provider.baseUrl,
    OPENAI_API_KEY: canary,
    FIRSTFRAME_LOG: 'debug',
  });

  const seen: string[] = [];
  page.on('response', async (response) => {
    seen.push(JSON.stringify(response.headers()), await response.text().catch(() => ''));
  });
  await page.goto(studio.url);
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(/motion-2$/);
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add a first frame' }).click();
  await (await chosen).setFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo() });
  await expect(page.getByRole('img', { name: 'The chosen first frame' })).toBeVisible();
  // Nothing is known of this model, so its size and length are free.
  await page.getByRole('combobox', { name: 'Size' }).fill('1280x720');
  await page.getByRole('combobox', { name: 'Length' }).fill('4');
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A red kite over dunes');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('link', { name: /A red kite over dunes, Ready/ })).toBeVisible({
    timeout: 90_000,
  });

  expect(provider.creates).toHaveLength(1);
  const [create] = provider.creates;
  expect(create?.type).toMatch(/^multipart\/form-data; boundary=/);
  for (const [name, value] of [
    ['model', 'motion-2'],
    ['prompt', 'A red kite over dunes'],
    ['seconds', '4'],
    ['size', '1280x720'],
  ]) {
    expect(create?.body).toContain(`name="${name}"\r\n\r\n${value}\r\n`);
  }
  expect(create?.body).toContain(
    'name="input_reference"; filename="first_frame.jpg"\r\nContent-Type: image/jpeg',
  );
  expect(create?.body).not.toContain('Somebody Somewhere');

  await page.getByRole('link', { name: /A red kite/ }).click();
  // It was framed before it was sent, so nothing had to be done to it here.
  await expect(page.getByText('The image was')).toBeHidden();
  await expect(page.getByRole('row', { name: 'Length 4 s 2 s (differs)' })).toBeVisible();

  await studio.stop();
  provider.close();
  for (const place of [...seen, studio.logs(), ...(await filesBelow(studio.dataFolder)).map(String)]) {
    expect(place.includes(canary)).toBe(false);
  }
  const built = await filesBelow('.next/static');
  expect(built.some((file) => file.includes(canary))).toBe(false);
});
