import { Webhook as Signature } from 'standardwebhooks';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { putInOutbox } from './outbox';
import { closeReceivers, openReceiver, openTestWebhooks } from './test-webhooks';
import { webhookDeliverySchema, webhookSchema, webhookWithSecretSchema } from './wire';

type Answers = { address: string; family: number }[];
const lookup = vi.hoisted(() => vi.fn<(name: string) => Promise<Answers>>());
vi.mock('node:dns/promises', async (original) => ({ ...(await original<object>()), lookup }));
lookup.mockResolvedValue([{ address: '93.184.215.14', family: 4 }]);

afterAll(closeReceivers);

const day = 24 * 3_600_000;
const open = () => openTestWebhooks({ privateOrigins: [] });
const query = (text = '') => new URLSearchParams(text);

describe('a webhook', () => {
  test('is added, shown, changed and removed; its secret is in one answer and in no row', async () => {
    const { webhooks, database, clock } = await open();
    const added = await webhooks.add({ url: 'https://receiver.example/hook?key=1#part' });
    expect(webhookWithSecretSchema.parse(added)).toEqual({
      id: expect.stringMatching(/^webhook_[0-9a-f]{36}$/),
      object: 'webhook',
      url: 'https://receiver.example/hook?key=1',
      events: ['video.completed', 'video.failed'],
      enabled: true,
      disabled_reason: null,
      previous_secret_until: null,
      created_at: Math.floor(clock.now / 1_000),
      last_delivery: null,
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    });
    const { secret, ...view } = added;
    expect(await webhooks.list()).toEqual([view]);
    expect(webhookSchema.parse(await webhooks.get(added.id))).toEqual(view);
    expect(JSON.stringify(await database.selectFrom('webhooks').selectAll().execute())).not.toContain(secret);
    const changed = await webhooks.change(added.id, { events: ['video.failed'], enabled: false });
    expect(changed).toMatchObject({ url: view.url, events: ['video.failed'], enabled: false });
    await webhooks.remove(added.id);
    await expect(webhooks.get(added.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await webhooks.list()).toEqual([]);
  });

  test.each([
    [{}, 'url', 'url is required.'],
    [{ url: 7 }, 'url', 'url must be text.'],
    [{ url: 'receiver.example' }, 'url', 'url must be an http or https URL.'],
    [{ url: 'ftp://receiver.example' }, 'url', 'url must be an http or https URL.'],
    [{ url: 'file:///etc/passwd' }, 'url', 'url must be an http or https URL.'],
    [{ url: 'https://a:b@receiver.example' }, 'url', 'url must not hold a user name or a password.'],
    [{ url: 'https://receiver.example', events: [] }, 'events', 'events must name an event.'],
    [
      { url: 'https://receiver.example', events: ['video.lost'] },
      'events[0]',
      'events[0] must be video.completed or video.failed.',
    ],
    [{ url: 'https://receiver.example', enabled: 'yes' }, 'enabled', 'enabled must be true or false.'],
    [{ url: 'https://receiver.example', secret: 'x' }, 'secret', 'secret is not a field of this request.'],
    ['a text', null, 'The body must be a JSON object.'],
  ])('is not made of %j', async (body, param, message) => {
    const { webhooks } = await open();
    await expect(webhooks.add(body)).rejects.toMatchObject({ code: 'invalid_request', param, message });
  });

  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://[::1]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://0.0.0.0:3000/',
    'http://10.1.2.3/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://[fd00::1]/',
    'http://100.64.0.1/',
  ])('S1: is not saved for %s', async (url) => {
    const { webhooks } = await open();
    const refusal = { code: 'invalid_request', param: 'url' };
    await expect(webhooks.add({ url })).rejects.toMatchObject(refusal);
    const { id } = await webhooks.add({ url: 'https://receiver.example' });
    await expect(webhooks.change(id, { url })).rejects.toMatchObject(refusal);
    expect(await webhooks.get(id)).toMatchObject({ url: 'https://receiver.example/' });
  });

  test('S1: is not saved for a name at a private address, or for one that nobody knows', async () => {
    const { webhooks } = await open();
    lookup.mockResolvedValueOnce([
      { address: '93.184.215.14', family: 4 },
      { address: '192.168.1.20', family: 4 },
    ]);
    await expect(webhooks.add({ url: 'http://inside.example:8080/' })).rejects.toMatchObject({
      message:
        'url is at a private address; whoever runs the studio can allow http://inside.example:8080 in FIRSTFRAME_WEBHOOK_ORIGINS.',
    });
    lookup.mockRejectedValueOnce(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }));
    await expect(webhooks.add({ url: 'http://nowhere.example/' })).rejects.toMatchObject({ param: 'url' });
  });

  test('is one of twenty at most', async () => {
    const { webhooks } = await open();
    for (let count = 0; count < 20; count += 1) await webhooks.add({ url: 'https://receiver.example' });
    await expect(webhooks.add({ url: 'https://receiver.example' })).rejects.toThrow('20 webhooks at most');
    expect(await webhooks.list()).toHaveLength(20);
  });
});

