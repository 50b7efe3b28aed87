import { requestJson, withBody } from './api';
import { candidateListSchema, deletedVideoSchema, emptiedTrashSchema, videoSchema } from './schemas';

export type VideoAction =
  | 'restore'
  | 'retry'
  | 'cancel'
  | 'send-again'
  | 'give-up'
  | 'ask-again'
  | 'delete-upstream';

function addressOf(id: string): string {
  return `/api/videos/${encodeURIComponent(id)}`;
}

/**
 * Does one of the studio's actions to a video; answers with the video that it is about afterwards. What is done twice
 * under one key is done once.
 */
export function changeVideo(id: string, action: VideoAction, key: string) {
  const headers = { 'idempotency-key': key };
  return requestJson(videoSchema, `${addressOf(id)}/${action}`, { method: 'POST', headers });
}

/** Videos at the provider that may be what became of one whose request was never answered. */
export function findCandidates(id: string, signal: AbortSignal) {
  return requestJson(candidateListSchema, `${addressOf(id)}/candidates`, { signal });
}

/** Says which of the provider's videos it is. */
export function attachVideo(id: string, upstreamId: string) {
  return requestJson(videoSchema, `${addressOf(id)}/attach`, withBody('POST', { upstream_id: upstreamId }));
}

/** Takes over a video that was made elsewhere, by its id at the provider. The same one is taken over once. */
export function adoptVideo(wish: { provider: string; upstream_id: string; prompt?: string }) {
  return requestJson(videoSchema, '/api/videos/adopt', withBody('POST', wish));
}

/** Deletes a video of the trash for good: its files here, and nothing at its provider. */
export function purgeVideo(id: string) {
  const url = `/v1/videos/${encodeURIComponent(id)}?purge=true`;
  return requestJson(deletedVideoSchema, url, { method: 'DELETE' });
}

/** Deletes some of the trash for good, as it was at that moment (Unix seconds); to be asked until none remains. */
export function emptyTrash(before: number, signal: AbortSignal) {
  return requestJson(emptiedTrashSchema, '/api/trash/empty', { ...withBody('POST', { before }), signal });
}

/** Where a variant of a video is. */
export function contentUrl(id: string, variant: 'video' | 'thumbnail' | 'spritesheet'): string {
  return `/v1/videos/${encodeURIComponent(id)}/content?variant=${variant}`;
}

/** Where a video is as a file to be saved under a name of its own. */
export function downloadUrl(id: string): string {
  return `${contentUrl(id, 'video')}&download=1`;
}
