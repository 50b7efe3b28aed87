import { queryOptions } from '@tanstack/react-query';
import { modelListSchema } from '@/lib/jobs/wire';
import { requestJson } from './api';

/** Every model that can be used now. A provider may take a while to name its own. */
export function modelOptions() {
  return queryOptions({
    queryKey: ['models'],
    queryFn: ({ signal }) => requestJson(modelListSchema, '/v1/models', { signal }),
    staleTime: 5 * 60_000,
    retry: true,
  });
}
