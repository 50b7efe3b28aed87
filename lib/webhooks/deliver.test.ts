import OpenAI from 'openai';
import { Webhook as Signature } from 'standardwebhooks';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { handsPerWebhook } from './delivery-store';
import { putInOutbox } from './outbox';
import {
  closeReceivers,
  openReceiver,
  openTestWebhooks,
  type Received,
  type Receiver,
} from './test-webhooks';

afterAll(closeReceivers);

const second = 1_000;
const hour = 3_600 * second;

const status =
  (code: number, headers: Record<string, string> = {}, body = ''): Receiver['answer'] =>
  (response) => {
    response.writeHead(code, headers).end(body);
  };

/** A webhook to a receiver, and what a job that ends does. */
async function openStudio(answer: Receiver['answer']) {
  const receiver = await openReceiver(answer);
  const studio = await openTestWebhooks({ privateOrigins: [receiver.origin] });
  const webhook = await studio.webhooks.add({ url: `${receiver.origin}/hook` });
  const rows = async () => (await studio.webhooks.listDeliveries(webhook.id, new URLSearchParams())).data;
  return {
    ...studio,
    receiver,
    webhook,
    rows,
    row: async () => (await rows())[0],
    async end(videoId = 'video_1') {
      const at = studio.clock.now;
      await putInOutbox(studio.database, { videoId, event: 'video.completed', at, tellAt: at });
    },
    /** Lets time go by until something is due. Returns how long that was, or `null`. */
    async wait() {
      const dueAt = await studio.webhooks.work.nextDueAt();
      if (dueAt === null) return null;
      const waited = dueAt - studio.clock.now;
      studio.clock.now = dueAt;
      return waited;
    },
  };
}

function headersOf({ headers }: Received): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

const verify = (secret: string, received: Received | undefined) =>
  received && new Signature(secret).verify(received.body, headersOf(received));

describe('an event', () => {
  test('arrives in a form that the openai SDK and standardwebhooks verify', async () => {
    const { end, sendDue, receiver, webhook, webhooks, row } = await openStudio(status(204));
    await end();
    expect(await sendDue()).toBe(1);
    const [received] = receiver.received;
    if (!received) throw new Error('Nothing arrived.');
    const client = new OpenAI({ apiKey: 'any', webhookSecret: webhook.secret });
    const event = await client.webhooks.unwrap(received.body, received.headers as Record<string, string>);
    expect(event).toMatchObject({ object: 'event', type: 'video.completed', data: { id: 'video_1' } });
    expect(verify(webhook.secret, received)).toEqual(event);
    const other = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    expect(() => verify(other, received)).toThrow();
    expect(() => verify(webhook.secret, { ...received, body: `${received.body} ` })).toThrow();
    expect(await row()).toMatchObject({
      id: received.headers['webhook-id'],
      status: 'delivered',
      attempts: 1,
      answer: { status: 204, body: '' },
      trouble: null,
      next_attempt_at: null,
      payload: received.body,
    });
    expect(await webhooks.get(webhook.id)).toMatchObject({ last_delivery: await row() });
  });

  test('carries nothing but what a receiver needs, and no key of any provider', async () => {
    const { end, sendDue, receiver } = await openStudio(status(200));
    await end();
    await sendDue();
    const { headers } = receiver.received[0] as Received;
    expect(headers).toMatchObject({ 'user-agent': 'Firstframe', 'content-type': 'application/json' });
    for (const name of ['authorization', 'x-api-key', 'api-key', 'cookie', 'referer'])
      expect(headers).not.toHaveProperty(name);
  });

  test('that two fail to take arrives the third time, under the same id and signed anew', async () => {
    const studio = await openStudio((response) => {
      response.writeHead(studio.receiver.received.length < 3 ? 503 : 200).end('Later.');
    });
    const { end, sendDue, wait, receiver, row, webhook, clock } = studio;
    await end();
    await sendDue();
    expect(await row()).toMatchObject({
      status: 'pending',
      attempts: 1,
      answer: { status: 503, body: 'Later.' },
      trouble: 'It answered 503.',
    });
    const first = await wait();
    expect(first).toBeGreaterThanOrEqual(4.5 * second);
    expect(first).toBeLessThanOrEqual(5 * second);
    expect(await sendDue()).toBe(1);
    expect(await wait()).toBeGreaterThanOrEqual(27 * second);
    await sendDue();
    expect(await row()).toMatchObject({ status: 'delivered', attempts: 3, trouble: null });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    const last = receiver.received[2];
    expect(Number(last?.headers['webhook-timestamp'])).toBe(Math.floor(clock.now / 1_000));
    expect(verify(webhook.secret, last)).toMatchObject({ type: 'video.completed' });
  });

  test('that nobody takes for a day has failed, until a person sends it again', async () => {
    const { end, sendDue, wait, receiver, row, webhook, webhooks, clock } = await openStudio(status(500));
    const startedAt = clock.now;
    await end();
    do await sendDue();
    while ((await wait()) !== null);
    expect(await row()).toMatchObject({ status: 'failed', attempts: 13, next_attempt_at: null });
    expect(clock.now - startedAt).toBeLessThanOrEqual(24 * hour);
    expect(clock.now - startedAt).toBeGreaterThan(20 * hour);

    receiver.answer = status(200);
    const { id } = (await row()) as { id: string };
    expect(await webhooks.sendAgain(webhook.id, id)).toMatchObject({ id, status: 'pending', attempts: 0 });
    await sendDue();
    expect(await row()).toMatchObject({ id, status: 'delivered', attempts: 1 });
    expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(id);
  });

  test('waits as long as the receiver asks, up to an hour', async () => {
    const { end, sendDue, wait, receiver } = await openStudio(status(429, { 'retry-after': '90' }));
    await end();
    await sendDue();
    expect(await wait()).toBe(90 * second);
    receiver.answer = status(429, { 'retry-after': '86400' });
    await sendDue();
    expect(await wait()).toBe(hour);
  });

  test('is not sent on where it is redirected to, and the log says so', async () => {
    const elsewhere = await openReceiver(status(200));
    const { end, sendDue, row } = await openStudio(status(307, { location: `${elsewhere.origin}/` }));
    await end();
    await sendDue();
    expect(await row()).toMatchObject({ status: 'pending', answer: { status: 307 } });
    expect((await row())?.trouble).toContain('a redirect, which is not followed');
    expect(elsewhere.received).toEqual([]);
  });

  test('to a receiver that is gone pauses the webhook, and what else waits for it', async () => {
    const { end, sendDue, wait, webhooks, webhook, rows, receiver } = await openStudio(status(410));
    await end();
    await sendDue();
    await end('video_2');
    expect(await webhooks.get(webhook.id)).toMatchObject({ enabled: false, disabled_reason: 'gone' });
    expect(await rows()).toMatchObject([{ status: 'failed', answer: { status: 410 } }]);
    expect(await wait()).toBeNull();
    receiver.answer = status(200);
    expect(await webhooks.change(webhook.id, { enabled: true })).toMatchObject({ disabled_reason: null });
    await end('video_3');
    await sendDue();
    expect((await rows()).map((row) => row.video_id)).toContain('video_3');
  });

  test('to a receiver that is gone leaves alone a webhook that was led elsewhere meanwhile', async () => {
    const { end, sendDue, webhooks, webhook, receiver } = await openStudio(status(410));
    receiver.answer = async (response) => {
      await webhooks.change(webhook.id, { url: `${webhook.url}/elsewhere` });
      response.writeHead(410).end();
    };
    await end();
    await sendDue();
    expect(await webhooks.get(webhook.id)).toMatchObject({ enabled: true, disabled_reason: null });
  });

  test('waits while its webhook is paused, and goes out when that is resumed', async () => {
    const { end, sendDue, webhooks, webhook, row } = await openStudio(status(200));
    await end();
    await webhooks.change(webhook.id, { enabled: false });
    expect(await sendDue()).toBe(0);
    expect(await row()).toMatchObject({ status: 'pending', next_attempt_at: null });
    await webhooks.change(webhook.id, { enabled: true });
    expect(await sendDue()).toBe(1);
    expect(await row()).toMatchObject({ status: 'delivered' });
  });
});

