import { infiniteQueryOptions } from '@tanstack/react-query';
import { requestJson, withBody } from './api';
import { referenceListSchema, referenceSchema } from './schemas';

const pageSize = 40;

/** The images that videos were given and that were uploaded, page by page, the last used first. */
export function referencesOptions() {
  return infiniteQueryOptions({
    queryKey: ['references'],
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam === null ? '' : `&after=${pageParam}`;
      return requestJson(referenceListSchema, `/api/references?limit=${pageSize}${after}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.has_more ? page.last_id : null),
    refetchOnMount: 'always',
  });
}

/** Has the studio fetch an image from its public address and keep it. */
export function keepReference(url: string) {
  return requestJson(referenceSchema, '/api/references', withBody('POST', { url }));
}
