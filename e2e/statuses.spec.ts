import { expectNoViolation } from './expect-no-violation';
import { asked, chip } from './found-videos';
import { expect, test } from './studio';
import { states, writeJobs } from './write-jobs';

test('each way to end is a choice of its own, counted once, and what is unsure is not queued', async ({
  page,
  freshStudio,
}) => {
  const jobs = writeJobs(freshStudio);
  const ended = (code: string) => ({ ...states.failed, error_code: code, completed_at: Date.now() });
  jobs.add(ended('provider_error'), 'A broken one');
  jobs.add(ended('moderation_blocked'), 'A blocked one');
  jobs.add(ended('video_expired'), 'An expired one');
  jobs.add(ended('cancelled'), 'A cancelled one');
  jobs.add({ ...states.queued, step: 'unsure', submitted_at: Date.now() }, 'An unsure one');
  jobs.add(states.queued, 'A queued one');
  jobs.close();
  const expectShown = async (...wanted: string[]) => {
    await expect(page.locator('a[data-video]')).toHaveCount(wanted.length);
    for (const word of wanted) await expect(page.getByRole('link', { name: ` ${word} one` })).toBeVisible();
  };
  await page.goto(freshStudio.url);
  await expectShown('broken', 'blocked', 'expired', 'cancelled', 'unsure', 'queued');
  await chip(page, 'Status').click();
  const option = (name: string) => page.getByRole('option', { name: new RegExp(`^${name}\\s*1$`) });
  for (const [name, word] of [
    ['Queued', 'queued'],
    ['Not sure', 'unsure'],
    ['Failed', 'broken'],
    ['Blocked', 'blocked'],
    ['Expired', 'expired'],
    ['Cancelled', 'cancelled'],
  ] as const) {
    await option(name).click();
    await expectShown(word);
    await option(name).click();
  }
  await expectNoViolation(page);
  // OpenAI's word stands for all of them, each of which can be taken off again.
  await page.goto(`${freshStudio.url}/?status=failed`);
  await expectShown('broken', 'blocked', 'expired', 'cancelled');
  await chip(page, 'Status: Failed, Blocked, Expired, Cancelled').click();
  await option('Cancelled').click();
  await expectShown('broken', 'blocked', 'expired');
  expect(asked(page)).toBe('status=errored,blocked,expired');
});
