import { queryOptions } from '@tanstack/react-query';
import { requestJson } from './api';
import { jobLogSchema } from './schemas';

/** What happened to one video. It is asked for when somebody opens it, and not kept. */
export function jobLogOptions(id: string) {
  return queryOptions({
    queryKey: ['log', id],
    queryFn: ({ signal }) =>
      requestJson(jobLogSchema, `/api/videos/${encodeURIComponent(id)}/log`, { signal }),
    gcTime: 0,
  });
}
