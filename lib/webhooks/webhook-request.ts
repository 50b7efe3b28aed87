import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import { spellPath } from '@/lib/providers/read-dialect';
import { videoEvents } from './wire';

const url = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be a text') })
  .max(2_000, 'is too long');
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

/**
 * A body or a query as one of the shapes above.
 * @throws StudioError naming the field
 */
export function readWebhookRequest<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const isUnknown = issue?.code === 'unrecognized_keys';
  const param = isUnknown
    ? issue.keys[0]
    : spellPath((issue?.path ?? []).map((part) => (typeof part === 'number' ? part : String(part))));
  const fault = isUnknown
    ? 'is not a field of this request'
    : param
      ? issue?.message
      : 'must be a JSON object';
  throw new StudioError('invalid_request', `${param || 'The body'} ${fault}.`, { param: param || undefined });
}
