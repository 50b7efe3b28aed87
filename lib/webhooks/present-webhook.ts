import 'server-only';
import { unixSeconds } from '@/lib/unix-seconds';
import type { Delivery } from './delivery-store';
import type { Webhook } from './webhook-store';
import type { WebhookDelivery, WebhookView } from './wire';

/** A row of the log as it goes over the wire. */
export function presentDelivery(delivery: Delivery, isEnabled: boolean): WebhookDelivery {
  const { answer_status: status, answer_body: body } = delivery;
  return {
    id: delivery.id,
    object: 'webhook.delivery',
    webhook_id: delivery.webhook_id,
    event: delivery.event as WebhookDelivery['event'],
    video_id: delivery.video_id,
    status: delivery.status as WebhookDelivery['status'],
    attempts: delivery.attempts,
    created_at: unixSeconds(delivery.created_at),
    attempted_at: unixSeconds(delivery.attempted_at),
    next_attempt_at: isEnabled ? unixSeconds(delivery.due_at) : null,
    answer: status === null ? null : { status, body: body ?? '' },
    trouble: delivery.trouble,
    payload: delivery.payload,
  };
}

/** A webhook as it goes over the wire: without its secret. */
export function presentWebhook(webhook: Webhook, last: Delivery | null, now: number): WebhookView {
  const { id, url, events, enabled, disabledReason, previousUntil, createdAt } = webhook;
  const isPreviousKept = previousUntil !== null && previousUntil > now;
  return {
    id,
    object: 'webhook',
    url,
    events,
    enabled,
    disabled_reason: disabledReason,
    previous_secret_until: isPreviousKept ? unixSeconds(previousUntil) : null,
    created_at: unixSeconds(createdAt),
    last_delivery: last && presentDelivery(last, enabled),
  };
}
