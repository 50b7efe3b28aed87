import { openServer } from '@/lib/providers/contract/open-server';
import { expectNoViolation } from './expect-no-violation';
import { photo } from './pictures';
import { expect, startStudio, test } from './studio';

const canary = 'sk-canary-3f9d1c7a5b2e4d6f';

/** A provider that repeats the key in each of its answers, and fails in the end. */
async function startProvider() {
  let polls = 0;
  const { origin, close } = await openServer(async (request, response) => {
    await request.toArray();
    const { method, url = '', headers } = request;
    const echo = { note: `You sent ${headers.authorization}` };
    const answer = (body: object, status = 200) => {
      response.writeHead(status, {
        'content-type': 'application/json',
        'x-request-id': `${headers.authorization}`,
      });
      response.end(JSON.stringify({ ...body, ...echo }));
    };
    if (url === '/v1/models') return answer({ object: 'list', data: [{ id: 'motion-2' }] });
    if (method === 'POST') return answer({ id: 'up_1', status: 'queued', progress: 0 });
    polls += 1;
    if (polls < 3) return answer({ id: 'up_1', status: 'in_progress', progress: polls });
    return answer({ id: 'up_1', status: 'failed', error: { message: 'The render farm is on strike.' } });
  });
  return { baseUrl: `${origin}/v1`, close };
}

test('the log tells what was sent and answered, as a command too, and never the key', async ({
  page,
  context,
  request,
}) => {
  const provider = await startProvider();
  const studio = await startStudio({ OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: canary });
  const seen: string[] = [];
  page.on('response', async (response) => {
    seen.push(JSON.stringify(response.headers()), await response.text().catch(() => ''));
  });
  const made = await request.post(`${studio.url}/v1/videos`, {
    multipart: {
      prompt: "It's a paper boat",
      model: 'motion-2',
      size: '1280x720',
      input_reference: { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo() },
    },
  });
  const { id } = await made.json();
  await expect
    .poll(async () => (await (await request.get(`${studio.url}/v1/videos/${id}`)).json()).status, {
      timeout: 60_000,
    })
    .toBe('failed');

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${studio.url}/videos/${id}`);
  const room = page.getByRole('dialog');
  const tab = room.getByRole('tab', { name: 'Log' });
  await expect(tab).toHaveAttribute('aria-selected', 'false');
  expect(seen.some((text) => text.includes('"sequence"'))).toBe(false);
  await tab.click();
  await expect(room.getByText('The render farm is on strike.').last()).toBeVisible();
  await expect(room.getByText(/^2 times, last /)).toBeVisible();

  await room.locator('summary', { hasText: 'Create' }).click();
  const sent = room.locator('pre', { hasText: `POST ${provider.baseUrl}/videos` });
  await expect(sent).toContainText('authorization: Bearer $API_KEY');
  await expect(sent).toContainText("prompt: It's a paper boat");
  await expect(sent).toContainText(/input_reference: first_frame\.jpg \(image\/jpeg, \d+ bytes\)/);
  await room.getByRole('button', { name: 'Copy as curl' }).click();
  await expect(room.getByRole('button', { name: 'Copied' })).toBeVisible();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toContain(`--header 'authorization: Bearer '"$API_KEY"`);
  expect(command).toContain(`--form-string 'prompt=It'\\''s a paper boat'`);
  expect(command).toContain(`--form 'input_reference=@first_frame.jpg;type=image/jpeg'`);

  await expectNoViolation(page);
  await page.setViewportSize({ width: 360, height: 780 });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  // The gallery below is laid out anew a moment after the window has changed.
  await expect.poll(overflow).toBeLessThanOrEqual(0);
  await studio.stop();
  provider.close();
  for (const place of [...seen, command, studio.logs()]) expect(place).not.toContain(canary);
});

test('the provider’s copy is deleted when one says so twice, and ours stays', async ({
  page,
  freshStudio,
  request,
}) => {
  const made = await request.post(`${freshStudio.url}/v1/videos`, {
    multipart: { prompt: 'Keep me here', seconds: '2', size: '854x480' },
  });
  const { id } = await made.json();
  await page.goto(`${freshStudio.url}/videos/${id}`);
  const room = page.getByRole('dialog');
  const remove = room.getByRole('button', { name: 'Remove it at Built-in demo' });
  // There is nothing to delete before it is saved.
  await expect(room.getByRole('tab', { name: 'Log' })).toBeVisible();
  await expect(remove).toBeVisible({ timeout: 90_000 });
  await remove.click();
  await expect(room.getByText(/Your copy here stays as it is/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(remove).toBeFocused();
  await remove.click();
  await expectNoViolation(page);
  await room.getByRole('button', { name: 'Remove there' }).click();
  await expect(room.getByText(/Removed at Built-in demo/)).toBeVisible();
  expect((await request.get(`${freshStudio.url}/v1/videos/${id}/content`)).status()).toBe(200);
  const again = await request.post(`${freshStudio.url}/api/videos/${id}/delete-upstream`);
  expect(await again.json()).toMatchObject({ status: 'completed' });
  await room.getByRole('tab', { name: 'Log' }).click();
  await expect(room.locator('summary', { hasText: 'Remove at the provider' })).toBeVisible();
});
