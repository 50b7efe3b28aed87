import { expectNoViolation } from './expect-no-violation';
import { expect, startStudio, test } from './studio';
import { startWaywardProvider } from './wayward-provider';

test('a deleted video says how long it stays, is restored, or deleted for good after a question', async ({
  page,
  request,
}) => {
  const provider = await startWaywardProvider();
  const studio = await startStudio({ OPENAI_BASE_URL: provider.baseUrl, OPENAI_API_KEY: 'sk-of-nobody' });
  try {
    provider.state.mood = 'lose';
    const make = async (prompt: string) => {
      const multipart = { prompt, model: 'sora-2' };
      return (await (await request.post(`${studio.url}/v1/videos`, { multipart })).json()).id as string;
    };
    const [boat, kite] = [await make('A boat at dawn'), await make('A kite over dunes')];
    await request.post(`${studio.url}/api/videos/${boat}/give-up`);

    await page.goto(`${studio.url}/videos/${boat}`);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.goto(`${studio.url}/videos/${kite}`);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.goto(studio.url);
    await expect(page.getByText('Nothing here yet.')).toBeVisible();
    await page.getByRole('link', { name: 'Trash' }).click();
    await expect(page).toHaveTitle('Trash · Firstframe');
    const row = (prompt: string) => page.getByRole('listitem').filter({ hasText: prompt });
    await expect(row('A boat at dawn').getByText('30 days left')).toBeVisible();
    await expect(row('A kite over dunes').getByText('stays until it has ended')).toBeVisible();
    await expectNoViolation(page);

    await row('A kite over dunes').getByRole('button', { name: 'Delete for good' }).click();
    await expect(page.getByText(/may be paid for/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(row('A kite over dunes').getByRole('button', { name: 'Delete for good' })).toBeFocused();
    await row('A kite over dunes').getByRole('button', { name: 'Restore' }).click();
    await expect(row('A kite over dunes')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: '1 video' })).toBeFocused();

    await row('A boat at dawn').getByRole('button', { name: 'Delete for good' }).click();
    await expectNoViolation(page);
    await row('A boat at dawn').getByRole('button', { name: 'Delete for good' }).last().click();
    await expect(page.getByText('Nothing is in the trash.')).toBeVisible();
    expect((await request.get(`${studio.url}/v1/videos/${boat}`)).status()).toBe(404);
    await page.getByRole('link', { name: 'Back to the studio' }).click();
    // Where this took its time, the studio has found it at the provider by itself.
    await expect(page.getByRole('link', { name: /A kite over dunes, (Not sure|Running)/ })).toBeVisible();
  } finally {
    await studio.stop('SIGKILL');
    provider.close();
  }
});
