import { expectNoViolation } from './expect-no-violation';
import { expect, test } from './studio';

for (const colorScheme of ['dark', 'light'] as const) {
  for (const width of [1_440, 360]) {
    test.describe(`${colorScheme}, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test('the API can be read, without a violation and without scrolling sideways', async ({
        page,
        studio,
      }) => {
        await page.goto(`${studio.url}/settings`);
        await page.getByRole('link', { name: 'the API' }).click();
        await expect(page.getByRole('heading', { name: 'API', level: 1 })).toBeVisible();
        await page.getByRole('link', { name: /^POST .v1.+videos$/ }).click();
        await expect(page).toHaveURL(/#createVideo$/);
        const create = page.getByRole('article', { name: 'Make a video' });
        await expect(create).toBeInViewport();
        await expect(create.getByText('idempotency_key_reused')).toBeVisible();
        await expectNoViolation(page, ['header', 'nav', '#createVideo', '#listVideos', '#schema-Health']);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      });
    });
  }
}

test('every operation of the document is on the page, and so is what it answers', async ({
  page,
  studio,
  request,
}) => {
  const document = await (await request.get(`${studio.url}/openapi.json`)).json();
  await page.goto(`${studio.url}/docs`);
  const methods: Record<string, Record<string, { operationId: string }>> = document.paths;
  for (const path of Object.values(methods)) {
    for (const [method, { operationId }] of Object.entries(path)) {
      await expect(page.locator(`#${operationId}`)).toHaveCount(method === 'head' ? 0 : 1);
    }
  }
  const targets = await page
    .locator('a[href^="#"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(1) ?? ''));
  expect(targets.length).toBeGreaterThan(60);
  for (const id of new Set(targets)) await expect(page.locator(`[id="${id}"]`)).toHaveCount(1);
});

test('an example is copied as it stands', async ({ page, freshStudio, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${freshStudio.url}/docs#listVideos`);
  const list = page.getByRole('article', { name: 'List videos' });
  await list.getByRole('button', { name: 'Copy the example' }).first().click();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toMatch(/^curl http:\/\/127\.0\.0\.1:3000\/v1\/videos /);
});

test('the page is read in Chinese too', async ({ page, studio }) => {
  await page.goto(`${studio.url}/docs`);
  await page.getByRole('button', { name: '切换到中文' }).click();
  await expect(page.getByRole('heading', { name: '对象' })).toBeVisible();
});

test('the document has a name by which it is fetched once', async ({ studio, request }) => {
  const first = await request.get(`${studio.url}/openapi.json`);
  expect(first.headers()['content-type']).toContain('application/json');
  const { etag = '' } = first.headers();
  const second = await request.get(`${studio.url}/openapi.json`, { headers: { 'if-none-match': etag } });
  expect([second.status(), (await second.body()).length]).toEqual([304, 0]);
});
