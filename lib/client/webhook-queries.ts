import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { requestJson } from './api';
import { webhookDeliveryListSchema, webhookListSchema } from './schemas';

export const webhookKeys = {
  list: ['webhooks'] as const,
  log: (id: string) => ['webhook-log', id] as const,
};

/** Events come and go by themselves, so what somebody looks at is asked for again. */
const listEveryMs = 5_000;
const logEveryMs = 2_000;

/** Every webhook, with how it went last. */
export function webhooksOptions() {
  return queryOptions({
    queryKey: webhookKeys.list,
    queryFn: ({ signal }) => requestJson(webhookListSchema, '/api/webhooks', { signal }),
    refetchInterval: listEveryMs,
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
    refetchInterval: logEveryMs,
    gcTime: 0,
  });
}
