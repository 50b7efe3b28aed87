import { requestJson } from './api';
import { type CreateVideo, toForm } from './create-video';
import { createRequestSchema } from './schemas';

/** What a create would send to its provider. Nothing is sent there, and nothing is kept. */
export function previewRequest(create: CreateVideo, signal: AbortSignal) {
  return requestJson(createRequestSchema, '/api/requests/preview', {
    method: 'POST',
    body: toForm(create),
    signal,
  });
}

/** What was sent for a video. */
export function findSentRequest(id: string, signal: AbortSignal) {
  return requestJson(createRequestSchema, `/api/videos/${encodeURIComponent(id)}/request`, { signal });
}
