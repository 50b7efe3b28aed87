import { queryOptions } from '@tanstack/react-query';
import { requestJson } from './api';
import { newsSchema } from './schemas';

/** What came to its end after a moment (Unix seconds), as it is when it is first asked for. */
export function newsOptions(since: number) {
  return queryOptions({
    queryKey: ['news', since],
    queryFn: ({ signal }) => requestJson(newsSchema, `/api/news?since=${since}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
