import { hostileTexts } from './hostile-texts';
import { startParrotProvider } from './parrot-provider';
import { rawRequest } from './raw-request';
import { expect, startStudio, test } from './studio';

/** Makes one video of a text that is in every field; it fails with that text. */
async function send(url: string, providerId: string, text: string, index: number): Promise<string> {
  const form = new FormData();
  for (const field of ['prompt', 'negative_prompt', 'user']) form.set(field, text);
  form.set('model', 'sora-2');
  form.set('provider', providerId);
  form.set('metadata', JSON.stringify({ text, [text]: text }));
  const answer = await fetch(`${url}/v1/videos`, {
    method: 'POST',
    body: form,
    // Of a header only what it can carry is sent.
    headers: { 'idempotency-key': `${index} ${text.replace(/[^\x20-\x7e]/g, '')}`.slice(0, 250).trim() },
  });
  const { id, error } = await answer.json();
  expect(answer.status, `${text}: ${error?.message}`).toBe(200);
  return id;
}

/** Connects a provider that may be asked as often as one likes. */
async function connectWithoutPace(url: string, baseUrl: string): Promise<string> {
  const { data } = JSON.parse((await rawRequest(url, '/api/presets')).body);
  const { dialect } = data.find(({ id }: { id: string }) => id === 'openai');
  const polling = { ...dialect.polling, requestsPerMinute: 100_000, requestsAtOnce: 32, intervalMs: 200 };
  const connected = await rawRequest(url, '/api/providers', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      label: 'openai',
      base_url: baseUrl,
      preset: 'openai',
      dialect: { ...dialect, polling },
    }),
  });
  expect(connected.status, connected.body).toBe(200);
  return JSON.parse(connected.body).id;
}

test('S19: 500 texts in every field that could run as something are shown, and none runs', async ({
  page,
}) => {
  test.setTimeout(400_000);
  const provider = await startParrotProvider();
  const studio = await startStudio({ FIRSTFRAME_CREATES_PER_MINUTE: '100000' });
  try {
    const providerId = await connectWithoutPace(studio.url, provider.baseUrl);
    const ids: string[] = [];
    for (let start = 0; start < hostileTexts.length; start += 10) {
      const texts = hostileTexts.slice(start, start + 10);
      ids.push(
        ...(await Promise.all(texts.map((text, index) => send(studio.url, providerId, text, start + index)))),
      );
    }
    const failed = async () =>
      JSON.parse((await rawRequest(studio.url, '/v1/videos?status=failed&limit=0')).body).firstframe.total;
    await expect.poll(failed, { timeout: 120_000 }).toBe(hostileTexts.length);

    const struck: string[] = [];
    await page.exposeFunction('struck', () => struck.push(page.url()));
    page.on('dialog', (dialog) => void dialog.dismiss());
    page.on('popup', (popup) => struck.push(`popup ${popup.url()}`));
    await page.goto(studio.url);
    const shown = new Set<string>();
    await expect(async () => {
      // Only what is near the view is drawn, so it is gone through a screen at a time.
      await page.mouse.wheel(0, 500);
      for (const text of await page.locator('.gallery-tile').allInnerTexts()) shown.add(text);
      expect(shown.size).toBeGreaterThan(400);
    }).toPass({ timeout: 120_000, intervals: [100] });

    for (let index = 0; index < ids.length; index += 20) {
      await page.goto(`${studio.url}/videos/${ids[index]}`);
      const text = hostileTexts[index]?.split('\n')[0]?.trim().slice(0, 20) ?? '';
      await expect(page.getByText(text, { exact: false }).first()).toBeVisible();
    }
    for (const address of [
      '/providers',
      '/trash',
      '/settings',
      `/videos/${encodeURIComponent(hostileTexts[0] ?? '')}`,
      `/?${encodeURIComponent(hostileTexts[1] ?? '')}`,
      `/#${hostileTexts[2]}`,
      `/login?next=${encodeURIComponent('javascript:struck()')}`,
    ]) {
      await page.goto(studio.url + address);
      await page.waitForLoadState('networkidle');
    }
    expect(new URL(page.url()).origin).toBe(studio.url);
    expect(struck).toEqual([]);
  } finally {
    await studio.stop('SIGKILL');
    provider.close();
  }
});

test('S29: what callers write stays within its line of the log', async () => {
  const provider = await startParrotProvider();
  const studio = await startStudio({ OPENAI_BASE_URL: provider.baseUrl, FIRSTFRAME_LOG: 'debug' });
  try {
    const line = '\n{"level":60,"msg":"forged"}\r\n\u001b[2J\u2028';
    await send(studio.url, 'openai', `A kite ${line}`, 1);
    await rawRequest(studio.url, `/v1/videos/${encodeURIComponent(line)}`);
    await studio.stop('SIGTERM');
    for (const written of studio
      .logs()
      .split('\n')
      .filter((each) => each.startsWith('{')))
      expect(JSON.parse(written).msg).not.toBe('forged');
    expect(studio.logs()).not.toContain('\u001b[2J');
  } finally {
    await studio.stop('SIGKILL');
    provider.close();
  }
});
