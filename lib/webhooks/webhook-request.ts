import 'server-only';
import { z } from 'zod';
import { videoEvents } from './wire';

const url = z.string('must be text').max(2_000, 'is too long');
const events = z
  .array(z.enum(videoEvents, `must be ${videoEvents.join(' or ')}`), 'must be a list')
  .min(1, 'must name an event')
  .transform((given) => videoEvents.filter((event) => given.includes(event)));
const enabled = z.boolean('must be true or false');

/** `POST /api/webhooks`. */
export const addWebhookSchema = z.strictObject({
  url,
  events: events.default([...videoEvents]),
  enabled: enabled.default(true),
});

/** `PATCH /api/webhooks/{id}`: what is absent stays. */
export const changeWebhookSchema = z.strictObject({
  url: url.optional(),
  events: events.optional(),
  enabled: enabled.optional(),
});

const words = 'must be a whole number from 1 to 100';

/** The query of `GET /api/webhooks/{id}/deliveries`. */
export const listDeliveriesSchema = z.strictObject({
  limit: z.coerce.number(words).int(words).min(1, words).max(100, words).default(20),
  after: z.string().optional(),
});
