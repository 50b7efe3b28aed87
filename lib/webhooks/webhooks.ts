import 'server-only';
import type { Database } from '@/lib/db/open';
import { StudioError } from '@/lib/errors';
import { newId } from '@/lib/new-id';
import { readFields } from '@/lib/read-fields';
import type { SecretBox } from '@/lib/secret-box';
import { checkUrl } from './check-url';
import { type DeliverContext, deliver } from './deliver';
import { type Delivery, openDeliveryStore } from './delivery-store';
import { newDelivery, spellEvent } from './outbox';
import { presentDelivery, presentWebhook } from './present-webhook';
import { makeSecret, previousSecretKeptMs } from './signing-secret';
import { addWebhookSchema, changeWebhookSchema, listDeliveriesSchema } from './webhook-request';
import { openWebhookStore, type Webhook } from './webhook-store';
import {
  maximumWebhooks,
  testEvent,
  type WebhookDelivery,
  type WebhookDeliveryList,
  type WebhookView,
  type WebhookWithSecret,
} from './wire';

type WebhooksOptions = {
  database: Database;
  secrets: SecretBox;
  /** Origins that receivers may have although they are at private addresses. */
  privateOrigins: readonly string[];
  now: () => number;
  /** Tells whoever sends that something is due. */
  notify: () => void;
};

export type Webhooks = ReturnType<typeof openWebhooks>;

/** Far longer than a try takes. */
const leaseMs = 60_000;
/** Most receivers answer within it; what is still on its way then is sent again at the next start. */
const stopGraceMs = 2_000;

/** Everything that can be done about webhooks, and the work of sending, which a poller does. */
export function openWebhooks({ database, secrets, privateOrigins, now, notify }: WebhooksOptions) {
  const webhooks = openWebhookStore(database);
  const deliveries = openDeliveryStore(database);
  const stopping = new AbortController();
  const context: DeliverContext = {
    webhooks,
    deliveries,
    secrets,
    privateOrigins,
    now,
    stopping: stopping.signal,
  };

  function there(webhook: Webhook | null, id: string): Webhook {
    if (webhook) return webhook;
    throw new StudioError('not_found', `There is no webhook with the id "${id.slice(0, 80)}".`);
  }

  async function find(id: string): Promise<Webhook> {
    return there(await webhooks.find(id), id);
  }

  async function findDelivery(webhookId: string, id: string): Promise<Delivery> {
    const delivery = await deliveries.find(webhookId, id);
    if (delivery) return delivery;
    throw new StudioError('not_found', `There is no delivery with the id "${id.slice(0, 80)}".`);
  }

  async function present(webhook: Webhook): Promise<WebhookView> {
    return presentWebhook(webhook, await deliveries.findLast(webhook.id), now());
  }

  return {
    async list(): Promise<WebhookView[]> {
      return Promise.all((await webhooks.list()).map(present));
    },

    async get(id: string): Promise<WebhookView> {
      return present(await find(id));
    },

    /** Adds a webhook; its secret is in this answer alone. */
    async add(body: unknown): Promise<WebhookWithSecret> {
      const asked = readFields(addWebhookSchema, body);
      const url = await checkUrl(asked.url, privateOrigins);
      const createdAt = now();
      const id = newId('webhook', createdAt);
      const { secret, sealed } = await makeSecret(secrets, id);
      const webhook: Webhook = {
        ...asked,
        id,
        url,
        sealedSecret: sealed,
        sealedPreviousSecret: null,
        previousUntil: null,
        disabledReason: null,
        createdAt,
      };
      if (!(await webhooks.insert(webhook)))
        throw new StudioError('invalid_request', `There may be ${maximumWebhooks} webhooks at most.`);
      return { ...(await present(webhook)), secret };
    },

    async change(id: string, body: unknown): Promise<WebhookView> {
      await find(id);
      const { url, events, enabled } = readFields(changeWebhookSchema, body);
      const changes = {
        events,
        enabled,
        disabledReason: enabled === undefined ? undefined : null,
        url: url === undefined ? undefined : await checkUrl(url, privateOrigins),
      };
      const changed = await webhooks.update(id, changes, now());
      notify();
      return present(there(changed, id));
    },

    /** Gives a webhook another secret; the one before is signed with as well for a day. */
    async changeSecret(id: string): Promise<WebhookWithSecret> {
      const webhook = await find(id);
      const { secret, sealed } = await makeSecret(secrets, id);
      const changes = {
        sealedSecret: sealed,
        sealedPreviousSecret: webhook.sealedSecret,
        previousUntil: now() + previousSecretKeptMs,
      };
      const changed = await webhooks.update(id, changes, now());
      return { ...(await present(there(changed, id))), secret };
    },

    async remove(id: string): Promise<void> {
      await find(id);
      await webhooks.remove(id);
    },

    /** Sends a test, once, also where the webhook is paused, and answers with what came of it. */
    async test(id: string): Promise<WebhookDelivery> {
      const { enabled } = await find(id);
      const at = now();
      const held = { holder: newId('hand', at), leased_until: at + leaseMs };
      const row = { ...newDelivery(id, testEvent, spellEvent(testEvent, id, at), at), ...held };
      const delivery = await deliveries.insert(row);
      await deliver(context, delivery);
      return presentDelivery(await findDelivery(id, delivery.id), enabled);
    },

    /** The log of a webhook, the newest first. */
    async listDeliveries(id: string, query: URLSearchParams): Promise<WebhookDeliveryList> {
      const { enabled } = await find(id);
      const { limit, after } = readFields(listDeliveriesSchema, Object.fromEntries(query));
      const from = after === undefined ? null : await findDelivery(id, after);
      const rows = await deliveries.list(id, limit + 1, from);
      const data = rows.slice(0, limit).map((row) => presentDelivery(row, enabled));
      return {
        object: 'list',
        data,
        first_id: data[0]?.id ?? null,
        last_id: data.at(-1)?.id ?? null,
        has_more: rows.length > limit,
      };
    },

    /** Has an event sent again, under its own id, for another day. */
    async sendAgain(id: string, deliveryId: string): Promise<WebhookDelivery> {
      const { enabled } = await find(id);
      if (!enabled) throw new StudioError('invalid_request', 'This webhook is paused. Resume it first.');
      await findDelivery(id, deliveryId);
      const started = await deliveries.startAgain(deliveryId, now());
      if (!started) throw new StudioError('not_ready', 'This event is being sent right now.');
      notify();
      return presentDelivery(started, enabled);
    },

    /** What a poller needs to do the sending. */
    work: {
      claim: (limit: number) =>
        deliveries.claimDue(now(), { holder: newId('hand', now()), until: now() + leaseMs }, limit),
      handle: (delivery: Delivery) => deliver(context, delivery),
      nextDueAt: () => deliveries.nextDueAt(now()),
    },

    recover: () => deliveries.recover(now()),
    forgetOld: () => deliveries.forgetOld(now()),

    /** Lets what is on its way end, for a moment. */
    stop() {
      setTimeout(() => stopping.abort(), stopGraceMs).unref();
    },
  };
}
