import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sendWebhook, type WebhookMessage } from './send-webhook';
import { closeReceivers, openReceiver } from './test-webhooks';

type Answers = { address: string; family: number }[];
const lookup = vi.hoisted(() => vi.fn<(name: string) => Promise<Answers>>());
vi.mock('node:dns/promises', async (original) => ({ ...(await original<object>()), lookup }));

afterAll(closeReceivers);
beforeEach(() => lookup.mockReset());

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const message = (url: string): WebhookMessage => ({
  id: 'msg_1',
  url,
  payload: '{}',
  secrets: [secret],
  at: Date.now(),
});
const signal = new AbortController().signal;
const send = (url: string, privateOrigins: string[] = [], deadlineMs?: number) =>
  sendWebhook(message(url), { privateOrigins, signal, deadlineMs });

describe('where an event may go', () => {
  test('S1: a private address is not dialled, whatever was checked before', async () => {
    const receiver = await openReceiver((response) => void response.end());
    const { port } = new URL(receiver.origin);
    for (const host of [
      '127.0.0.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '0.0.0.0',
      '2130706433',
      '169.254.169.254',
    ]) {
      const answer = await send(`http://${host}:${port}/`);
      expect(answer).toMatchObject({ status: null, body: null });
      expect(answer.trouble).toContain(
        'is at a private address. FIRSTFRAME_WEBHOOK_ORIGINS does not name it.',
      );
    }
    expect(receiver.received).toEqual([]);
  });

  test('S2: a name that is private when it is dialled is not dialled, though it was public when it was saved', async () => {
    const receiver = await openReceiver((response) => void response.end());
    const { port } = new URL(receiver.origin);
    for (const address of ['127.0.0.1', '::1', '10.0.0.1']) {
      lookup.mockResolvedValueOnce([{ address, family: address.includes(':') ? 6 : 4 }]);
      expect((await send(`http://receiver.example:${port}/`)).trouble).toContain('is at a private address');
    }
    lookup.mockResolvedValueOnce([
      { address: '203.0.114.1', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]);
    expect((await send(`http://receiver.example:${port}/`)).trouble).toContain('is at a private address');
    expect(lookup).toHaveBeenCalledTimes(4);
    expect(receiver.received).toEqual([]);
  });

  test('an origin that is allowed to be private is that origin alone, not its neighbours', async () => {
    const receiver = await openReceiver((response) => void response.end());
    expect(await send(`${receiver.origin}/hook`, [receiver.origin])).toMatchObject({ status: 200 });
    const other = await openReceiver((response) => void response.end());
    expect((await send(other.origin, [receiver.origin])).trouble).toContain('is at a private address');
    expect(other.received).toEqual([]);
  });
});

describe('what is made of an answer', () => {
  test('only its first kilobyte is kept, and what no database takes is left out', async () => {
    const receiver = await openReceiver((response) => void response.end(`\0${'x'.repeat(5_000)}`));
    const { body, trouble } = await send(receiver.origin, [receiver.origin]);
    expect(trouble).toBeNull();
    expect(body).toHaveLength(1_024);
    expect(body?.startsWith('�x')).toBe(true);
  });

  test('one without end is left after 64 kB, and counts by its status', async () => {
    let sent = 0;
    const receiver = await openReceiver((response) => {
      response.writeHead(200);
      const piece = 'x'.repeat(16 * 1_024);
      const more = () => {
        if (response.destroyed) return;
        sent += piece.length;
        response.write(piece, more);
      };
      more();
    });
    expect(await send(receiver.origin, [receiver.origin])).toMatchObject({ status: 200, trouble: null });
    expect(sent).toBeLessThan(20 * 1_024 * 1_024);
  });

  test('one that never comes ends at the deadline', async () => {
    const receiver = await openReceiver(() => {});
    const answer = await send(receiver.origin, [receiver.origin], 50);
    expect(answer).toMatchObject({ status: null, trouble: 'No answer within 0 s.' });
  });

  test('a body that stands still does not undo the yes before it', async () => {
    const receiver = await openReceiver((response) => void response.writeHead(200).write('Thanks'));
    const answer = await send(receiver.origin, [receiver.origin], 200);
    expect(answer).toMatchObject({ status: 200, body: 'Thanks', trouble: null });
  });

  test('none at all is explained', async () => {
    const receiver = await openReceiver((response) => void response.destroy());
    expect((await send(receiver.origin, [receiver.origin])).trouble).toContain('closed the connection');
  });
});
