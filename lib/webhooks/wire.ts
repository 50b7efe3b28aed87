import { z } from 'zod/mini';

/** The wire about webhooks, which server and browser share. Keys are spelled as on the wire; times are Unix seconds. */

/** What a receiver can be told of, by OpenAI's names. */
export const videoEvents = ['video.completed', 'video.failed'] as const;
export type VideoEvent = (typeof videoEvents)[number];

/** What a person sends to see whether it arrives; sent to whichever webhook they press it for. */
export const testEvent = 'webhook.test';

/** How many webhooks there may be. */
export const maximumWebhooks = 20;

const deliverySchema = z.object({
  /** The `webhook-id` header of every try. */
  id: z.string(),
  object: z.literal('webhook.delivery'),
  webhook_id: z.string(),
  event: z.enum([...videoEvents, testEvent]),
  /** `null` for a test. */
  video_id: z.nullable(z.string()),
  status: z.enum(['pending', 'delivered', 'failed']),
  /** Since it was written, or since a person last had it sent again. */
  attempts: z.int(),
  created_at: z.int(),
  attempted_at: z.nullable(z.int()),
  /** When it is sent next; `null` when nothing more is to be done, or while its webhook is paused. */
  next_attempt_at: z.nullable(z.int()),
  /** What the receiver said last: the status, and the first kilobyte. */
  answer: z.nullable(z.object({ status: z.int(), body: z.string() })),
  /** Why the last try did not count, in words. */
  trouble: z.nullable(z.string()),
  /** The body, as it is sent byte for byte. */
  payload: z.string(),
});
export type WebhookDelivery = z.infer<typeof deliverySchema>;

const webhook = {
  id: z.string(),
  object: z.literal('webhook'),
  url: z.string(),
  events: z.array(z.enum(videoEvents)),
  enabled: z.boolean(),
  /** Why the studio paused it by itself: `gone` where the receiver answered 410. */
  disabled_reason: z.nullable(z.enum(['gone'])),
  /** Until when the secret before the present one is signed with as well. */
  previous_secret_until: z.nullable(z.int()),
  created_at: z.int(),
  /** How the event fared that was tried last, tests aside; `null` before the first. */
  last_delivery: z.nullable(deliverySchema),
};

export const webhookSchema = z.object(webhook);
export type WebhookView = z.infer<typeof webhookSchema>;

/** A webhook with its secret, which is shown in this one answer and never again. */
export const webhookWithSecretSchema = z.object({ ...webhook, secret: z.string() });
export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>;

export const webhookListSchema = z.object({ object: z.literal('list'), data: z.array(webhookSchema) });

export const removedWebhookSchema = z.object({
  id: z.string(),
  object: z.literal('webhook.deleted'),
  deleted: z.literal(true),
});

export const webhookDeliverySchema = deliverySchema;

export const webhookDeliveryListSchema = z.object({
  object: z.literal('list'),
  data: z.array(deliverySchema),
  first_id: z.nullable(z.string()),
  last_id: z.nullable(z.string()),
  has_more: z.boolean(),
});
export type WebhookDeliveryList = z.infer<typeof webhookDeliveryListSchema>;
