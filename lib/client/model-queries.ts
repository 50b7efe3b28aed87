import { queryOptions } from '@tanstack/react-query';
import { requestJson } from './api';
import { modelListSchema } from './schemas';

/** Every model that can be used now. A provider may take a while to name its own. */
export function modelOptions() {
  return queryOptions({
    queryKey: ['models'],
    queryFn: ({ signal }) => requestJson(modelListSchema, '/v1/models', { signal }),
    staleTime: 5 * 60_000,
    retry: true,
    // A provider that was away when asked is asked for again, until there is something to send to.
    refetchInterval: ({ state }) => (state.data?.data.length === 0 ? 5_000 : false),
  });
}
