import { queryOptions } from '@tanstack/react-query';
import { requestJson, withBody } from './api';
import { newShareSchema, removedShareSchema, sharedSchema, shareListSchema, sharingSchema } from './schemas';

/** What a link is made with. */
export type NewShareRequest = {
  video_ids: readonly string[];
  /** In seconds. */
  expires_in: number;
  show_prompt: boolean;
  allow_download: boolean;
};

/** Whether links may be made, and work. */
export function sharingOptions() {
  return queryOptions({
    queryKey: ['sharing'],
    queryFn: ({ signal }) => requestJson(sharingSchema, '/api/sharing', { signal }),
  });
}

/** @throws ApiError `forbidden` for whoever may not */
export function turnSharing(isOn: boolean) {
  return requestJson(sharingSchema, '/api/sharing', withBody('PUT', { is_on: isOn }));
}

/** The links that are not over, the newest first. */
export function sharesOptions() {
  return queryOptions({
    queryKey: ['shares'],
    queryFn: ({ signal }) => requestJson(shareListSchema, '/api/shares', { signal }),
  });
}

/** Makes a link; the answer is the only one that holds the way to its page. @throws ApiError whose `param` names the field */
export function createShare(wish: NewShareRequest) {
  return requestJson(newShareSchema, '/api/shares', withBody('POST', wish));
}

export function revokeShare(id: string) {
  return requestJson(removedShareSchema, `/api/shares/${encodeURIComponent(id)}`, { method: 'DELETE' });
}

const sharedUrl = (token: string) => `/api/shared/${encodeURIComponent(token)}`;

/** What a link shows, for whoever has it. @throws ApiError `not_found` once it does not work */
export function sharedOptions(token: string) {
  return queryOptions({
    queryKey: ['shared', token],
    queryFn: ({ signal }) => requestJson(sharedSchema, sharedUrl(token), { signal }),
    retry: false,
  });
}

/** Where a video of a link is, or its poster. */
export function sharedFileUrl(token: string, id: string, query = ''): string {
  return `${sharedUrl(token)}/${encodeURIComponent(id)}${query}`;
}
