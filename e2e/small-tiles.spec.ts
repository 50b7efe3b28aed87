import { expectNoViolation } from './expect-no-violation';
import { expect, test } from './studio';
import { states, writeJobs } from './write-jobs';

test('what a tile has no room to offer is in its menu, by its button and by the right one of a mouse', async ({
  page,
  freshStudio,
}) => {
  const jobs = writeJobs(freshStudio);
  const tall = { size: '720x1280', seconds: 4 };
  const sent = { submitted_at: Date.now() - 90_000, completed_at: Date.now(), upstream_id: 'up_1' };
  const failed = jobs.add({ ...states.failed, ...sent, error_code: 'provider_error' }, 'A broken one', tall);
  const unsure = jobs.add(
    { ...states.queued, step: 'unsure', submitted_at: Date.now() },
    'An unsure one',
    tall,
  );
  const queued = jobs.add({ ...states.queued, created_at: Date.now() - 20_000 }, 'A queued one', tall);
  jobs.close();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.addInitScript(() =>
    localStorage.setItem('firstframe.view', JSON.stringify({ isList: false, size: 0 })),
  );
  await page.goto(freshStudio.url);
  const tileOf = (id: string) =>
    page.locator('.gallery-tile').filter({ has: page.locator(`[data-video="${id}"]`) });
  const menu = page.getByRole('menu', { name: 'What can be done' });

  await tileOf(failed).hover();
  // Its checkbox and its menu lie beside each other or one below the other, and neither on the other.
  const check = await tileOf(failed).locator('[data-check] input').boundingBox();
  const more = await tileOf(failed).getByRole('button', { name: 'More for: A broken one' }).boundingBox();
  if (!check || !more) throw new Error('there are no tools');
  expect(more.x >= check.x + check.width || more.y >= check.y + check.height).toBe(true);
  await expectNoViolation(page);
  await tileOf(failed).getByRole('button', { name: 'More for: A broken one' }).click();
  await expect(menu.getByRole('menuitem', { name: 'Try again' })).toBeVisible();
  await expect(menu.getByRole('menuitem', { name: 'Ask the provider again' })).toBeVisible();
  await page.keyboard.press('Escape');

  await tileOf(queued).click({ button: 'right' });
  await menu.getByRole('menuitem', { name: 'Cancel' }).click();
  await expect(tileOf(queued)).toContainText('Cancelled');

  await tileOf(unsure).click({ button: 'right' });
  await menu.getByRole('menuitem', { name: 'Look upstream' }).click();
  const room = page.getByRole('dialog', { name: /^Review/ });
  await expect(room.getByRole('button', { name: 'Look upstream' })).toHaveAttribute('aria-expanded', 'true');
});
