import 'server-only';
import { z } from 'zod';
import { StudioError } from '@/lib/errors';
import type { Capability } from '@/lib/providers/dialect';
import { resolveModel } from '@/lib/providers/resolve-model';
import { readFields } from '@/lib/read-fields';
import { unixSeconds } from '@/lib/unix-seconds';
import type { JobContext } from './context';
import type { Job } from './job';
import { type Estimate, estimatePrice, type Price, toMicros, toUnits } from './price';
import type { SetPrice } from './spending-wire';

/** An amount of money; more decimals than are kept are refused rather than lost. */
export const amountSchema = z
  .number('must be a number')
  .min(0, 'must not be below 0')
  .max(10_000, 'must be 10000 at most')
  .refine((units) => toUnits(toMicros(units)) === units, 'may have six decimals');

const rate = amountSchema.nullable().default(null);

/** The currency of a price or a limit, as ISO 4217 spells it. */
export const currencySchema = z
  .string('must be three capital letters, such as USD')
  .regex(/^[A-Z]{3}$/, 'must be three capital letters, such as USD');

const named = {
  provider: z.string('must be the id of a provider'),
  model: z.string('must be text').min(1).max(200),
};

/** `PUT /api/prices`. */
export const setPriceRequest = z.strictObject({
  ...named,
  currency: currencySchema,
  per_second: rate,
  per_video: rate,
  per_second_by_size: z
    .record(z.string().regex(/^[1-9]\d*x[1-9]\d*$/, 'must be WIDTHxHEIGHT, such as 1280x720'), amountSchema)
    .default({}),
});

/** `DELETE /api/prices`: which model's. Names of models hold slashes, so they stand in the query. */
export const namePriceQuery = z.object(named);

/** The price that a dialect states, on the wire. */
export function statedPrice({ price }: Capability): Price | null {
  if (!price) return null;
  const { currency, perSecond = null, perVideo = null, perSecondBySize = {} } = price;
  return { currency, per_second: perSecond, per_video: perVideo, per_second_by_size: perSecondBySize };
}

type PriceContext = Pick<JobContext, 'database' | 'providers' | 'now'>;

const keyOf = (providerId: string, model: string) => `${providerId}\n${model}`;

export type Prices = ReturnType<typeof openPrices>;

/**
 * What models cost: as a person has set it, else as the dialect states it.
 * @param onChange called when what something costs is different from now on
 */
export function openPrices({ database, providers, now }: PriceContext, onChange: () => Promise<void>) {
  /** The prices that people set, by provider and model. */
  async function findSet(): Promise<(providerId: string, model: string) => Price | null> {
    const rows = await database.selectFrom('prices').selectAll().execute();
    const prices = new Map(
      rows.map((row) => [keyOf(row.provider_id, row.model), JSON.parse(row.price) as Price]),
    );
    return (providerId, model) => prices.get(keyOf(providerId, model)) ?? null;
  }

  function requireProvider(id: string): void {
    const provider = providers.find(id);
    if (!provider)
      throw new StudioError('not_found', `There is no provider "${id.slice(0, 80)}".`, { param: 'provider' });
    if (provider.isDemo)
      throw new StudioError('invalid_request', `${provider.label} is free.`, { param: 'provider' });
  }

  return {
    findSet,

    /** What a job's video is thought to cost, or so many takes of it. */
    async estimate(
      { providerId, model, request }: Pick<Job, 'providerId' | 'model' | 'request'>,
      takes = 1,
    ): Promise<Estimate> {
      const provider = providers.find(providerId);
      if (!provider || provider.isDemo) return { kind: provider ? 'free' : 'unknown' };
      const row = await database
        .selectFrom('prices')
        .select('price')
        .where('provider_id', '=', providerId)
        .where('model', '=', model)
        .executeTakeFirst();
      const discovered = providers.knownCapability(providerId, model);
      const stated = statedPrice(resolveModel(provider.dialect, model, discovered).capability);
      const price = row ? (JSON.parse(row.price) as Price) : stated;
      const { size = null, seconds = null } = request;
      return estimatePrice({ price, isFree: false }, { size, seconds, takes });
    },

    async list(): Promise<SetPrice[]> {
      const rows = await database
        .selectFrom('prices')
        .selectAll()
        .orderBy('provider_id')
        .orderBy('model')
        .execute();
      return rows.map((row) => ({
        object: 'price',
        provider: row.provider_id,
        model: row.model,
        price: JSON.parse(row.price) as Price,
        set_at: unixSeconds(row.set_at),
      }));
    },

    /** @throws StudioError `invalid_request` naming the field, `not_found` */
    async set(body: unknown): Promise<SetPrice> {
      const { provider, model, ...price } = readFields(setPriceRequest, body);
      requireProvider(provider);
      const isEmpty = price.per_second === null && price.per_video === null;
      if (isEmpty && Object.keys(price.per_second_by_size).length === 0)
        throw new StudioError('invalid_request', 'The price says nothing.', { param: 'per_second' });
      const set = { price: JSON.stringify(price), set_at: now() };
      await database
        .insertInto('prices')
        .values({ provider_id: provider, model, ...set })
        .onConflict((conflict) => conflict.columns(['provider_id', 'model']).doUpdateSet(set))
        .execute();
      await onChange();
      return { object: 'price', provider, model, price, set_at: unixSeconds(set.set_at) };
    },

    /** Goes back to what the dialect states. @throws StudioError `not_found` where no price was set */
    async remove(query: unknown): Promise<{ provider: string; model: string }> {
      const { provider, model } = readFields(namePriceQuery, query);
      const { numDeletedRows } = await database
        .deleteFrom('prices')
        .where('provider_id', '=', provider)
        .where('model', '=', model)
        .executeTakeFirst();
      if (numDeletedRows === 0n)
        throw new StudioError('not_found', 'No price was set for this model.', { param: 'model' });
      await onChange();
      return { provider, model };
    },
  };
}
