import { expectNoViolation } from './expect-no-violation';
import { rawRequest } from './raw-request';
import { expect, type Studio, startStudio, test } from './studio';

const accessToken = 'canary-access-token-of-tests';

let studio: Studio;
test.beforeEach(async () => {
  studio = await startStudio({ FIRSTFRAME_TOKEN: accessToken });
});
test.afterEach(() => studio.stop('SIGKILL'));

test('a person signs in, is led on to where they wanted, and out again', async ({ page, context }) => {
  await page.goto(`${studio.url}/providers`);
  await expect(page).toHaveURL(/\/login\?next=%2Fproviders$/);
  const field = page.getByRole('textbox', { name: 'Access token' });
  await expect(field).toBeFocused();
  await expectNoViolation(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Enter the token first.')).toBeVisible();
  await field.fill('not-the-token-at-all');
  await field.press('Enter');
  await expect(page.getByText('That is not the token of this studio.')).toBeVisible();
  await field.fill(accessToken);
  await field.press('Enter');
  await expect(page).toHaveURL(`${studio.url}/providers`);
  await expect(page.getByRole('heading', { name: 'Built-in demo' })).toBeVisible();
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  expect(await page.evaluate(() => document.cookie)).not.toContain('session');

  await page.goto(`${studio.url}/settings`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login$/);
  await page.goto(studio.url);
  await expect(page).toHaveURL(/\/login$/);
});

test('a session that ends under an open page leads to the login page, and what was typed is kept', async ({
  page,
  context,
}) => {
  await page.goto(studio.url);
  await page.getByRole('textbox', { name: 'Access token' }).fill(accessToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const prompt = page.getByRole('textbox', { name: 'Prompt' });
  await prompt.fill('A kite over the dunes');
  await context.clearCookies();
  // Whatever the page asks next is refused: this, or what it asks by itself just before.
  const press = () => document.querySelector<HTMLElement>('[aria-describedby="send-state"]')?.click();
  await page.evaluate(press).catch(() => {});
  await expect(page).toHaveURL(/\/login\?next=%2F$/);
  await page.getByRole('textbox', { name: 'Access token' }).fill(accessToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(prompt).toHaveValue('A kite over the dunes');
  expect(JSON.parse((await rawRequest(studio.url, '/v1/videos', owner)).body).data).toEqual([]);
});

const owner = { headers: { authorization: `Bearer ${accessToken}` } };

test('a token for a program is made, shown once, works as far as it may, and is revoked', async ({
  page,
}) => {
  await page.goto(`${studio.url}/settings`);
  await page.getByRole('textbox', { name: 'Access token' }).fill(accessToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Nightly export');
  await page.getByRole('radio', { name: /^Look/ }).check();
  await expectNoViolation(page);
  await page.getByRole('button', { name: 'Make it' }).click();
  const secret = (await page.getByText(/^ff_[\w-]{43}$/).textContent()) ?? '';
  await expectNoViolation(page);
  const headers = { authorization: `Bearer ${secret}` };
  expect((await rawRequest(studio.url, '/v1/videos', { headers })).status).toBe(200);
  const refused = await rawRequest(studio.url, '/v1/videos/none', { method: 'DELETE', headers });
  expect(refused.status).toBe(403);
  expect(JSON.parse(refused.body).error.message).toBe(
    'This needs the scope "create", and the token has "read".',
  );

  await page.getByRole('button', { name: 'I have it' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Nightly export' })).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('button', { name: 'Revoke' }).last().click();
  await expect(page.getByRole('heading', { name: 'Nightly export' })).toHaveCount(0);
  expect((await rawRequest(studio.url, '/v1/videos', { headers })).status).toBe(401);
});
