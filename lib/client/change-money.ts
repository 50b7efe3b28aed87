import type { DailyLimit, Price } from '@/lib/jobs/price';
import { requestJson, withBody } from './api';
import { dailyLimitSchema, removedPriceSchema, setPriceSchema } from './schemas';

/** Which model a price is of. */
export type PricedModel = { provider: string; model: string };

/** Sets what a model costs. @throws ApiError whose `param` names the field it is about */
export function setPrice(model: PricedModel, price: Price) {
  return requestJson(setPriceSchema, '/api/prices', withBody('PUT', { ...model, ...price }));
}

/** Goes back to what the dialect states. */
export function removePrice(model: PricedModel) {
  return requestJson(removedPriceSchema, `/api/prices?${new URLSearchParams(model)}`, { method: 'DELETE' });
}

/** Sets what may be spent in a day. @throws ApiError whose `param` names the field it is about */
export function setDailyLimit(limit: DailyLimit) {
  return requestJson(dailyLimitSchema, '/api/spending/limit', withBody('PUT', limit));
}

/** Lets anything be spent again. */
export function liftDailyLimit() {
  return requestJson(dailyLimitSchema, '/api/spending/limit', { method: 'DELETE' });
}
