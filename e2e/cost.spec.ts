import type { IncomingMessage, ServerResponse } from 'node:http';
import { openServer } from '@/lib/providers/contract/open-server';
import { expectNoViolation } from './expect-no-violation';
import { expect, type Studio, startStudio, test } from './studio';

/** A provider in OpenAI's dialect that takes all, in its own time, never ends any, and counts what it was sent. */
async function startProvider() {
  const sent: string[] = [];
  const pace = { answer: Promise.resolve() };
  async function handle(request: IncomingMessage, response: ServerResponse) {
    const { method, url = '' } = request;
    const body = Buffer.concat(await request.toArray()).toString('latin1');
    const answer = (content: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    if (url === '/v1/models') return answer({ data: [{ id: 'sora-2' }, { id: 'house/blend-1' }] });
    if (method === 'POST') {
      sent.push(body);
      await pace.answer;
    }
    const id = method === 'POST' ? `up_${sent.length}` : url.split('/').at(-1);
    return answer({ id, object: 'video', status: 'in_progress' });
  }
  const { origin, close } = await openServer((request, response) => void handle(request, response));
  return { sent, pace, baseUrl: `${origin}/v1`, close };
}

type Provider = Awaited<ReturnType<typeof startProvider>>;

const withStudio = test.extend<{ provider: Provider; priced: Studio }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs off this pattern.
  provider: async ({}, use) => {
    const provider = await startProvider();
    await use(provider);
    provider.close();
  },
  priced: async ({ provider }, use) => {
    const studio = await startStudio({ OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: 'sk-of-nobody' });
    await use(studio);
    await studio.stop('SIGKILL');
  },
});

withStudio(
  'a send says what it will cost, the price can be corrected, and the ledger has it afterwards',
  async ({ page, provider, priced }) => {
    await page.goto(priced.url);
    await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(/sora-2$/);
    await page.getByRole('textbox', { name: 'Prompt' }).fill('A kite');
    const send = page.getByRole('button', { name: 'Send', exact: true });
    const price = page.getByRole('button', { name: '≈ 0.40 USD' });
    await price.click();
    const dialog = page.getByRole('dialog', { name: 'Price' });
    await expect(dialog.getByText('4 s × 0.10 USD =')).toBeVisible();
    await expect(dialog.getByText('stated by the preset')).toBeVisible();
    await expectNoViolation(page);

    await dialog.getByRole('button', { name: 'Edit price' }).click();
    await dialog.getByLabel('By the second').fill('ten');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByRole('alert')).toContainText('as figures');
    await dialog.getByLabel('By the second').fill('0,15');
    await dialog.getByLabel('By the video').fill('0.05');
    await expectNoViolation(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('4 s × 0.15 USD + 0.05 USD a video =')).toBeVisible();
    await expect(dialog.getByText('set by you')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: '≈ 0.65 USD' })).toBeFocused();

    await send.click();
    await expect.poll(() => provider.sent.length).toBe(1);
    const tile = page.getByRole('link', { name: /A kite/ });
    await tile.click();
    const details = page.getByRole('tabpanel', { name: 'Details' });
    await expect(details.getByText('≈ 0.65 USD, estimated')).toBeVisible();
    await page.keyboard.press('Escape');

    // A model that nobody has priced is not free.
    await page.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'house/blend-1' });
    await page.getByRole('button', { name: 'Price unknown' }).click();
    await expect(dialog.getByText('Nobody has said what this model costs.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Set the price' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect.poll(() => provider.sent.length).toBe(2);

    await page.goto(`${priced.url}/spending`);
    const totals = page.getByRole('region', { name: 'Spent' });
    await expect(totals.getByText('0.65 USD').first()).toBeVisible();
    await expect(totals.getByText('2 videos · 1 of unknown price')).toBeVisible();
    await totals.locator('summary').click();
    await expect(totals.getByRole('table', { name: 'By day, in figures' }).getByRole('row')).toHaveCount(2);
    await expect(totals.getByRole('row', { name: /sora-2 .* 1 video 0\.65 USD/ })).toBeVisible();
    await expect(
      totals.getByRole('row', { name: /house\/blend-1 .* 1 video 1 of unknown price/ }),
    ).toBeVisible();
    const prices = page.getByRole('region', { name: 'Prices' });
    await prices.getByRole('button', { name: 'Edit price: sora-2' }).click();
    await prices.getByRole('button', { name: 'Forget this price' }).click();
    await expect(prices.getByText('stated by the preset')).toBeVisible();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectNoViolation(page);
    await page.emulateMedia({ colorScheme: 'light' });
    await expectNoViolation(page);
  },
);

