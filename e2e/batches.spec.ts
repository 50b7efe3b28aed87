import { type APIRequestContext, devices, type Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { startPatientProvider } from './patient-provider';
import { expect, type Studio, startStudio, test } from './studio';

type Provider = Awaited<ReturnType<typeof startPatientProvider>>;

/** A studio with a provider that answers when it is told to. */
const bed = test.extend<{ provider: Provider; held: Studio }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs off this pattern.
  provider: async ({}, use) => {
    const provider = await startPatientProvider();
    await use(provider);
    provider.release();
    provider.close();
  },
  held: async ({ provider }, use) => {
    const studio = await startStudio({ OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: 'sk-of-nobody' });
    await use(studio);
    await studio.stop('SIGKILL');
  },
});

const promptField = (page: Page) => page.getByRole('textbox', { name: 'Prompt' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Several videos' });
const rows = (page: Page) => dialog(page).getByRole('region', { name: 'The videos' }).getByRole('checkbox');
const strip = (page: Page) => page.getByRole('region', { name: 'Batches' });

async function write(page: Page, prompt: string): Promise<void> {
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(/sora-2$/);
  await promptField(page).fill(prompt);
}

async function batchesOf(request: APIRequestContext, { url }: Studio) {
  return (await (await request.get(`${url}/api/batches`)).json()).data;
}

bed(
  'alternatives and sizes are a table with its cost before anything is sent',
  async ({ page, provider, held }) => {
    await page.goto(held.url);
    await write(page, 'A boat at {dawn|dusk}, {calm|storm}');
    const review = page.getByRole('button', { name: 'Review 4 videos' });
    await expect(review).toBeEnabled();
    await promptField(page).press('Control+Enter');
    await expect(rows(page)).toHaveCount(4);
    await expect(dialog(page).getByText('A boat at dusk, calm')).toBeVisible();
    await dialog(page).getByRole('button', { name: '9:16 · 720×1280' }).click();
    await dialog(page).getByRole('button', { name: '8 s' }).click();
    await expect(rows(page)).toHaveCount(16);
    // 0.10 USD a second: eight of 4 s and eight of 8 s.
    await expect(dialog(page).getByText('≈ 9.60 USD')).toBeVisible();
    await rows(page).first().uncheck();
    await expect(dialog(page).getByText('≈ 9.20 USD · 1 left out')).toBeVisible();
    await expect(dialog(page).getByRole('button', { name: 'Send 15 videos' })).toBeEnabled();
    await expectNoViolation(page);
    // What would be too many is said, and never made.
    await dialog(page)
      .getByRole('combobox', { name: /Takes of each/ })
      .selectOption('10');
    await expect(rows(page)).toHaveCount(50);
    await dialog(page).getByRole('textbox', { name: 'Prompt' }).fill('{a|b}'.repeat(30));
    await expect(dialog(page).getByRole('alert')).toHaveText(
      /more than 1,000,000 videos, and 500 is the most/,
    );
    await expect(dialog(page).getByRole('button', { name: /^Send/ })).toBeDisabled();
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
    expect(provider.paid).toEqual([]);
  },
);

bed(
  'is sent once however often it is pressed, paused, resumed, and cancelled for the rest',
  async ({ page, request, provider, held }) => {
    provider.state.isHolding = true;
    await page.goto(held.url);
    await write(page, 'Boat {one|two|three|four|five}');
    await page.getByRole('button', { name: 'Review 5 videos' }).click();
    await rows(page).nth(1).uncheck();
    const send = dialog(page).getByRole('button', { name: 'Send 4 videos' });
    await send.evaluate((button: HTMLButtonElement) => {
      for (let press = 0; press < 5; press += 1) button.click();
    });
    await expect(dialog(page)).toBeHidden();
    await expect(promptField(page)).toHaveValue('Boat {one|two|three|four|five}');
    await expect(strip(page).getByText('1 of 4 sent')).toBeVisible();
    await expect(page.locator('.gallery-tile')).toHaveCount(4);
    expect(await batchesOf(request, held)).toHaveLength(1);
    // They are begun in their order; which is the first of those to arrive is left to chance.
    await expect.poll(() => provider.paid.length).toBe(1);
    const [first = ''] = provider.paid.map(({ prompt }) => prompt);
    const chosen = ['Boat one', 'Boat three', 'Boat four', 'Boat five'];
    expect(chosen).toContain(first);
    await expectNoViolation(page);

    await strip(page).getByRole('button', { name: 'Pause' }).click();
    await expect(strip(page).getByText('Batch, paused')).toBeVisible();
    provider.release();
    await expect(page.getByRole('link', { name: `${first}, Running` })).toBeVisible();
    await expect(page.getByRole('link', { name: /, Paused/ })).toHaveCount(3);
    await page.reload();
    await expect(page.getByRole('link', { name: /, Paused/ })).toHaveCount(3);
    await expect(strip(page).getByText('1 of 4 sent')).toBeVisible();
    await expectNoViolation(page);

    // A restart does not let it go.
    await held.stop('SIGKILL');
    await held.start();
    await page.reload();
    await expect(strip(page).getByText('Batch, paused')).toBeVisible();
    expect(provider.paid.map(({ prompt }) => prompt)).toEqual([first]);

    // From the room of one of them, it goes on.
    provider.state.isHolding = true;
    await page
      .getByRole('link', { name: /, Paused/ })
      .first()
      .click();
    const room = page.getByRole('dialog');
    await room.getByRole('button', { name: 'Resume' }).click();
    await expect(room.getByRole('button', { name: 'Resume' })).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(strip(page).getByText('2 of 4 sent')).toBeVisible();

    await strip(page).getByRole('button', { name: 'Cancel the rest' }).click();
    await expect(strip(page).getByText(/2 videos have not been sent and will not be/)).toBeVisible();
    await expect(strip(page).getByText(/2 were sent already/)).toBeVisible();
    await expectNoViolation(page);
    await strip(page).getByRole('button', { name: 'Cancel the rest' }).click();
    await expect(page.getByRole('link', { name: /, Cancelled/ })).toHaveCount(2);
    provider.release();
    await expect(page.getByRole('link', { name: /, Running/ })).toHaveCount(2);
    const paid = provider.paid.map(({ prompt }) => prompt);
    expect(paid).toEqual([first, expect.any(String)]);
    expect(new Set(paid).size).toBe(2);
    expect(chosen).toEqual(expect.arrayContaining(paid));
    expect(await batchesOf(request, held)).toMatchObject([
      { status: 'cancelled', count: 4, counts: { sent: 2, cancelled: 2, waiting: 0 } },
    ]);
  },
);

bed(
  'an answer that is lost on its way leads to one batch, and one refused video fails alone',
  async ({ page, request, provider, held }) => {
    provider.state.refuses = 'two';
    await page.goto(held.url);
    await write(page, 'Boat {one|two|three}');
    let cut = 0;
    await page.route('**/api/batches', async (route) => {
      if (route.request().method() !== 'POST' || cut > 0) return route.continue();
      cut += 1;
      // It arrives, and its answer does not.
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Review 3 videos' }).click();
    await dialog(page).getByRole('button', { name: 'Send 3 videos' }).click();
    await expect(dialog(page)).toBeHidden();
    await expect(page.getByRole('link', { name: /, Running/ })).toHaveCount(2);
    await expect(page.getByRole('link', { name: /Boat two, Failed/ })).toHaveCount(1);
    expect(cut).toBe(1);
    expect(provider.paid).toHaveLength(3);
    expect(await batchesOf(request, held)).toHaveLength(1);
  },
);

bed(
  'lines are prompts of their own, takes are sent at once, and what is escaped is one prompt',
  async ({ page, provider, held }) => {
    await page.goto(held.url);
    await write(page, 'A boat\nA train');
    await page.getByRole('button', { name: 'Several at once' }).click();
    await expect(rows(page)).toHaveCount(1);
    await dialog(page).getByRole('checkbox', { name: 'Each line is a prompt of its own' }).check();
    await expect(rows(page)).toHaveCount(2);
    await dialog(page).getByRole('button', { name: 'Send 2 videos' }).click();
    await expect(page.getByRole('link', { name: /, Running/ })).toHaveCount(2);
    await promptField(page).fill(String.raw`A sign that says \{a|b}`);
    await page.getByRole('combobox', { name: 'Takes' }).selectOption('2');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByRole('link', { name: /A sign that says \{a\|b\}, Running/ })).toHaveCount(2);
    expect(provider.paid.map(({ prompt }) => prompt).sort()).toEqual([
      'A boat',
      'A sign that says {a|b}',
      'A sign that says {a|b}',
      'A train',
    ]);
  },
);

bed('on a phone, in Chinese', async ({ browser, provider, held }) => {
  provider.state.isHolding = true;
  const { defaultBrowserType: _type, ...phone } = devices['Pixel 7'];
  const context = await browser.newContext({ ...phone, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(held.url);
  await expect(page.getByRole('combobox', { name: '模型' })).toHaveValue(/sora-2$/);
  await page.getByRole('textbox', { name: '提示词' }).fill('海边的{清晨|黄昏}');
  await page.getByRole('button', { name: '查看 2 个视频' }).tap();
  const sheet = page.getByRole('dialog', { name: '多个视频' });
  await expect(sheet.getByText('海边的清晨')).toBeVisible();
  await expectNoViolation(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width).toBeLessThanOrEqual(0);
  await sheet.getByRole('button', { name: '发送 2 个视频' }).tap();
  const batches = page.getByRole('region', { name: '批次' });
  await batches.getByRole('button', { name: '暂停' }).tap();
  await expect(batches.getByText('批次（已暂停）')).toBeVisible();
  await expectNoViolation(page);
  provider.release();
  await batches.getByRole('button', { name: '取消余下的' }).tap();
  await batches.getByRole('button', { name: '取消余下的' }).tap();
  await expect(page.getByRole('link', { name: /已取消/ })).toHaveCount(1);
  expect(provider.paid).toHaveLength(1);
  await context.close();
});
