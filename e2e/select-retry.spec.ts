import { action, bar, box, expect, five, selected, test, tile } from './select-studio';
import { states, writeJobs } from './write-jobs';

test('many that failed are sent again: closing stops it, and nothing is offered or sent a second time', async ({
  page,
  quick,
  request,
}) => {
  const jobs = writeJobs(quick);
  const failed = { ...states.failed, error_code: 'provider_error', error_message: 'It broke.' };
  for (const prompt of [...five, 'Six'])
    jobs.add({ ...failed, provider_id: 'pictures', model: 'guided' }, prompt, {});
  jobs.close();
  const asked: { address: string; key: string | undefined }[] = [];
  const held = Promise.withResolvers<void>();
  let losesNext = false;
  await page.route('**/api/videos/*/retry', async (route) => {
    asked.push({ address: route.request().url(), key: route.request().headers()['idempotency-key'] });
    const isLost = losesNext;
    losesNext = false;
    await held.promise;
    if (!isLost) return route.continue();
    // The studio makes it, and the page never hears of that.
    await route.fetch();
    await route.abort();
  });
  const countVideos = async () =>
    (await (await request.get(`${quick.url}/v1/videos?limit=100`)).json()).data.length;
  const dialog = page.getByRole('dialog', { name: 'Try again' });
  const button = (name: string) => dialog.getByRole('button', { name });

  await page.goto(quick.url);
  await tile(page, 'One').hover();
  await expect(box(page, 'One')).toBeVisible();
  await page.keyboard.press('Control+a');
  await action(page, 'Try 6 again').click();
  await button('Send 6 again').click();
  await expect.poll(() => asked.length).toBe(4);
  await button('Cancel').click();
  await expect(dialog).toBeHidden();
  held.resolve();
  // Those that were on their way are made, and chosen no more; the others stay unsent.
  await selected(page, 2);
  await expect.poll(countVideos).toBe(10);
  expect(asked).toHaveLength(4);

  losesNext = true;
  await action(page, 'Try 2 again').click();
  await button('Send 2 again').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'One was not sent' })).toBeVisible();
  await expect(button('Send it again')).toBeEnabled();
  await selected(page, 1);
  // Closed and opened again, it still means the one whose answer was lost.
  await button('Cancel').click();
  await action(page, 'Try 1 again').click();
  await button('Send it again').click();
  await expect(dialog).toBeHidden();
  await expect(bar(page)).toBeHidden();
  expect(asked).toHaveLength(7);
  expect(new Set(asked.map(({ address }) => address)).size).toBe(6);
  expect(new Set(asked.map(({ key }) => key)).size).toBe(6);
  expect(await countVideos()).toBe(12);
});