withStudio(
  'a daily limit stops a send with words and nothing goes out, until it is raised',
  async ({ page, provider, priced, request }) => {
    await page.goto(`${priced.url}/spending`);
    const today = page.getByRole('region', { name: 'Today' });
    await today.getByRole('button', { name: 'Set a daily limit' }).click();
    await today.getByLabel('Most a day').fill('0.50');
    await today.getByRole('button', { name: 'Save' }).click();
    await expect(today.getByText('0.00 USD of 0.50 USD spent today')).toBeVisible();
    await expectNoViolation(page);

    await page.getByRole('link', { name: 'Back to the studio' }).click();
    await page.getByRole('textbox', { name: 'Prompt' }).fill('A kite');
    const send = page.getByRole('button', { name: 'Send', exact: true });
    await send.click();
    await expect.poll(() => provider.sent.length).toBe(1);
    const composer = page.getByRole('region', { name: 'Make a video' });
    await expect(
      composer.getByText(/Today’s limit leaves no room for it: 0\.40 USD of 0\.50 USD/),
    ).toBeVisible();
    await expect(send).toBeDisabled();
    await page.getByRole('textbox', { name: 'Prompt' }).press('Control+Enter');
    await expectNoViolation(page);
    // Several would be taken and wait, which is said before they are sent.
    await composer.getByRole('button', { name: /^Several at once/ }).click();
    const matrix = page.getByRole('dialog');
    await expect(matrix.getByText(/^Today’s limit has no room for all of these/)).toBeVisible();
    await expectNoViolation(page);
    await matrix.getByRole('button', { name: 'Close' }).click();

    // A program meets the same limit, as an error that it does not repeat.
    const multipart = { prompt: 'For a program', model: 'sora-2', seconds: '4' };
    const refused = await request.post(`${priced.url}/v1/videos`, { multipart });
    expect(refused.status()).toBe(402);
    expect(refused.headers()['x-should-retry']).toBe('false');
    expect((await refused.json()).error).toMatchObject({ code: 'daily_limit' });
    expect(provider.sent).toHaveLength(1);
    await expect(page.getByRole('listitem')).toHaveCount(1);

    await composer.getByRole('link', { name: 'Change the limit' }).click();
    await today.getByRole('button', { name: 'Change the limit' }).click();
    await today.getByLabel('Most a day').fill('5');
    await today.getByRole('button', { name: 'Save' }).click();
    await expect(today.getByText('0.40 USD of 5.00 USD spent today')).toBeVisible();
    await page.getByRole('link', { name: 'Back to the studio' }).click();
    await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('A kite');
    await expect(send).toBeEnabled();
    await send.click();
    await expect.poll(() => provider.sent.length).toBe(2);
  },
);

withStudio(
  'what is queued waits for the limit, says so, and goes on when it is raised',
  async ({ page, provider, priced, request }) => {
    const limit = (videos: number) => request.put(`${priced.url}/api/spending/limit`, { data: { videos } });
    const multipart = { prompt: 'A boat', model: 'sora-2', seconds: '4', n: '3' };
    // All three fit when they are asked for, and the limit is lowered before the first is answered.
    await limit(3);
    const { promise, resolve: answerFirst } = Promise.withResolvers<void>();
    provider.pace.answer = promise;
    const created = request.post(`${priced.url}/v1/videos`, { multipart });
    await expect.poll(() => provider.sent.length).toBe(1);
    await limit(1);
    answerFirst();
    expect((await created).status()).toBe(200);
    await page.goto(priced.url);
    await expect(page.getByText(/The daily limit is reached\. It goes on at/).first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'Daily limit' }).first()).toBeVisible();
    await expectNoViolation(page);
    await limit(9);
    await expect.poll(() => provider.sent.length).toBe(3);
  },
);

test.describe('on a phone, in Chinese', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'zh-CN' });

  withStudio('the price is in reach and the spending page fits', async ({ page, priced }) => {
    await page.goto(priced.url);
    await page.getByRole('textbox', { name: '提示词' }).fill('风筝');
    await page.getByRole('button', { name: '≈ 0.40 USD' }).tap();
    const dialog = page.getByRole('dialog', { name: '价格' });
    await expect(dialog.getByText('4 秒 × 0.10 USD =')).toBeVisible();
    await expectNoViolation(page);
    await dialog.getByRole('link', { name: '查看花费' }).tap();
    await expect(page.getByRole('heading', { name: '花费', exact: true })).toBeVisible();
    await page.getByRole('button', { name: '设置每日限额' }).tap();
    await expectNoViolation(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
});
