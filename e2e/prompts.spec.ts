import type { APIRequestContext, Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { photo } from './pictures';
import { expect, type Studio, test } from './studio';

const field = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Prompts and settings' });
const history = (page: Page) => page.getByRole('button', { name: 'Earlier and saved prompts' });

async function send(request: APIRequestContext, { url }: Studio, ...prompts: string[]) {
  for (const prompt of prompts) {
    const multipart = { prompt: `${prompt} [demo:slow]`, seconds: '2', size: '854x480' };
    expect((await request.post(`${url}/v1/videos`, { multipart })).ok()).toBe(true);
  }
}

async function openComposer(page: Page, { url }: Studio) {
  await page.goto(url);
  await expect(history(page)).toBeVisible();
}

test('history by the keyboard alone: opened, looked through, filled in, and taken back', async ({
  page,
  freshStudio,
  request,
}) => {
  await send(
    request,
    freshStudio,
    'A fox in the snow',
    'The tide comes in',
    'A fox in the snow',
    '雪中的狐狸',
  );
  await openComposer(page, freshStudio);
  await field(page).fill('being written');
  await history(page).focus();
  await page.keyboard.press('Enter');
  const search = dialog(page).getByRole('searchbox', { name: 'Search what was sent' });
  await expect(search).toBeFocused();
  const rows = dialog(page).getByRole('list', { name: 'History' }).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('2 videos');
  await expectNoViolation(page);

  await page.keyboard.type('SNOW fox');
  await expect(rows).toHaveCount(1);
  await expect(rows.locator('mark')).toHaveText(['fox', 'snow']);
  await expect(dialog(page).getByText('1 prompt found')).toHaveAttribute('aria-live', 'polite');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('nothing like it');
  await expect(dialog(page).getByText('Nothing holds “nothing like it”.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  await expect(rows).toHaveCount(3);

  // Down to the second row, up again to the first and to the search, and down to what is wanted.
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
  await expect(search).toBeFocused();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await expect(dialog(page)).toBeHidden();
  await expect(field(page)).toHaveValue('The tide comes in [demo:slow]');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(field(page)).toHaveValue('being written');

  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(field(page)).toHaveValue('The tide comes in [demo:slow]');
  await history(page).press('Enter');
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(history(page)).toBeFocused();
});

test('⌘ or Ctrl with the arrows leads through what was sent, and back to what was being written', async ({
  page,
  freshStudio,
  request,
}) => {
  await send(request, freshStudio, 'first', 'second');
  await openComposer(page, freshStudio);
  await field(page).fill('being written');
  await field(page).evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(5, 5));
  // In the middle of a text the keys are the browser's.
  await page.keyboard.press('Control+ArrowDown');
  await expect(field(page)).toHaveValue('being written');
  await field(page).evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(0, 0));
  for (const [key, text] of [
    ['ArrowUp', 'second [demo:slow]'],
    ['ArrowUp', 'first [demo:slow]'],
    ['ArrowUp', 'first [demo:slow]'],
    ['ArrowDown', 'second [demo:slow]'],
    ['ArrowDown', 'being written'],
  ] as const) {
    await page.keyboard.press(`Control+${key}`);
    await expect(field(page)).toHaveValue(text);
  }
});

test('undo goes over typing, an example, and what was reused, a word at a time', async ({
  page,
  freshStudio,
}) => {
  await openComposer(page, freshStudio);
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeHidden();
  await field(page).pressSequentially('red fox');
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  const redo = page.getByRole('button', { name: 'Redo', exact: true });
  await expect(undo).toBeVisible();
  await page.getByRole('button', { name: 'Use this prompt' }).first().click();
  const example = await field(page).inputValue();
  expect(example).not.toContain('fox');
  await undo.click();
  await expect(field(page)).toHaveValue('red fox');
  await expect(field(page)).toBeFocused();
  await undo.click();
  await expect(field(page)).toHaveValue('red ');
  expect(await field(page).evaluate((element: HTMLTextAreaElement) => element.selectionStart)).toBe(4);
  await redo.click();
  await field(page).press('Control+y');
  await expect(field(page)).toHaveValue(example);
  await expect(redo).toBeDisabled();
  await field(page).press('ControlOrMeta+z');
  await field(page).press('ControlOrMeta+z');
  await field(page).press('ControlOrMeta+z');
  await expect(field(page)).toHaveValue('');
  await expect(undo).toBeDisabled();
});

test('a template is kept, filled in slot by slot, and only the filled prompt is sent', async ({
  page,
  freshStudio,
  request,
}) => {
  await openComposer(page, freshStudio);
  await field(page).fill('A wide shot of {place} at {time of day}, {dawn|dusk} \\{as is}');
  const slots = page.getByRole('group', { name: 'Slots of the prompt' });
  await expect(slots.getByRole('combobox')).toHaveCount(2);
  await expectNoViolation(page);

  // Nothing goes out with a hole in it.
  await field(page).press('ControlOrMeta+Enter');
  const place = slots.getByLabel('place');
  await expect(place).toBeFocused();
  await expect(slots.getByRole('alert')).toHaveText('Fill in “place” first.');
  await expectNoViolation(page);
  await page.keyboard.type('a harbour');
  await field(page).press('ControlOrMeta+Enter');
  await expect(slots.getByLabel('time of day')).toBeFocused();
  await page.keyboard.type('noon');
  await expect(slots.getByText('A wide shot of a harbour at noon')).toBeVisible();
  expect((await (await request.get(`${freshStudio.url}/v1/videos`)).json()).data).toEqual([]);

  await history(page).click();
  await dialog(page).getByRole('tab', { name: 'Library' }).click();
  await dialog(page).getByRole('button', { name: 'Save this prompt' }).click();
  const name = dialog(page).getByLabel('Name');
  await expect(name).toBeFocused();
  await expectNoViolation(page);
  await name.fill('');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByText('Give it a name first.')).toBeVisible();
  await name.fill('Opening');
  await page.keyboard.press('Enter');
  const row = dialog(page).getByRole('list', { name: 'Saved prompts' }).getByRole('listitem');
  await expect(row).toContainText('Opening');
  await page.keyboard.press('Escape');

  // Words, values and all survive a reload that comes at once.
  await slots.getByLabel('time of day').fill('midnight');
  await page.reload();
  await expect(slots.getByLabel('time of day')).toHaveValue('midnight');
  await expect(field(page)).toHaveValue(/\{place\} at \{time of day\}/);
  await field(page).fill('A boat in {place}');
  await expect(slots.getByLabel('place')).toHaveValue('a harbour');
  await field(page).press('ControlOrMeta+Enter');
  await expect
    .poll(async () => (await (await request.get(`${freshStudio.url}/v1/videos`)).json()).data[0]?.prompt)
    .toBe('A boat in a harbour');
  await expect(field(page)).toHaveValue('A boat in {place}');

  await history(page).click();
  await dialog(page).getByRole('tab', { name: 'Library' }).press('Enter');
  await row.getByRole('button', { name: /^Opening/ }).click();
  await expect(field(page)).toHaveValue(/^A wide shot of \{place\}/);
  await field(page).press('ControlOrMeta+z');
  await expect(field(page)).toHaveValue('A boat in {place}');
});

