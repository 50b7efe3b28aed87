import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { requestJson } from './api';
import { webhookDeliveryListSchema, webhookListSchema } from './schemas';

export const webhookKeys = {
  list: ['webhooks'] as const,
  log: (id: string) => ['webhook-log', id] as const,
};

/** How often what may change by itself is asked for again: while something is being sent, and else. */
const busyMs = 2_000;
const calmMs = 15_000;

/** Every webhook, with how it went last. */
export function webhooksOptions() {
  return queryOptions({
    queryKey: webhookKeys.list,
    queryFn: ({ signal }) => requestJson(webhookListSchema, '/api/webhooks', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.data.some((webhook) => webhook.last_delivery?.status === 'pending') ? busyMs : calmMs,
  });
}

/** What a webhook was told, the newest first. It is asked for when somebody opens it, and not kept. */
export function webhookLogOptions(id: string) {
  return infiniteQueryOptions({
    queryKey: webhookKeys.log(id),
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: '20', ...(pageParam === null ? {} : { after: pageParam }) });
      const url = `/api/webhooks/${encodeURIComponent(id)}/deliveries?${query}`;
      return requestJson(webhookDeliveryListSchema, url, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.has_more ? page.last_id : undefined),
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.data.some(({ status }) => status === 'pending'))
        ? busyMs
        : calmMs,
    gcTime: 0,
  });
}
