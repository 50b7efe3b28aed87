import type { ServerResponse } from 'node:http';
import type { Page } from '@playwright/test';
import { openServer } from '@/lib/providers/contract/open-server';
import { expect, test } from './studio';

const firstKey = 'sk-canary-8d2f6b1c-4e7a';
const secondKey = 'sk-canary-53a90e77-c0de';

/** A server of OpenAI's own format at the network edge, which takes two keys and makes no video. */
async function startProvider() {
  const creates: string[] = [];
  const answer = (response: ServerResponse, body: unknown, status = 200) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const refuse = (response: ServerResponse, status: number, message: string) =>
    answer(response, { error: { message, type: 'invalid_request_error', param: null, code: null } }, status);
  const { origin, close } = await openServer(({ method, url = '', headers }, response) => {
    if (method === 'POST') creates.push(url);
    if (![firstKey, secondKey].some((key) => headers.authorization === `Bearer ${key}`))
      return refuse(response, 401, 'Incorrect API key provided.');
    if (url === '/v1/models')
      return answer(response, { object: 'list', data: [{ id: 'motion-2' }, { id: 'motion-2-pro' }] });
    if (/^\/v1\/videos(\?|$)/.test(url))
      return answer(response, { object: 'list', data: [], has_more: false });
    return refuse(response, 404, 'No such video.');
  });
  return { origin, creates, close };
}

/** Everything that the browser is sent, and the page as it is. */
function watch(page: Page) {
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    answers.push(
      response
        .text()
        .then((text) => JSON.stringify(response.headers()) + text)
        .catch(() => ''),
    );
  });
  return async () => [await page.content(), ...(await Promise.all(answers))].join('\n');
}

test('a provider is connected, tested, edited, and removed on its page, and its key is never shown', async ({
  page,
  freshStudio,
}) => {
  const provider = await startProvider();
  const everythingSeen = watch(page);
  await page.goto(freshStudio.url);
  await page.getByRole('link', { name: 'Connect a provider' }).click();
  await expect(page).toHaveTitle('Providers · Firstframe');

  // Tested before it is connected: first with a wrong key.
  await page.getByLabel('Preset').selectOption({ label: 'xAI' });
  await page.getByLabel('Name').fill('Relay');
  await page.getByLabel('Base URL').fill(provider.origin);
  await page.getByLabel('API key').fill('sk-wrong');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  const report = page.getByRole('region', { name: 'Test result' });
  await expect(report.getByText('Key refused')).toBeVisible();
  await expect(page.getByText('The provider refused this key.')).toBeVisible();
  await page.getByLabel('API key').fill(firstKey);
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(report.getByText('Key accepted')).toBeVisible();
  await expect(report.getByText('2: motion-2, motion-2-pro.')).toBeVisible();
  await report.getByRole('button', { name: 'Use OpenAI format' }).click();
  await expect(report.getByText('Preset fits')).toBeVisible();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();

  const card = page.getByRole('listitem', { name: 'Relay' });
  await expect(card.getByText(`Key ••••${firstKey.slice(-4)}`)).toBeVisible();
  await expect(card.getByText('2 models')).toBeVisible();
  await page.getByRole('link', { name: 'Back to the studio' }).click();
  await expect(page.getByRole('combobox', { name: 'Model' }).locator('option')).toContainText([
    'motion-2',
    'motion-2-pro',
  ]);

  // The dialect: a fault is found at its line, and mended.
  await page.getByRole('link', { name: 'Providers' }).click();
  await card.getByRole('button', { name: 'Edit' }).click();
  await card.getByText('Dialect (advanced)').click();
  const dialect = card.getByLabel('Dialect as JSON');
  const original = await dialect.inputValue();
  const line = original.split('\n').findIndex((words) => words.includes('"encoding"')) + 1;
  await dialect.fill(original.replace('"multipart"', '"telegraph"'));
  const issue = card.getByRole('button', { name: new RegExp(`Line ${line} create.encoding`) });
  await expect(issue).toBeVisible();
  await expect(card.getByRole('button', { name: 'Save' })).toBeDisabled();
  await issue.click();
  await expect(dialect).toBeFocused();
  const selected = await dialect.evaluate(({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) =>
    value.slice(selectionStart, selectionEnd),
  );
  expect(selected).toContain('"telegraph"');
  await dialect.fill(original.replace('"intervalMs": 4000', '"intervalMs": 5000'));
  await expect(card.getByText('The dialect is valid.')).toBeVisible();
  // A step elsewhere and back loses nothing.
  await page.goBack();
  await page.goForward();
  await expect(card.getByText('edited', { exact: true })).toBeVisible();
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByText('OpenAI format, edited')).toBeVisible();

  // Reset, and another key.
  await card.getByRole('button', { name: 'Edit' }).click();
  await card.getByText('Dialect (advanced)').click();
  await card.getByRole('button', { name: 'Reset to OpenAI format' }).click();
  await card.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(dialect).toHaveValue(original);
  await card.getByLabel('Replace it').check();
  await card.getByLabel('New key').fill(secondKey);
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByText(`Key ••••${secondKey.slice(-4)}`)).toBeVisible();
  await expect(card.getByText('OpenAI format', { exact: true })).toBeVisible();
  await card.getByRole('button', { name: 'Test' }).click();
  await expect(card.getByText('Key accepted')).toBeVisible();

  await card.getByRole('button', { name: 'Remove' }).click();
  await expect(card.getByText('Remove Relay? Its key is deleted; your videos stay.')).toBeVisible();
  await card.getByRole('button', { name: 'Remove' }).click();
  await expect(card).toBeHidden();

  const seen = await everythingSeen();
  provider.close();
  expect(provider.creates).toEqual([]);
  for (const place of [seen, freshStudio.logs()]) {
    for (const key of [firstKey, secondKey]) expect(place.includes(key)).toBe(false);
  }
});

test('what the server does not take is said at its field', async ({ page, freshStudio }) => {
  await page.goto(`${freshStudio.url}/providers`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByLabel('Base URL')).toBeFocused();
  await page.getByLabel('Base URL').fill('not an address at all');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByLabel('Base URL')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Base URL')).toBeFocused();
});
