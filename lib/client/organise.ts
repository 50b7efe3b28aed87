import { queryOptions } from '@tanstack/react-query';
import type { ListFilter, VideoMarks } from '@/lib/jobs/organise-wire';
import { requestJson, withBody } from './api';
import {
  changedVideosSchema,
  facetsSchema,
  projectListSchema,
  projectSchema,
  removedProjectSchema,
  videoIdListSchema,
  videoListSchema,
} from './schemas';

/** Marks many videos at once: with a star, with tags, as of a project, as trash. @param ids at most 500 */
export function markVideos(ids: readonly string[], marks: VideoMarks) {
  return requestJson(changedVideosSchema, '/api/videos/change', withBody('POST', { ids, ...marks }));
}

/** The ids of the list that a filter makes, from one video to another, both included; without them of all of it. */
export function listIdsBetween(filter: ListFilter, from?: string, to?: string) {
  const query = new URLSearchParams({ ...filter, ...(from && { from }), ...(to && { to }) });
  return requestJson(videoIdListSchema, `/api/video-ids?${query}`);
}

/** What the library can be filtered by; asked for whenever somebody looks. */
export function facetsOptions() {
  return queryOptions({
    queryKey: ['facets'],
    queryFn: ({ signal }) => requestJson(facetsSchema, '/api/facets', { signal }),
    staleTime: 0,
  });
}

/** How many videos a filter lets through. @param cursor that of the library: with what changed it is asked anew */
export function totalOptions(filter: ListFilter, cursor: number) {
  const query = new URLSearchParams({ ...filter, limit: '0' });
  return queryOptions({
    queryKey: ['total', query.toString(), cursor],
    queryFn: async ({ signal }) => {
      const { firstframe } = await requestJson(videoListSchema, `/v1/videos?${query}`, { signal });
      return firstframe.total ?? 0;
    },
  });
}

export function projectsOptions() {
  return queryOptions({
    queryKey: ['projects'],
    queryFn: ({ signal }) => requestJson(projectListSchema, '/api/projects', { signal }),
  });
}

/** Makes a project. @throws ApiError whose `param` names the field it is about */
export function createProject(name: string) {
  return requestJson(projectSchema, '/api/projects', withBody('POST', { name }));
}

export function renameProject(id: string, name: string) {
  return requestJson(projectSchema, `/api/projects/${encodeURIComponent(id)}`, withBody('PATCH', { name }));
}

/** Removes a project; its videos stay, in none. */
export function removeProject(id: string) {
  return requestJson(removedProjectSchema, `/api/projects/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
