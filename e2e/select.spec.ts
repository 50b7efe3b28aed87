import type { Locator } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { action, ask, bar, box, expect, five, selected, test, tile } from './select-studio';

async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await locator.boundingBox()) ?? {};
  return { x: x + width / 2, y: y + height / 2 };
}

test('videos are chosen by box, by press, by range, by key, and let go', async ({ page, quick, request }) => {
  await ask(request, quick, five);
  await page.goto(quick.url);
  const composer = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await tile(page, 'Two').hover();
  await box(page, 'Two').click();
  await selected(page, 1);
  await expect(composer).toBeHidden();
  // From now on a press chooses; and pressed again, lets go.
  await tile(page, 'Four').click();
  await selected(page, 2);
  await expect(box(page, 'Four')).toBeChecked();
  await tile(page, 'Two').click();
  await expect(box(page, 'Two')).not.toBeChecked();
  await expect(page).toHaveURL(`${quick.url}/`);

  // From Four, which was pressed before, the range goes from the newest end to it.
  await tile(page, 'Two').click();
  await tile(page, 'Five').click({ modifiers: ['Shift'] });
  await selected(page, 4);
  await expect(box(page, 'One')).not.toBeChecked();
  // Drawn to the other side, it takes back what it had covered.
  await tile(page, 'One').click({ modifiers: ['Shift'] });
  await selected(page, 3);
  await expect(box(page, 'Five')).not.toBeChecked();
  await expectNoViolation(page);

  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
  await expect(composer).toBeVisible();
  await page.keyboard.press('Control+a');
  await selected(page, 5);
  await page.keyboard.press('Escape');

  await tile(page, 'Three').focus();
  await page.keyboard.press('x');
  await selected(page, 1);
  await page.keyboard.press('x');
  await expect(bar(page)).toBeHidden();
  await tile(page, 'One').click({ modifiers: ['ControlOrMeta'] });
  await selected(page, 1);
  await bar(page).getByRole('button', { name: 'Clear the selection (Esc)' }).click();
  await tile(page, 'One').click();
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a band chooses what it covers, and lets go what it leaves', async ({ page, quick, request }) => {
  await ask(request, quick, ['One', 'Two', 'Three']);
  await page.goto(quick.url);
  const [three, two, one] = await Promise.all(
    ['Three', 'Two', 'One'].map((name) => middleOf(tile(page, name))),
  );
  if (!one || !two || !three) return;
  const ground = { x: three.x - 150, y: three.y + 160 };
  await page.mouse.move(ground.x, ground.y);
  await page.mouse.down();
  await page.mouse.move(two.x, two.y, { steps: 5 });
  await selected(page, 2);
  await page.mouse.move(one.x, one.y, { steps: 5 });
  await selected(page, 3);
  await page.mouse.move(three.x, three.y, { steps: 5 });
  await selected(page, 1);
  await page.mouse.up();
  await selected(page, 1);
  // With a key held it may begin on a tile, which is then not opened.
  await page.keyboard.down('Control');
  await page.mouse.move(two.x, two.y);
  await page.mouse.down();
  await page.mouse.move(one.x, one.y, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Control');
  await selected(page, 3);
  await expect(page).toHaveURL(`${quick.url}/`);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a finger that rests chooses, and the next taps too', async ({ page, quick, request }) => {
    await ask(request, quick, ['One', 'Two']);
    await page.goto(quick.url);
    await expect(tile(page, 'One')).toBeVisible();
    const { x, y } = await middleOf(tile(page, 'One'));
    const touch = await page.context().newCDPSession(page);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    await expect(box(page, 'One')).toBeChecked();
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(box(page, 'One')).toBeChecked();
    await tile(page, 'Two').tap();
    await expect(box(page, 'Two')).toBeChecked();
    await expect(page).toHaveURL(`${quick.url}/`);
    await expectNoViolation(page);
    const { width = 0, height = 0 } = (await action(page, 'Star').boundingBox()) ?? {};
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(40);
  });
});
