import { queryOptions } from '@tanstack/react-query';
import { requestJson } from './api';
import { dailyLimitSchema, priceListSchema, spendingSchema } from './schemas';

/** All that changes when something is spent, priced or limited. */
export const moneyKeys = { all: ['money'] as const };

/** What may be spent today, and what was. Whoever has a limit sees it move as others spend. */
export function limitOptions() {
  return queryOptions({
    queryKey: [...moneyKeys.all, 'limit'],
    queryFn: ({ signal }) => requestJson(dailyLimitSchema, '/api/spending/limit', { signal }),
    staleTime: 15_000,
    refetchInterval: ({ state }) => (state.data?.limit ? 15_000 : false),
  });
}

/** What was spent from one day to another, by day, provider and model. */
export function spendingOptions({ from, to, zone }: { from: string; to: string; zone: string }) {
  const query = new URLSearchParams({ from, to, zone, by: 'day,provider,model' });
  return queryOptions({
    queryKey: [...moneyKeys.all, 'spending', from, to, zone],
    queryFn: ({ signal }) => requestJson(spendingSchema, `/api/spending?${query}`, { signal }),
    refetchInterval: 15_000,
  });
}

/** The prices that people set. */
export function pricesOptions() {
  return queryOptions({
    queryKey: [...moneyKeys.all, 'prices'],
    queryFn: ({ signal }) => requestJson(priceListSchema, '/api/prices', { signal }),
  });
}
