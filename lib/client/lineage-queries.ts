import { queryOptions } from '@tanstack/react-query';
import { requestJson } from './api';
import { lineageSchema } from './schemas';

/** What a video comes from and what came of it, asked for whenever somebody looks: there may be more by then. */
export function lineageOptions(id: string) {
  return queryOptions({
    queryKey: ['lineage', id],
    queryFn: ({ signal }) =>
      requestJson(lineageSchema, `/api/videos/${encodeURIComponent(id)}/lineage`, { signal }),
    staleTime: 0,
    gcTime: 60_000,
  });
}
