import { queryOptions } from '@tanstack/react-query';
import type { Stitch } from '@/lib/stitches/wire';
import { requestJson, withBody } from './api';
import { removedStitchSchema, stitchListSchema, stitchSchema } from './schemas';

/** What a stitch is asked for with; frames are counted from 0. */
export type NewStitchRequest = {
  videos: readonly { id: string; first_frame?: number; last_frame?: number }[];
  size?: string;
  fit: Stitch['fit'];
};

const lookEveryMs = 1_000;

/** Whether it is still to be made. */
export function isStitchOpen({ status }: Stitch): boolean {
  return status === 'queued' || status === 'in_progress';
}

/** The stitches that there are, the newest first; looked after while one of them is being made. */
export function stitchesOptions() {
  return queryOptions({
    queryKey: ['stitches'],
    queryFn: ({ signal }) => requestJson(stitchListSchema, '/api/stitches', { signal }),
    refetchInterval: ({ state }) => (state.data?.data.some(isStitchOpen) ? lookEveryMs : false),
    refetchOnMount: 'always',
  });
}

/** @throws ApiError whose `param` names the field */
export function createStitch(wish: NewStitchRequest) {
  return requestJson(stitchSchema, '/api/stitches', withBody('POST', wish));
}

const stitchUrl = (id: string) => `/api/stitches/${encodeURIComponent(id)}`;

/** Takes it back, or deletes what was made. */
export function removeStitch(id: string) {
  return requestJson(removedStitchSchema, stitchUrl(id), { method: 'DELETE' });
}

/** Where its file is. */
export function stitchFileUrl(id: string, query = ''): string {
  return `${stitchUrl(id)}/content${query}`;
}
