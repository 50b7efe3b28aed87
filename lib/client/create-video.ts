import { type Video, videoSchema } from '@/lib/jobs/wire';
import { ApiError, requestJson } from './api';

export type CreateVideo = {
  prompt: string;
  providerId: string;
  model: string;
  size: string | null;
  seconds: number | null;
  firstFrame: File | null;
};

/** Pauses between tries after a lost answer. The key makes them safe: they all lead to one job. */
const pausesMs = [500, 1_000, 2_000, 4_000, 8_000];

function toForm(create: CreateVideo): FormData {
  const form = new FormData();
  form.set('prompt', create.prompt);
  form.set('provider', create.providerId);
  form.set('model', create.model);
  if (create.size) form.set('size', create.size);
  if (create.seconds !== null) form.set('seconds', String(create.seconds));
  if (create.firstFrame) form.set('input_reference', create.firstFrame);
  return form;
}

/**
 * Makes a video. `key` is made once for each press of the button, before anything is sent; when an answer is lost on its
 * way the same request goes out again under the same key.
 * @throws ApiError the studio's or the provider's refusal, or `unreachable` in the end
 */
export async function createVideo(key: string, create: CreateVideo): Promise<Video> {
  for (let tries = 0; ; tries += 1) {
    try {
      const headers = { 'idempotency-key': key };
      return await requestJson(videoSchema, '/v1/videos', { method: 'POST', headers, body: toForm(create) });
    } catch (error) {
      const isLost = error instanceof ApiError && error.code === 'unreachable';
      const pauseMs = pausesMs[tries];
      if (!isLost || pauseMs === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
