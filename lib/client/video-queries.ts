import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ListFilter } from '@/lib/jobs/organise-wire';
import { requestJson } from './api';
import { findCandidates } from './change-video';
import { timelineSchema, videoListSchema, videoSchema } from './schemas';

const pageSize = 50;
/** As many changes as one answer may hold; what is left over comes with the next. */
const changesAtOnce = 100;

export const videoKeys = {
  all: ['videos'] as const,
  library: ['videos', 'library'] as const,
  trash: ['videos', 'trash'] as const,
};

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

/**
 * What changed after a cursor, and which of it matches a filter. Not a query: each answer is laid over the library and
 * forgotten.
 */
export function fetchChanges(cursor: number, filter: string, signal?: AbortSignal) {
  const query = `changed_since=${cursor}&limit=${changesAtOnce}${filter && `&${filter}`}`;
  return requestJson(videoListSchema, `/v1/videos?${query}`, { signal });
}

/** How many videos of a filter each day of this browser's time zone has. */
export function fetchTimeline(filter: string, signal?: AbortSignal) {
  const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
  return requestJson(timelineSchema, `/api/timeline?time_zone=${zone}${filter && `&${filter}`}`, { signal });
}

/** A stretch of a filter's list: from a place on, among the videos that were made in a span (Unix seconds). */
export type Stretch = { from?: number; before?: number; offset: number; limit: number };

export function fetchStretch(filter: string, { from, before, offset, limit }: Stretch, signal?: AbortSignal) {
  const query = new URLSearchParams(filter);
  query.set('limit', String(limit));
  if (offset > 0) query.set('offset', String(offset));
  if (from !== undefined) query.set('created_from', String(from));
  if (before !== undefined) query.set('created_before', String(before));
  return requestJson(videoListSchema, `/v1/videos?${query}`, { signal });
}
