import 'server-only';
import type { SecretBox } from '@/lib/secret-box';
import type { Delivery, DeliveryStore } from './delivery-store';
import { nextAttemptAt } from './schedule';
import { sendWebhook, type WebhookAnswer } from './send-webhook';
import { openSigningSecrets } from './signing-secret';
import type { Webhook, WebhookStore } from './webhook-store';
import { testEvent } from './wire';

/** What delivering an event needs. */
export type DeliverContext = {
  webhooks: WebhookStore;
  deliveries: DeliveryStore;
  secrets: SecretBox;
  privateOrigins: readonly string[];
  now: () => number;
  /** Aborted when the studio stops. */
  stopping: AbortSignal;
};

const gone = 410;
const unreadableSecret =
  'Its secret cannot be read any more. Change the secret, and give the receiver the new one.';

async function send(context: DeliverContext, webhook: Webhook, delivery: Delivery): Promise<WebhookAnswer> {
  const { secrets, privateOrigins, now, stopping } = context;
  const at = now();
  const signingSecrets = openSigningSecrets(secrets, webhook, at);
  if (signingSecrets.length === 0)
    return { status: null, body: null, retryAfterMs: null, trouble: unreadableSecret };
  const { id, payload } = delivery;
  const message = { id, url: webhook.url, payload, secrets: signingSecrets, at };
  return sendWebhook(message, { privateOrigins, signal: stopping });
}

/**
 * Sends an event that is held under a lease, once, and writes down how that went and when it is tried again. Where the
 * process ends in between it is sent again, under the same id, by which receivers know it.
 */
export async function deliver(context: DeliverContext, delivery: Delivery): Promise<void> {
  const { webhooks, deliveries, now, stopping } = context;
  const webhook = await webhooks.find(delivery.webhook_id);
  if (!webhook) return;
  const { status, body, retryAfterMs, trouble } = await send(context, webhook, delivery);
  if (status === null && stopping.aborted) {
    // Nobody knows whether it arrived: it goes out again at the next start.
    await deliveries.saveHeld(delivery, {});
    return;
  }
  const at = now();
  const attempts = delivery.attempts + 1;
  const isTest = delivery.event === testEvent;
  const isOver = trouble === null || isTest || status === gone;
  const dueAt = isOver ? null : nextAttemptAt({ attempts, startedAt: delivery.started_at, retryAfterMs }, at);
  await deliveries.saveHeld(delivery, {
    status: trouble === null ? 'delivered' : dueAt === null ? 'failed' : 'pending',
    attempts,
    attempted_at: at,
    due_at: dueAt,
    answer_status: status,
    answer_body: body,
    trouble,
  });
  if (status === gone && !isTest) await webhooks.pauseGone(webhook, at);
}
