import { z } from 'zod/mini';

/** The wire about money, which server and browser share: whole units of a currency, Unix seconds, days as `2026-11-21`. */

const price = z.object({
  currency: z.string(),
  per_second: z.nullable(z.number()),
  per_video: z.nullable(z.number()),
  per_second_by_size: z.record(z.string(), z.number()),
});

/** What a model costs, as a person has set it. */
export const setPriceSchema = z.object({
  object: z.literal('price'),
  provider: z.string(),
  model: z.string(),
  price,
  set_at: z.int(),
});
export type SetPrice = z.infer<typeof setPriceSchema>;

/** `GET /api/prices`: the prices that people set; what presets state is in `GET /v1/models`. */
export const priceListSchema = z.object({ object: z.literal('list'), data: z.array(setPriceSchema) });

export const removedPriceSchema = z.object({
  object: z.literal('price.deleted'),
  provider: z.string(),
  model: z.string(),
  deleted: z.literal(true),
});

/** `GET /api/spending/limit`: what may be spent in a day of the studio's time zone, and what was. */
export const dailyLimitSchema = z.object({
  object: z.literal('daily_limit'),
  limit: z.nullable(
    z.object({
      amount: z.nullable(z.number()),
      currency: z.nullable(z.string()),
      videos: z.nullable(z.int()),
      unpriced: z.enum(['pass', 'stop']),
    }),
  ),
  /** Where it is set: here, or by `FIRSTFRAME_DAILY_LIMIT`, where the studio is started. */
  source: z.nullable(z.enum(['studio', 'environment'])),
  /** In the limit's currency; what may have been charged is in it. `unpriced` of the videos count as nothing. */
  spent: z.object({ amount: z.number(), videos: z.int(), unpriced: z.int() }),
  time_zone: z.string(),
  resets_at: z.int(),
  /** Videos that wait for the next day, or for a higher limit. */
  waiting: z.int(),
});
export type DailyLimitView = z.infer<typeof dailyLimitSchema>;

const entry = z.object({
  /** `null` where the totals are not by it. */
  day: z.nullable(z.string()),
  provider: z.nullable(z.object({ id: z.string(), label: z.string() })),
  model: z.nullable(z.string()),
  /** `null` for requests of which nobody knows the price; their amounts are 0. */
  currency: z.nullable(z.string()),
  /** Of requests that the provider accepted. */
  amount: z.number(),
  videos: z.int(),
  /** Of requests that may have been charged: nobody answered, or the video failed after it was accepted. */
  unsure_amount: z.number(),
  unsure_videos: z.int(),
});
export type SpendingEntry = z.infer<typeof entry>;

/** `GET /api/spending`. Amounts of different currencies are never in one entry. */
export const spendingSchema = z.object({
  object: z.literal('spending'),
  /** The first day and the last. */
  from: z.string(),
  to: z.string(),
  time_zone: z.string(),
  data: z.array(entry),
});
export type SpendingTotals = z.infer<typeof spendingSchema>;