test('a prompt in JSON has no slots, and is sent as it is', async ({ page, freshStudio, request }) => {
  await openComposer(page, freshStudio);
  const prompt = '{"scene": "{place}", "shots": [{"camera": "slow"}]}';
  await field(page).fill(prompt);
  await field(page).press('ControlOrMeta+Enter');
  await expect
    .poll(async () => (await (await request.get(`${freshStudio.url}/v1/videos`)).json()).data[0]?.prompt)
    .toBe(prompt);
  await expect(page.getByRole('group', { name: 'Slots of the prompt' })).toHaveCount(0);
});

test('the library: saved from the history, renamed, edited, deleted, and brought back', async ({
  page,
  freshStudio,
  request,
}) => {
  await send(request, freshStudio, 'A paper boat');
  await openComposer(page, freshStudio);
  await history(page).click();
  await dialog(page).getByRole('button', { name: 'Save to the library' }).click();
  await expect(page.getByText('Saved as “A paper boat [demo:slow]”.')).toBeVisible();
  await dialog(page).getByRole('tab', { name: 'History' }).press('ArrowRight');
  await expect(dialog(page).getByRole('tab', { name: 'Library' })).toBeFocused();
  const rows = dialog(page).getByRole('list', { name: 'Saved prompts' }).getByRole('listitem');
  await rows.getByRole('button', { name: /^Edit/ }).click();
  await dialog(page).getByLabel('Name').fill('Boat');
  await dialog(page).getByLabel('Prompt', { exact: true }).fill('A paper boat in the rain');
  await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(rows).toContainText(['BoatA paper boat in the rain']);
  await rows.getByRole('button', { name: 'Delete “Boat”' }).click();
  await expect(rows).toHaveCount(0);
  await expect(dialog(page).getByText('Prompts that you want to come back to')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await history(page).click();
  await dialog(page).getByRole('tab', { name: 'Library' }).click();
  await expect(rows).toContainText(['BoatA paper boat in the rain']);
});

test('presets: settings are saved, set with one press, and taken back', async ({ page, freshStudio }) => {
  await openComposer(page, freshStudio);
  await page.getByLabel('Size', { exact: true }).selectOption({ label: '16:9 · 854×480' });
  await page.getByRole('button', { name: /^More settings/ }).click();
  const panel = page.getByRole('region', { name: 'More settings' });
  await panel.getByLabel('Seed', { exact: true }).fill('7');
  await panel.getByRole('button', { name: 'Save these settings…' }).click();
  await dialog(page).getByRole('button', { name: 'Save these settings' }).click();
  await dialog(page).getByLabel('Name').fill('Drafts');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('button', { name: /^Drafts/ })).toContainText('854×480');
  await expectNoViolation(page);
  await page.keyboard.press('Escape');

  await page.getByLabel('Size', { exact: true }).selectOption({ label: '16:9 · 1280×720' });
  await panel.getByLabel('Seed', { exact: true }).fill('');
  await panel.getByRole('group', { name: 'Presets' }).getByRole('button', { name: 'Drafts' }).click();
  await expect(page.getByText('“Drafts” is set.')).toBeVisible();
  await expect(page.getByLabel('Size', { exact: true })).toHaveValue('854x480');
  await expect(panel.getByLabel('Seed', { exact: true })).toHaveValue('7');
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(page.getByLabel('Size', { exact: true })).toHaveValue('1280x720');
  await expect(panel.getByLabel('Seed', { exact: true })).toHaveValue('');
});