describe('a changed secret', () => {
  test('is signed with beside the one before for a day, and alone from then on', async () => {
    const { origin, received } = await openReceiver((response) => void response.end());
    const { webhooks, clock } = await openTestWebhooks({ privateOrigins: [origin] });
    const { id, secret: before } = await webhooks.add({ url: origin });
    const { secret: after, previous_secret_until: until } = await webhooks.changeSecret(id);
    expect(until).toBe(Math.floor((clock.now + day) / 1_000));
    const isSignedWith = (secret: string) => {
      const last = received.at(-1);
      const time = new Date(Number(last?.headers['webhook-timestamp']) * 1_000);
      const own = new Signature(secret).sign(String(last?.headers['webhook-id']), time, last?.body ?? '');
      return String(last?.headers['webhook-signature']).split(' ').includes(own);
    };
    await webhooks.test(id);
    expect([isSignedWith(before), isSignedWith(after)]).toEqual([true, true]);
    clock.now += day;
    await webhooks.test(id);
    expect([isSignedWith(before), isSignedWith(after)]).toEqual([false, true]);
    expect(await webhooks.get(id)).toMatchObject({ previous_secret_until: null });
  });

  test('is the way on where the file that opens secrets is gone', async () => {
    const { origin, received } = await openReceiver((response) => void response.end());
    const first = await openTestWebhooks({ privateOrigins: [origin] });
    const { id } = await first.webhooks.add({ url: origin });
    // Another folder, hence another key file.
    const { webhooks } = await openTestWebhooks({ privateOrigins: [origin], database: first.database });
    const unsent = await webhooks.test(id);
    expect(unsent).toMatchObject({ status: 'failed', answer: null });
    expect(unsent.trouble).toContain('Its secret cannot be read any more.');
    expect(received).toEqual([]);
    await webhooks.changeSecret(id);
    expect(await webhooks.test(id)).toMatchObject({ status: 'delivered' });
  });
});

describe('a test', () => {
  test('answers with what the receiver said, is marked as one, and is tried once', async () => {
    const { origin, received } = await openReceiver(
      (response) => void response.writeHead(404).end('No such flow.'),
    );
    const { webhooks, sendDue, clock } = await openTestWebhooks({ privateOrigins: [origin] });
    const { id } = await webhooks.add({ url: origin, enabled: false });
    const report = await webhooks.test(id);
    expect(webhookDeliverySchema.parse(report)).toMatchObject({
      event: 'webhook.test',
      video_id: null,
      status: 'failed',
      attempts: 1,
      answer: { status: 404, body: 'No such flow.' },
      trouble: 'It answered 404.',
    });
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ type: 'webhook.test', data: { id } });
    clock.now += day;
    expect(await sendDue()).toBe(0);
    // A test says nothing of how events fare.
    expect(await webhooks.get(id)).toMatchObject({ last_delivery: null });
  });
});

describe('the log', () => {
  test('lists the newest first, a page at a time, and forgets what is older than thirty days', async () => {
    const { webhooks, database, clock } = await open();
    const { id } = await webhooks.add({ url: 'https://receiver.example' });
    for (let video = 0; video < 5; video += 1) {
      clock.now += 1_000;
      const end = {
        videoId: `video_${video}`,
        event: 'video.failed',
        at: clock.now,
        tellAt: clock.now,
      } as const;
      await putInOutbox(database, end);
    }
    const first = await webhooks.listDeliveries(id, query('limit=2'));
    expect(first).toMatchObject({ has_more: true, data: [{ video_id: 'video_4' }, { video_id: 'video_3' }] });
    const rest = await webhooks.listDeliveries(id, query(`limit=100&after=${first.last_id}`));
    expect(rest.data.map((row) => row.video_id)).toEqual(['video_2', 'video_1', 'video_0']);
    expect(rest.has_more).toBe(false);
    for (const text of ['limit=0', 'limit=101', 'limit=x'])
      await expect(webhooks.listDeliveries(id, query(text))).rejects.toMatchObject({ param: 'limit' });
    await expect(webhooks.listDeliveries(id, query('after=msg_none'))).rejects.toMatchObject({
      code: 'not_found',
    });

    clock.now += 30 * day - 2_000;
    await webhooks.forgetOld();
    expect((await webhooks.listDeliveries(id, query())).data.map((row) => row.video_id)).toEqual([
      'video_4',
      'video_3',
    ]);
  });

  test('lets nothing be sent again that is on its way, or that is of another webhook', async () => {
    const { webhooks, database, clock } = await open();
    const { id } = await webhooks.add({ url: 'https://receiver.example', events: ['video.completed'] });
    const other = await webhooks.add({ url: 'https://receiver.example', events: ['video.failed'] });
    const end = { videoId: 'video_1', event: 'video.completed', at: clock.now, tellAt: clock.now } as const;
    await putInOutbox(database, end);
    const [held] = await webhooks.work.claim(1);
    const deliveryId = held?.id ?? '';
    await expect(webhooks.sendAgain(id, deliveryId)).rejects.toMatchObject({ code: 'not_ready' });
    await expect(webhooks.sendAgain(other.id, deliveryId)).rejects.toMatchObject({ code: 'not_found' });
    await webhooks.change(id, { enabled: false });
    await expect(webhooks.sendAgain(id, deliveryId)).rejects.toThrow('This webhook is paused.');
  });

  test('F37: follows a clock that was set back while nobody watched', async () => {
    const { webhooks, database, clock } = await open();
    await webhooks.add({ url: 'https://receiver.example' });
    const end = { videoId: 'video_1', event: 'video.completed', at: clock.now, tellAt: clock.now } as const;
    await putInOutbox(database, end);
    clock.now -= 30 * day;
    await webhooks.recover();
    expect(await webhooks.work.nextDueAt()).toBe(clock.now + 4 * 3_600_000);
  });
});