describe('a process that ends', () => {
  test('between the commit and the sending has lost nothing', async () => {
    const { end, sendDue, webhooks, receiver } = await openStudio(status(200));
    await end();
    await webhooks.work.claim(10);
    expect(await webhooks.work.nextDueAt()).toBeNull();
    expect(receiver.received).toEqual([]);
    await webhooks.recover();
    expect(await sendDue()).toBe(1);
    expect(receiver.received).toHaveLength(1);
  });

  test('between the sending and the commit sends again, under the same id', async () => {
    const { end, sendDue, webhooks, receiver, clock, database } = await openStudio(status(200));
    await end();
    const [held] = await webhooks.work.claim(1);
    if (!held) throw new Error('Nothing was claimed.');
    // The same row, of which this process is told no end.
    await webhooks.work.handle({ ...held, holder: 'nobody' });
    clock.now += 61 * second;
    expect(await sendDue()).toBe(1);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([held.id, held.id]);
    expect(await database.selectFrom('webhook_deliveries').selectAll().execute()).toHaveLength(1);
  });

  test('and lost its lease meanwhile changes nothing of what came after', async () => {
    const { end, sendDue, webhooks, clock, row, receiver } = await openStudio(status(200));
    await end();
    const [slow] = await webhooks.work.claim(1);
    clock.now += 61 * second;
    await sendDue();
    receiver.answer = status(500);
    if (slow) await webhooks.work.handle(slow);
    expect(await row()).toMatchObject({ status: 'delivered', attempts: 1, answer: { status: 200 } });
  });

  test('lets go of what has no answer yet, to be sent at the next start', async () => {
    const { end, webhooks, row, receiver } = await openStudio(() => {});
    await end();
    const [held] = await webhooks.work.claim(1);
    const handled = held && webhooks.work.handle(held);
    await expect.poll(() => receiver.received.length).toBe(1);
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    webhooks.stop();
    vi.advanceTimersByTime(2 * second);
    vi.useRealTimers();
    await handled;
    expect(await row()).toMatchObject({ status: 'pending', attempts: 0, answer: null, trouble: null });
    expect(await webhooks.work.claim(1)).toHaveLength(1);
  });
});

test('a receiver that is slow takes no more than its own hands', async () => {
  const { end, webhooks, receiver, clock } = await openStudio(status(200));
  const quick = await webhooks.add({ url: `${receiver.origin}/quick` });
  for (let video = 0; video < 10; video += 1) await end(`video_${video}`);
  const claimed = await webhooks.work.claim(100);
  const countOf = (id: string) => claimed.filter((row) => row.webhook_id === id).length;
  expect(claimed).toHaveLength(2 * handsPerWebhook);
  expect(countOf(quick.id)).toBe(handsPerWebhook);
  // What is left waits for a hand, not for a time: else the poller would ask in a loop.
  expect(await webhooks.work.claim(100)).toEqual([]);
  expect(await webhooks.work.nextDueAt()).toBeNull();
  for (const row of claimed) if (row.webhook_id === quick.id) await webhooks.work.handle(row);
  expect(await webhooks.work.nextDueAt()).toBe(clock.now);
  const next = await webhooks.work.claim(100);
  expect(next.map((row) => row.webhook_id)).toEqual(Array.from({ length: handsPerWebhook }, () => quick.id));
});
