import type { BrowserContext, Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { expect, test } from './studio';
import { savedFile, states, writeJobs } from './write-jobs';

const finished = { ...states.completed, saved: savedFile('1280x720') };
const broken = { ...states.failed, error_code: 'provider_error', error_message: 'It broke.' };
const endedNow = () => ({ completed_at: Date.now(), updated_at: Date.now() });

type Shown = { title: string; body: string };
type Stubbed = Window & { shown: Shown[]; press: () => void; asked: number; isAway: boolean };

/** A browser whose notifications are kept instead of shown, and whose tabs can be hidden. */
async function stub(context: BrowserContext, permission: NotificationPermission): Promise<void> {
  await context.addInitScript((begin) => {
    const page = window as unknown as Stubbed;
    page.shown = [];
    page.asked = 0;
    page.isAway = false;
    class Kept extends EventTarget {
      static permission = begin;
      static async requestPermission() {
        page.asked += 1;
        Kept.permission = 'granted';
        return Kept.permission;
      }
      onclick: (() => void) | null = null;
      constructor(title: string, { body = '' }: NotificationOptions = {}) {
        super();
        page.shown.push({ title, body });
        page.press = () => this.onclick?.();
      }
      close() {}
    }
    Object.assign(window, { Notification: Kept });
    Object.defineProperty(document, 'visibilityState', { get: () => (page.isAway ? 'hidden' : 'visible') });
  }, permission);
}

/** Turns to another tab, or back. */
async function turn(page: Page, isAway: boolean): Promise<void> {
  await page.evaluate((to) => {
    (window as unknown as Stubbed).isAway = to;
    document.dispatchEvent(new Event('visibilitychange'));
  }, isAway);
}

const shownBy = (page: Page) => page.evaluate(() => (window as unknown as Stubbed).shown);
const iconOf = (page: Page) => page.locator('link[rel~="icon"]').getAttribute('href');

test('what ended while nobody was here is summed up in a line, and marked until it is opened', async ({
  context,
  freshStudio,
}) => {
  const jobs = writeJobs(freshStudio);
  const before = Date.now() - 60_000;
  jobs.add({ ...finished, created_at: before, completed_at: before }, 'Seen before');
  const first = await context.newPage();
  await first.goto(freshStudio.url);
  await expect(first.getByRole('link', { name: 'Open: Seen before, Ready' })).toBeVisible();
  await expect(first.getByRole('complementary', { name: 'While you were away' })).toHaveCount(0);
  await expect.poll(() => first.evaluate(() => localStorage.getItem('firstframe.visit'))).not.toBeNull();
  await first.close();

  const second = jobs.add({ ...finished, ...endedNow() }, 'Ended meanwhile');
  jobs.add({ ...finished, ...endedNow() }, 'Ended too');
  jobs.add({ ...broken, ...endedNow() }, 'Broke meanwhile');
  const page = await context.newPage();
  await page.clock.install({ time: Date.now() + 120_000 });
  await page.goto(freshStudio.url);
  const summary = page.getByRole('complementary', { name: 'While you were away' });
  await expect(summary).toContainText(/2 finished, 1 failed since \d/);
  await expect(page.getByRole('link', { name: 'Open: Ended meanwhile, Ready, new' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Broke meanwhile, Failed, new/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open: Seen before, Ready' })).toBeVisible();
  await expectNoViolation(page);

  // It lies over the gallery, so that its coming and going moves nothing.
  const boxes = () =>
    page
      .locator('.gallery-tile')
      .evaluateAll((tiles) => tiles.map((tile) => tile.getBoundingClientRect().top));
  const shown = await boxes();
  await summary.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('link', { name: /Broke meanwhile/ })).toBeFocused();
  await summary.getByRole('button', { name: 'Dismiss' }).click();
  await expect(summary).toHaveCount(0);
  expect(await boxes()).toEqual(shown);

  await page.reload();
  await expect(page.getByRole('link', { name: 'Open: Ended meanwhile, Ready, new' })).toBeVisible();
  await expect(summary).toHaveCount(0);
  await page.goto(`${freshStudio.url}/videos/${second}`);
  await page.getByRole('dialog').getByText('Ended meanwhile').first().waitFor();
  await page.goto(freshStudio.url);
  await expect(page.getByRole('link', { name: 'Open: Ended meanwhile, Ready', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open: Ended too, Ready, new' })).toBeVisible();
  await page.close();

  const last = await context.newPage();
  await last.clock.install({ time: Date.now() + 600_000 });
  await last.goto(freshStudio.url);
  await expect(last.getByRole('link', { name: 'Open: Ended too, Ready', exact: true })).toBeVisible();
  jobs.close();
});

test('the tab counts what ends while it is not seen, and forgets it when it is', async ({
  page,
  context,
  freshStudio,
}) => {
  await stub(context, 'default');
  const jobs = writeJobs(freshStudio);
  const one = jobs.add(states.running, 'One');
  const two = jobs.add(states.running, 'Two');
  await page.goto(freshStudio.url);
  await expect(page.getByText('2 running')).toBeVisible();
  const plain = await iconOf(page);
  jobs.change(one, { ...finished, completed_at: Date.now() });
  await expect(page.getByRole('link', { name: /One, Ready/ })).toBeVisible();
  expect(await page.title()).toBe('Firstframe');

  await turn(page, true);
  jobs.change(two, { ...broken, completed_at: Date.now() });
  await expect(page).toHaveTitle('(1) Firstframe', { timeout: 20_000 });
  expect(decodeURIComponent((await iconOf(page)) ?? '')).toContain('>1</text>');
  await turn(page, false);
  await expect(page).toHaveTitle('Firstframe');
  expect(await iconOf(page)).toBe(plain);
  expect([await shownBy(page), await page.evaluate(() => (window as unknown as Stubbed).asked)]).toEqual([
    [],
    0,
  ]);
  jobs.close();
});

test('one notification tells of all that end together, in one tab of several, and leads to the newest', async ({
  context,
  freshStudio,
}) => {
  await stub(context, 'default');
  const jobs = writeJobs(freshStudio);
  const ids = ['One', 'Two', 'Three'].map((prompt) => jobs.add(states.running, prompt));
  const page = await context.newPage();
  await page.goto(freshStudio.url);
  await expect(page.getByText('3 running')).toBeVisible();
  await page.getByRole('button', { name: 'Tell me when a video ends' }).click();
  await expectNoViolation(page);
  const notify = page.getByRole('checkbox', { name: /Show a notification/ });
  await expect(notify).not.toBeChecked();
  await notify.check();
  expect(await page.evaluate(() => (window as unknown as Stubbed).asked)).toBe(1);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  const other = await context.newPage();
  await other.goto(freshStudio.url);
  await expect(other.getByText('3 running')).toBeVisible();
  await turn(page, true);
  await turn(other, true);
  for (const id of ids.slice(0, 2)) jobs.change(id, { ...finished, completed_at: Date.now() });
  await expect.poll(() => shownBy(page), { timeout: 20_000 }).toHaveLength(1);
  expect((await shownBy(page))[0]).toMatchObject({ title: 'Firstframe: 2 videos ready' });
  await expect(other).toHaveTitle('(2) Firstframe', { timeout: 20_000 });

  // While one of the tabs is seen, nobody is told.
  await turn(other, false);
  jobs.change(ids[2] ?? '', { ...broken, completed_at: Date.now() });
  await expect(page).toHaveTitle('(3) Firstframe', { timeout: 20_000 });
  await expect(other.getByRole('link', { name: /Three, Failed/ })).toBeVisible();
  expect([(await shownBy(page)).length, (await shownBy(other)).length]).toEqual([1, 0]);

  await page.evaluate(() => (window as unknown as Stubbed).press());
  await expect(page).toHaveURL(`${freshStudio.url}/videos/${ids[1]}`);
  jobs.close();
});

test('where the browser refused, it says so and asks no more', async ({ page, context, freshStudio }) => {
  await stub(context, 'denied');
  await page.goto(`${freshStudio.url}/settings`);
  await expect(page.getByRole('checkbox', { name: /Show a notification/ })).toBeDisabled();
  await expect(page.getByText('does not allow this page to show any')).toBeVisible();
  const sound = page.getByRole('checkbox', { name: /Play a sound/ });
  await sound.check();
  await page.reload();
  await expect(sound).toBeChecked();
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('the same words are said', async ({ context, freshStudio }) => {
    const jobs = writeJobs(freshStudio);
    const first = await context.newPage();
    await first.goto(freshStudio.url);
    await expect.poll(() => first.evaluate(() => localStorage.getItem('firstframe.visit'))).not.toBeNull();
    await first.close();
    jobs.add({ ...finished, ...endedNow() }, '海边的日出');
    jobs.add({ ...broken, ...endedNow() }, '雨夜');
    const page = await context.newPage();
    await page.clock.install({ time: Date.now() + 120_000 });
    await page.goto(freshStudio.url);
    await expect(page.getByRole('complementary', { name: '你离开期间' })).toContainText(
      /之后：1 个完成，1 个失败/,
    );
    await expect(page.getByRole('link', { name: '打开：海边的日出，已完成，新' })).toBeVisible();
    await page.getByRole('button', { name: '视频结束时通知我' }).click();
    await expectNoViolation(page);
    jobs.close();
  });
});
