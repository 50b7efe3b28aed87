import { expectNoViolation } from './expect-no-violation';
import { expect, test } from './studio';

for (const colorScheme of ['dark', 'light'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 360, height: 740 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} px wide`, () => {
      test.use({ colorScheme, viewport });

      test('no page has a violation, nor scrolls sideways', async ({ page, freshStudio, request }) => {
        // It looks at all pages, each of them from end to end.
        test.slow();
        await page.goto(freshStudio.url);
        await expect(page.getByText('Nothing here yet.')).toBeVisible();
        await expectNoViolation(page);
        await page.getByRole('button', { name: /^More settings/ }).click();
        await expect(
          page.getByRole('region', { name: 'More settings' }).getByLabel('Seed', { exact: true }),
        ).toBeVisible();
        await expectNoViolation(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);

        await page.goto(`${freshStudio.url}/providers`);
        await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
        await page.getByLabel('Preset').selectOption({ label: 'OpenAI format' });
        await page.getByText('Dialect (advanced)').click();
        await expectNoViolation(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);

        await page.goto(freshStudio.url);
        const prompts = [
          'Blocked [demo:moderation]',
          'Broken [demo:fail]',
          'Ready at last',
          'Slowly [demo:slow]',
        ];
        const ids: string[] = [];
        for (const prompt of prompts) {
          const body = { prompt, seconds: '2', size: '854x480' };
          ids.push(
            (await (await request.post(`${freshStudio.url}/v1/videos`, { multipart: body })).json()).id,
          );
        }
        await page.reload();
        await expect(page.getByRole('link', { name: /Ready at last, Ready/ })).toBeVisible({
          timeout: 90_000,
        });
        await expect(page.getByText('The provider failed to make the video.')).toBeVisible();
        await expectNoViolation(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);

        for (const id of ids) {
          await page.goto(`${freshStudio.url}/videos/${id}`);
          await expect(page.getByRole('dialog').getByRole('tabpanel', { name: 'Details' })).toBeVisible();
          await expectNoViolation(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
        }

        for (const id of ids) await request.delete(`${freshStudio.url}/v1/videos/${id}`);
        await page.goto(`${freshStudio.url}/trash`);
        await page.getByRole('button', { name: 'Delete for good' }).first().click();
        await expectNoViolation(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      });
    });
  }
}
