import { rm } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { openServer } from '@/lib/providers/contract/open-server';
import { expectNoViolation } from './expect-no-violation';
import { expect, startStudio, test } from './studio';

type Received = { headers: IncomingHttpHeaders; body: string; answered: number };

/** A receiver that answers each request with the next of these, and the last one for ever. */
async function startReceiver(...answers: [number, ...number[]]) {
  const received: Received[] = [];
  const { origin, close } = await openServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const answered = answers.length > 1 ? (answers.shift() ?? 0) : answers[0];
    received.push({ headers: request.headers, body, answered });
    response.writeHead(answered, { 'content-type': 'text/plain' }).end(`Said ${answered}.`);
  });
  return { origin, received, close };
}

function verify(secret: string, { headers, body }: Received): unknown {
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return new Webhook(secret).verify(body, Object.fromEntries(texts));
}

test('a receiver is added, tested and told of a video once it takes the event, under one id', async ({
  page,
  request,
}) => {
  // The test arrives; of the video it hears twice before it says yes.
  const receiver = await startReceiver(204, 503, 500, 200);
  const studio = await startStudio({ FIRSTFRAME_WEBHOOK_ORIGINS: receiver.origin });
  try {
    await page.goto(studio.url);
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page).toHaveTitle('Settings · Firstframe');
    const section = page.getByRole('region', { name: 'Webhooks' });
    await section.getByRole('button', { name: 'Add a webhook' }).click();
    const address = section.getByLabel('Address');
    await expect(address).toBeFocused();

    // Another server on this machine is nobody's business.
    await address.fill('http://127.0.0.1:9999/hook');
    await section.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(section.getByText('url is at a private address;')).toBeVisible();
    await expect(address).toHaveAttribute('aria-invalid', 'true');
    await expectNoViolation(page);

    await address.fill(`${receiver.origin}/hook`);
    await section.getByRole('button', { name: 'Add', exact: true }).click();
    const secret = await section.locator('code').innerText();
    expect(secret).toMatch(/^whsec_/);
    await expectNoViolation(page);
    await section.getByRole('button', { name: 'I have kept it' }).click();
    await expect(page.getByText(secret)).toHaveCount(0);
    const card = section.getByRole('listitem', { name: `${receiver.origin}/hook` });
    await expect(card.getByText('Active')).toBeVisible();

    await card.getByRole('button', { name: 'Send a test' }).click();
    await expect(card.getByText('The test arrived')).toBeVisible();
    expect(verify(secret, receiver.received[0] as Received)).toMatchObject({ type: 'webhook.test' });

    const body = { prompt: 'A paper boat', seconds: '2', size: '854x480' };
    const video = await (await request.post(`${studio.url}/v1/videos`, { multipart: body })).json();
    await card.getByRole('button', { name: 'Deliveries' }).click();
    const row = card.getByRole('listitem', { name: 'A video is ready' });
    await expect(row.getByText('HTTP 503')).toBeVisible({ timeout: 60_000 });
    await expect(row.getByText('next try')).toBeVisible();
    // Five seconds later it is sent again by itself; then a person does not want to wait for half a minute.
    await expect(row.getByText('HTTP 500')).toBeVisible({ timeout: 20_000 });
    await expect(row.getByText('2 tries')).toBeVisible();
    await expectNoViolation(page);
    await row.getByRole('button', { name: 'Send again' }).click();
    await expect(row.getByText('Delivered')).toBeVisible();
    await row.getByText('Details').click();
    await expect(row.getByText('Said 200.')).toBeVisible();
    await expectNoViolation(page);

    const told = receiver.received.slice(1);
    expect(told.map(({ answered }) => answered)).toEqual([503, 500, 200]);
    expect(new Set(told.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    for (const one of told)
      expect(verify(secret, one)).toMatchObject({ type: 'video.completed', data: { id: video.id } });
    await row.getByRole('link', { name: 'open the video' }).click();
    await expect(page).toHaveURL(`${studio.url}/videos/${video.id}`);

    // It keeps what it was set up with, and nothing is told twice.
    await studio.stop();
    await studio.start();
    await page.goto(`${studio.url}/settings`);
    await expect(card.getByText('Delivered')).toBeVisible();
    await card.getByRole('button', { name: 'Pause' }).click();
    await expect(card.getByText('Paused', { exact: true })).toBeVisible();
    await card.getByRole('button', { name: 'Remove' }).click();
    await card.getByRole('button', { name: 'Remove' }).click();
    await expect(card).toBeHidden();
    expect(receiver.received).toHaveLength(4);
    expect(studio.logs()).not.toContain(secret);
  } finally {
    receiver.close();
    await studio.stop('SIGKILL');
    await rm(studio.dataFolder, { recursive: true, force: true });
  }
});

test('F38: S30: an event that somebody posts to the studio changes no job', async ({ studio, request }) => {
  const body = { prompt: 'A paper boat [demo:slow]', seconds: '2', size: '854x480' };
  const video = await (await request.post(`${studio.url}/v1/videos`, { multipart: body })).json();
  const { id } = await (
    await request.post(`${studio.url}/api/webhooks`, { data: { url: 'https://1.1.1.1/', enabled: false } })
  ).json();
  const data = {
    id: 'evt_1',
    object: 'event',
    type: 'video.failed',
    created_at: Math.floor(Date.now() / 1_000),
    data: { id: video.id },
  };
  const payload = JSON.stringify(data);
  const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
  const headers = {
    'content-type': 'application/json',
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(data.created_at),
    'webhook-signature': new Webhook(secret).sign('msg_1', new Date(data.created_at * 1_000), payload),
  };
  const paths = ['/webhooks', '/v1/webhooks', '/api/webhooks', '/api/webhook', `/v1/videos/${video.id}`];
  for (const path of [...paths, `/api/webhooks/${id}`, `/api/webhooks/${id}/deliveries`]) {
    for (const _again of ['once', 'replayed']) {
      const answer = await request.post(`${studio.url}${path}`, { headers, data: payload });
      expect([400, 404, 405], `${path} answers ${answer.status()}`).toContain(answer.status());
    }
  }
  const after = await (await request.get(`${studio.url}/v1/videos/${video.id}`)).json();
  expect(after).toMatchObject({ id: video.id, error: null });
  expect(after.status).not.toBe('failed');
});

for (const colorScheme of ['dark', 'light'] as const) {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 360, height: 740 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} px wide`, () => {
      test.use({ colorScheme, viewport });

      test('the settings have no violation, nor scroll sideways', async ({ page, studio, request }) => {
        const url = `https://1.1.1.1/a/path/that/is/as/long/as/addresses/of/receivers/are?token=${'x'.repeat(60)}`;
        await request.post(`${studio.url}/api/webhooks`, { data: { url } });
        await page.goto(`${studio.url}/settings`);
        const card = page.getByRole('listitem', { name: /a\/path\/that/ }).first();
        await card.getByRole('button', { name: 'Edit' }).click();
        await expect(card.getByLabel('Address')).toHaveValue(url);
        await page.getByRole('button', { name: 'Add a webhook' }).click();
        await expectNoViolation(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      });
    });
  }
}