test('a preset that the model does not take as it is says what changed', async ({
  page,
  freshStudio,
  request,
}) => {
  const body = { provider: 'demo', model: 'firstframe-demo', size: '123x45', options: { style: 'film' } };
  await request.post(`${freshStudio.url}/api/saved`, { data: { kind: 'settings', name: 'Odd', body } });
  await openComposer(page, freshStudio);
  await page.getByRole('button', { name: /^More settings/ }).click();
  await page.getByRole('group', { name: 'Presets' }).getByRole('button', { name: 'Odd' }).click();
  await expect(page.getByText(/“Odd” is set\. .*Size 123×45 → .*without style/)).toBeVisible();
});

test('a prompt in the address fills the form with what it says, and sends nothing', async ({
  page,
  freshStudio,
  request,
}) => {
  await page.goto(`${freshStudio.url}/?prompt=A%20boat&size=854x480&seconds=2`);
  await expect(field(page)).toHaveValue('A boat');
  await expect(page.getByLabel('Size', { exact: true })).toHaveValue('854x480');
  await expect(page.getByLabel('Length', { exact: true })).toHaveValue('2');
  await page.waitForLoadState('networkidle');
  expect((await (await request.get(`${freshStudio.url}/v1/videos`)).json()).data).toEqual([]);
});

