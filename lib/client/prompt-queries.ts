import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { requestJson } from './api';
import { promptImproverSchema, promptListSchema, savedListSchema } from './schemas';

export const promptKeys = {
  history: ['prompts'] as const,
  saved: ['saved'] as const,
  improver: ['prompt-improver'] as const,
};

/** A page of the prompts that were sent and hold all words of `q`, the one sent last first. */
export function fetchPrompts(q: string, after: string | null, signal?: AbortSignal) {
  const query = new URLSearchParams({ limit: '50', ...(q && { q }), ...(after !== null && { after }) });
  return requestJson(promptListSchema, `/api/prompts?${query}`, { signal });
}

/** The prompts that were sent, page by page. Asked for when somebody looks, since every send adds to them. */
export function historyOptions(q: string) {
  return infiniteQueryOptions({
    queryKey: [...promptKeys.history, q],
    queryFn: ({ pageParam, signal }) => fetchPrompts(q, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.has_more ? page.last_id : undefined),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

/** Everything that is saved under a name. */
export function savedOptions() {
  return queryOptions({
    queryKey: promptKeys.saved,
    queryFn: ({ signal }) => requestJson(savedListSchema, '/api/saved', { signal }),
  });
}

/** What improves prompts, if anything does. */
export function improverOptions() {
  return queryOptions({
    queryKey: promptKeys.improver,
    queryFn: ({ signal }) => requestJson(promptImproverSchema, '/api/prompt-improver', { signal }),
    staleTime: 60_000,
  });
}
