import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ListFilter } from '@/lib/jobs/organise-wire';
import { requestJson } from './api';
import { findCandidates } from './change-video';
import { videoListSchema, videoSchema } from './schemas';

const pageSize = 50;
/** As many changes as one answer may hold; what is left over comes with the next. */
const changesAtOnce = 100;

export const videoKeys = {
  all: ['videos'] as const,
  library: ['videos', 'library'] as const,
  trash: ['videos', 'trash'] as const,
};

/** The library, page by page, newest first. */
export function libraryOptions() {
  return infiniteQueryOptions({
    queryKey: videoKeys.library,
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam === null ? '' : `&after=${pageParam}`;
      return requestJson(videoListSchema, `/v1/videos?limit=${pageSize}${after}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.has_more ? page.last_id : null),
    // Changes are laid over it as they come; asking for every page again would tell nothing new.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What is in the trash, as far as a filter lets it through, page by page, newest first. */
export function trashOptions(filter: ListFilter = {}) {
  const query = new URLSearchParams({ ...filter, trashed: 'true', limit: String(pageSize) }).toString();
  return infiniteQueryOptions({
    queryKey: [...videoKeys.trash, query],
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam === null ? '' : `&after=${pageParam}`;
      return requestJson(videoListSchema, `/v1/videos?${query}${after}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.has_more ? page.last_id : null),
    refetchOnMount: 'always',
  });
}

/** The videos that can be watched, as far as their prompts match, page by page, newest first. */
export function readyVideosOptions(search = '') {
  const filter: ListFilter = { status: 'completed', ...(search && { q: search }) };
  const query = new URLSearchParams({ ...filter, limit: String(pageSize) }).toString();
  return infiniteQueryOptions({
    queryKey: [...videoKeys.all, 'ready', search],
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam === null ? '' : `&after=${pageParam}`;
      return requestJson(videoListSchema, `/v1/videos?${query}${after}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.has_more ? page.last_id : null),
    refetchOnMount: 'always',
  });
}

/** One video, for a page that was opened by its address. */
export function videoOptions(id: string) {
  return queryOptions({
    queryKey: ['videos', 'one', id],
    queryFn: ({ signal }) => requestJson(videoSchema, `/v1/videos/${encodeURIComponent(id)}`, { signal }),
  });
}

/** What an unsure video may be at its provider; asked for each time that a person looks. */
export function candidatesOptions(id: string) {
  return queryOptions({
    queryKey: ['candidates', id],
    queryFn: ({ signal }) => findCandidates(id, signal),
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
}

/** What changed after a cursor. Not a query: each answer is laid over the library and forgotten. */
export function fetchChanges(cursor: number, signal?: AbortSignal) {
  return requestJson(videoListSchema, `/v1/videos?changed_since=${cursor}&limit=${changesAtOnce}`, {
    signal,
  });
}