test('a hint is shown where it helps, until somebody has read it', async ({ page, freshStudio }) => {
  await openComposer(page, freshStudio);
  const hint = page.getByRole('complementary', { name: 'Hint' });
  await expect(hint).toHaveCount(0);
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add a first frame' }).click();
  await (await chosen).setFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo() });
  await expect(hint).toContainText('Describe what moves');
  await expectNoViolation(page);
  await hint.getByRole('button').click();
  await expect(hint).toHaveCount(0);
  await page.reload();
  await expect(history(page)).toBeVisible();
  await expect(hint).toHaveCount(0);
});

test('an input method writes words, and a word is one step to take back', async ({ page, freshStudio }) => {
  await openComposer(page, freshStudio);
  await field(page).focus();
  const session = await page.context().newCDPSession(page);
  for (const text of ['h', 'hu', 'hul', 'huli'])
    await session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  await session.send('Input.insertText', { text: '狐狸' });
  await expect(field(page)).toHaveValue('狐狸');
  await field(page).press('ControlOrMeta+z');
  await expect(field(page)).toHaveValue('');
  await field(page).press('ControlOrMeta+Shift+z');
  await expect(field(page)).toHaveValue('狐狸');
});

test.describe('on a phone, in Chinese', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'zh-CN' });

  test('history and library fit, work by touch, and have no violation', async ({
    page,
    freshStudio,
    request,
  }) => {
    await send(request, freshStudio, '雪中的狐狸', '潮水慢慢涨上来');
    await page.goto(freshStudio.url);
    await page.getByRole('button', { name: '历史与收藏的提示词' }).tap();
    const open = page.getByRole('dialog', { name: '提示词与设置' });
    await open.getByRole('searchbox').fill('狐狸');
    await expect(open.getByRole('listitem')).toHaveCount(1);
    await expectNoViolation(page);
    await open.getByRole('tab', { name: '收藏' }).tap();
    await expect(open.getByText('想再用的提示词')).toBeVisible();
    await expectNoViolation(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await open.getByRole('tab', { name: '历史' }).tap();
    await open.getByRole('button', { name: /雪中的狐狸/ }).tap();
    await expect(page.getByRole('textbox', { name: '提示词', exact: true })).toHaveValue(/^雪中的狐狸/);
    await page.getByRole('button', { name: '撤销', exact: true }).tap();
    await expect(page.getByRole('textbox', { name: '提示词', exact: true })).toHaveValue('');
  });
});

test.describe('on a small phone', () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

  test('a bar with much in it stays on the screen and leaves some of the page', async ({ page, studio }) => {
    await page.goto(studio.url);
    const slots = ['who', 'where', 'when', 'light', 'mood', 'lens'];
    const prompt = `${slots.map((slot) => `{${slot}}`).join(' ')} ${'and much more of it '.repeat(30)}`;
    await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
    await expect(page.getByRole('combobox', { name: 'lens' })).toBeAttached();
    await page.getByRole('button', { name: /^More settings/ }).click();
    const bar = page.getByRole('region', { name: 'Make a video' });
    const presets = bar.getByRole('button', { name: 'Save these settings…' });
    await expect(presets).toBeInViewport();
    await expect.poll(async () => (await bar.boundingBox())?.y).toBeGreaterThan(100);
    await expect(bar.getByRole('button', { name: 'Send', exact: true })).toBeInViewport();
    // What does not fit is scrolled to.
    await bar.getByRole('textbox', { name: 'Prompt' }).scrollIntoViewIfNeeded();
    await expect(bar.getByRole('textbox', { name: 'Prompt' })).toBeInViewport();
  });
});
