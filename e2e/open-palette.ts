import type { Page } from '@playwright/test';
import { expect } from './studio';

/** Opens the palette by its keys and waits until it takes what is typed: its code comes when it is first wanted. */
export async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox')).toBeFocused();
}
