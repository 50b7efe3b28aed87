import type { VideoEvent } from '@/lib/webhooks/wire';
import { requestJson, withBody } from './api';
import {
  removedWebhookSchema,
  webhookDeliverySchema,
  webhookSchema,
  webhookWithSecretSchema,
} from './schemas';

export type WebhookWish = { url: string; events: VideoEvent[] };

function addressOf(id: string): string {
  return `/api/webhooks/${encodeURIComponent(id)}`;
}

/** Adds a webhook; the answer is the only one that holds its secret. @throws ApiError whose `param` names the field */
export function addWebhook(wish: WebhookWish) {
  return requestJson(webhookWithSecretSchema, '/api/webhooks', withBody('POST', wish));
}

/** Changes what is given and nothing else. @throws ApiError whose `param` names the field it is about */
export function changeWebhook(id: string, change: Partial<WebhookWish> & { enabled?: boolean }) {
  return requestJson(webhookSchema, addressOf(id), withBody('PATCH', change));
}

/** Gives a webhook another secret; the answer is the only one that holds it. */
export function changeWebhookSecret(id: string) {
  return requestJson(webhookWithSecretSchema, `${addressOf(id)}/secret`, { method: 'POST' });
}

/** Forgets a webhook and its log. */
export function removeWebhook(id: string) {
  return requestJson(removedWebhookSchema, addressOf(id), { method: 'DELETE' });
}

/** Sends a test, and answers with what the receiver said. */
export function testWebhook(id: string) {
  return requestJson(webhookDeliverySchema, `${addressOf(id)}/test`, { method: 'POST' });
}

/** Sends an event again, under its own id. */
export function sendDeliveryAgain(id: string, deliveryId: string) {
  const url = `${addressOf(id)}/deliveries/${encodeURIComponent(deliveryId)}/again`;
  return requestJson(webhookDeliverySchema, url, { method: 'POST' });
}
