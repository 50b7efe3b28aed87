import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Every rule that axe knows for WCAG 2.2 A and AA, and its best practices.
 * @param parts selectors, where a page is long and all alike; else all of it is looked at
 */
export async function expectNoViolation(page: Page, parts: readonly string[] = []): Promise<void> {
  const axe = parts.reduce((builder, part) => builder.include(part), new AxeBuilder({ page }));
  // Half way from one colour to the next is no colour that anybody reads.
  await page.evaluate(() => {
    const changing = document.getAnimations().filter((each) => each instanceof CSSTransition);
    return Promise.allSettled(changing.map(({ finished }) => finished)).then(() => {});
  });
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}
