import type { Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { test as base, expect, type Studio, startStudio } from './studio';
import { startWaywardProvider } from './wayward-provider';

type Wayward = Awaited<ReturnType<typeof startWaywardProvider>>;

const test = base.extend<{ provider: Wayward; lost: Studio }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs off this pattern.
  provider: async ({}, use) => {
    const provider = await startWaywardProvider();
    await use(provider);
    provider.close();
  },
  lost: async ({ provider }, use) => {
    const studio = await startStudio({ OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: 'sk-of-nobody' });
    provider.state.mood = 'lose';
    await use(studio);
    await studio.stop('SIGKILL');
  },
});

/** Sends a prompt whose answer gets lost, and finds its tile. */
async function lose(page: Page, prompt: string) {
  await expect(page.getByRole('combobox', { name: 'Model' })).toHaveValue(/sora-2$/);
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
  // Two presses within half a second are one.
  await expect(async () => {
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByRole('link', { name: `Open: ${prompt}, Not sure` })).toBeVisible({
      timeout: 3_000,
    });
  }).toPass();
  return page.locator('.gallery-tile').filter({ hasText: prompt });
}

test('an unsure video is found on the provider’s list, or named by its id, and never sent again by itself', async ({
  page,
  provider,
  lost,
}) => {
  await page.goto(lost.url);
  // A second one like it: which of them it is, only a person can tell.
  provider.make('A lantern in the fog');
  const tile = await lose(page, 'A lantern in the fog');
  await expect(tile.getByText('It may have been charged, and is never sent again by itself.')).toBeVisible();
  await expectNoViolation(page);

  const room = page.getByRole('dialog');
  await tile.getByRole('button', { name: 'Look upstream' }).click();
  const list = room.getByRole('list', { name: 'Videos of' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list.getByText('Prompt, model and time fit')).toHaveCount(2);
  await expect(room.getByRole('button', { name: 'Look upstream' })).toBeFocused();
  await expect(room.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expectNoViolation(page);
  await list
    .getByRole('listitem')
    .filter({ hasText: 'up_2' })
    .getByRole('button', { name: 'This is it' })
    .click();
  await expect(list).toHaveCount(0);
  await expect(room.getByText('Running')).toBeVisible();
  await expect(room).toBeFocused();
  await expect(room.getByText('up_2', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: /A lantern in the fog, Running/ })).toBeFocused();

  const other = await lose(page, 'A kite over dunes');
  await other.getByRole('button', { name: 'Attach an id' }).click();
  const field = room.getByLabel('Id at the provider');
  await expect(field).toBeFocused();
  await field.press('Enter');
  await expect(room.getByText('Paste the id first.')).toBeVisible();
  await field.fill('up_77');
  await field.press('Enter');
  await expect(room.getByText(/knows no video with this id/)).toBeVisible();
  await field.fill('up_2');
  await field.press('Enter');
  await expect(room.getByText(/belongs to video_\w+ already/)).toBeVisible();
  await expectNoViolation(page);
  await field.fill(' up_3 ');
  await field.press('Enter');
  await expect(room.getByText('Running')).toBeVisible();
  expect(provider.state.creates).toBe(2);
});

test('an unsure video is sent again after a warning, or given up, and nobody says that it cost nothing', async ({
  page,
  provider,
  lost,
}) => {
  await page.goto(lost.url);
  const room = page.getByRole('dialog');
  const tile = await lose(page, 'A boat at dawn');
  await tile.getByRole('button', { name: 'Send again' }).click();
  await expect(room.getByText(/makes a second video and bills both/)).toBeVisible();
  await expect(room.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectNoViolation(page);
  await page.keyboard.press('Escape');
  const sendAgain = room.getByRole('button', { name: 'Send again' });
  await expect(sendAgain).toBeFocused();
  expect(provider.state.creates).toBe(1);

  // Refused this time, which says nothing of the time before.
  provider.state.mood = 400;
  await sendAgain.click();
  await room.getByRole('button', { name: 'Send, may bill twice' }).click();
  await expect(room.getByText('“No such size.”')).toBeVisible();
  expect(provider.state.creates).toBe(2);
  await expect(page.getByText(/never answered and may have been charged/).first()).toBeVisible();
  await expect(page.getByText('Nothing was charged.')).toHaveCount(0);
  await page.keyboard.press('Escape');

  provider.state.mood = 'lose';
  const other = await lose(page, 'A fox in snow');
  await other.getByRole('button', { name: 'Give up' }).click();
  await expect(room.getByText(/An id can still be attached later/)).toBeVisible();
  await room.getByRole('button', { name: 'Give up' }).last().click();
  await expect(room.getByText('Failed')).toBeVisible();
  await expect(room.getByText(/It may have been charged/).first()).toBeVisible();
  await expect(room.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expectNoViolation(page);
  await room.getByRole('button', { name: 'Send again' }).click();
  await expect(room.getByText(/This makes a new video/)).toBeVisible();
  await page.keyboard.press('Escape');
  await room.getByRole('button', { name: 'Attach an id' }).click();
  await room.getByLabel('Id at the provider').fill('up_2');
  await page.keyboard.press('Enter');
  await expect(room.getByText('Running')).toBeVisible();
  expect(provider.state.creates).toBe(3);
});

test('a video that was made elsewhere is adopted by its id', async ({ page, provider, lost }) => {
  provider.make('A whale seen from above');
  await page.goto(`${lost.url}/providers`);
  await page.getByRole('button', { name: 'Adopt a video' }).click();
  const field = page.getByLabel('Id at the provider');
  await expect(field).toBeFocused();
  await field.press('Escape');
  await expect(page.getByRole('button', { name: 'Adopt a video' })).toBeFocused();
  await page.keyboard.press('Enter');
  await field.fill('nobody');
  await page.getByRole('button', { name: 'Adopt it' }).click();
  await expect(page.getByText(/knows no video with this id/)).toBeVisible();
  await expectNoViolation(page);
  await field.fill('up_1');
  await page.getByRole('button', { name: 'Adopt it' }).click();
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByRole('dialog').getByText('A whale seen from above')).toBeVisible();
  expect(provider.state.creates).toBe(0);
});
