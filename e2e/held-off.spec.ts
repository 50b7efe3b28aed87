import type { Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { expect, startStudio, test } from './studio';
import { startWaywardProvider } from './wayward-provider';

async function send(page: Page, prompt: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

test('what waits for a provider that refused its key says so, and goes on when somebody resumes it', async ({
  page,
}) => {
  const provider = await startWaywardProvider();
  const studio = await startStudio({ OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: 'sk-of-nobody' });
  await page.goto(studio.url);
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(/sora-2$/);
  provider.state.mood = 'busy';
  for (const [index, prompt] of ['A first kite', 'A second kite', 'A third kite'].entries()) {
    await expect(async () => {
      await send(page, prompt);
      await expect(page.locator('.gallery-tile')).toHaveCount(index + 1, { timeout: 2_000 });
    }).toPass();
  }
  provider.state.mood = 402;
  const held = page.locator('.gallery-tile').filter({ hasText: 'On hold' });
  await expect(held).toHaveCount(2, { timeout: 60_000 });
  const { creates } = provider.state;
  await expect(held.first().getByText(/no credit left\. Nothing is sent to this provider/)).toBeVisible();
  await expectNoViolation(page);

  // Nothing more goes out, and the composer says where to see to it.
  const composer = page.getByRole('region', { name: 'Make a video' });
  await expect(async () => {
    await send(page, 'One more kite');
    await expect(composer.getByRole('link', { name: 'Open the providers page' })).toBeVisible({
      timeout: 3_000,
    });
  }).toPass();
  await expect(composer.getByText('Nothing was charged.')).toBeVisible();
  await expectNoViolation(page);

  await held
    .first()
    .getByRole('link', { name: /, On hold/ })
    .click();
  const room = page.getByRole('dialog');
  await expect(room.getByText(/“?Your balance is 0\.00\./).first()).toBeVisible();
  await expect(room.getByRole('button', { name: 'Resume sending' })).toBeVisible();
  await expectNoViolation(page);
  await room.getByRole('link', { name: 'Open the providers page' }).click();
  await expect(page.getByText(/Nothing is sent to it since/)).toBeVisible();
  await expect(page.getByText('“Your balance is 0.00.”')).toBeVisible();
  await expectNoViolation(page);
  expect(provider.state.creates).toBe(creates);

  // Resumed too soon: refused once more, and the rest is held off again.
  await page.getByRole('button', { name: 'Resume sending' }).click();
  await expect.poll(() => provider.state.creates, { timeout: 30_000 }).toBe(creates + 1);
  await page.getByRole('link', { name: 'Back to the studio' }).click();
  await expect(held).toHaveCount(1, { timeout: 30_000 });

  provider.state.mood = 'accept';
  await held.getByRole('button', { name: 'Resume sending' }).click();
  await expect(page.locator('.gallery-tile').filter({ hasText: 'Running' })).toHaveCount(1, {
    timeout: 30_000,
  });
  await expect(held).toHaveCount(0);
  expect(provider.state.creates).toBe(creates + 2);
  await studio.stop('SIGKILL');
  provider.close();
});
