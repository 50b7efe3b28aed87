import type { Page } from '@playwright/test';
import { expectNoViolation } from './expect-no-violation';
import { action, ask, bar, box, expect, five, read, selected, test, tile } from './select-studio';

test('the menu of a tile: by mouse, by key, of one and of all that are chosen', async ({
  page,
  quick,
  request,
}) => {
  const [one = ''] = await ask(request, quick, ['One', 'Two', 'Three']);
  await page.goto(quick.url);
  const menu = page.getByRole('menu');
  await tile(page, 'One').click({ button: 'right' });
  await expect(menu).toBeVisible();
  await expect(menu.getByRole('menuitem').first()).toHaveText('Open');
  await expectNoViolation(page, ['[role=menu]']);
  await menu.getByRole('menuitem', { name: 'Star' }).click();
  await expect(menu).toBeHidden();
  await expect.poll(async () => (await read(request, quick, one)).firstframe.starred).toBe(true);

  // By keys: opened, found by typing, closed, and the focus is where it was.
  await tile(page, 'One').focus();
  await page.keyboard.press('Shift+F10');
  await expect(menu).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(menu.getByRole('menuitem', { name: 'Open in a new tab' })).toBeFocused();
  await page.keyboard.type('rem');
  await expect(menu.getByRole('menuitem', { name: 'Remove the star' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(tile(page, 'One')).toBeFocused();
  await page.keyboard.press('s');
  await expect.poll(async () => (await read(request, quick, one)).firstframe.starred).toBe(false);

  // The room has the same menu, and keeps its own keys meanwhile.
  await page.keyboard.press('Enter');
  const room = page.getByRole('dialog');
  await room.getByRole('button', { name: 'More' }).click();
  await expect(menu.getByRole('menuitem').first()).toHaveText('Open in a new tab');
  await page.keyboard.type('sta');
  await expect(menu.getByRole('menuitem', { name: 'Star' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(room).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(room).toBeHidden();
  expect((await read(request, quick, one)).firstframe.starred).toBe(false);

  // On one that is chosen it is of all that are, on another of that one alone.
  for (const name of ['Two', 'Three']) await tile(page, name).click({ modifiers: ['ControlOrMeta'] });
  await tile(page, 'Two').click({ button: 'right' });
  await expect(menu.getByText('2 selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await selected(page, 2);
  // The next one is the selection's.
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
  for (const name of ['Two', 'Three']) await tile(page, name).click({ modifiers: ['ControlOrMeta'] });
  await tile(page, 'One').hover();
  await page.getByRole('button', { name: 'More for: One' }).click();
  await menu.getByRole('menuitem', { name: 'Move to the trash' }).click();
  await expect(page.locator('[data-video]')).toHaveCount(2);
  await selected(page, 2);
  await page.keyboard.press('Escape');
});

/** The names of what stands in the bar, and of those which are not seen whole with the ring about them. */
function readBar(page: Page): Promise<{ names: string[]; cut: string[] }> {
  const ringPx = 4;
  return bar(page).evaluate((section, ring) => {
    const isCut = (button: Element) => {
      const { left, right } = button.getBoundingClientRect();
      if (left < ring || right > window.innerWidth - ring) return true;
      for (let box = button.parentElement; box && box !== section; box = box.parentElement)
        if (getComputedStyle(box).overflowX !== 'visible') return true;
      return false;
    };
    const nameOf = (button: Element) => button.getAttribute('aria-label') ?? '';
    const buttons = [...section.querySelectorAll('button')];
    return { names: buttons.map(nameOf), cut: buttons.filter(isCut).map(nameOf) };
  }, ringPx);
}

test('whatever the width, the bar has everything in reach, and the trash in sight', async ({
  page,
  quick,
  request,
}) => {
  await ask(request, quick, five);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(quick.url);
  await tile(page, 'One').hover();
  await expect(box(page, 'One')).toBeVisible();
  await page.keyboard.press('Control+a');
  await selected(page, 5);
  await expect(action(page, 'Stitch together…')).toBeVisible();
  const { names: all, cut } = await readBar(page);
  expect(cut).toEqual([]);
  expect(all.at(-1)).toBe('Move to the trash');

  const menu = page.getByRole('menu');
  const more = action(page, 'More');
  for (const width of [900, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(more).toBeVisible();
    await expect.poll(async () => (await readBar(page)).cut).toEqual([]);
    const { names: shown } = await readBar(page);
    expect(shown.slice(-2)).toEqual(['Move to the trash', 'More']);
    // By keys: it stands after the trash, and gives the focus back.
    await action(page, 'Move to the trash').focus();
    await page.keyboard.press('Tab');
    await expect(more).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(menu).toBeVisible();
    const rest = await menu
      .getByRole('menuitem')
      .evaluateAll((items) => items.map((item) => item.querySelector('span')?.firstChild?.textContent ?? ''));
    expect([...shown.slice(0, -2), ...rest, 'Move to the trash']).toEqual(all);
    if (width === 390) await expectNoViolation(page, ['[role=menu]']);
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await expect(more).toBeFocused();
  }

  await page.keyboard.press('Enter');
  await expect(menu).toBeVisible();
  await page.keyboard.type('Move');
  await page.keyboard.press('Enter');
  const move = page.getByRole('dialog', { name: 'Move 5 videos to a project' });
  await expect(move.getByRole('radio', { name: 'No project' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(move).toBeHidden();
  await expect(more).toBeFocused();
});
