import type { Video } from '@/lib/jobs/wire';
import type { Framing } from '@/lib/media/framing';
import { ApiError, requestJson } from './api';
import { videoSchema } from './schemas';

export type CreateVideo = {
  prompt: string;
  providerId: string;
  model: string;
  size: string | null;
  seconds: number | null;
  /** How many videos, each a request of its own. */
  takes: number;
  fps: number | null;
  seed: number | null;
  negativePrompt: string;
  user: string;
  /** JSON text. */
  metadata: string;
  /** Fields of this provider alone. */
  options: Record<string, string>;
  /** Images are files, or addresses: on the public web, or where the studio keeps them. */
  firstFrame: File | string | null;
  lastFrame: File | string | null;
  /** How the studio is to lay the two frames into the size; `null` where nothing is to be done to them. */
  framing: Framing | null;
  lastFrameFraming: Framing | null;
  /** Which frames of videos here the two are; `frame` counts from 0. */
  firstFrameFrom?: FrameFrom;
  lastFrameFrom?: FrameFrom;
  references: readonly (File | string)[];
};

type FrameFrom = { videoId: string; frame: number; seconds: number };

/** Pauses between tries after a lost answer. The key makes them safe: they all lead to one job. */
const pausesMs = [500, 1_000, 2_000, 4_000, 8_000];

/** A create as the form that goes out. What is left open is not in it. */
export function toForm(create: CreateVideo): FormData {
  const form = new FormData();
  const words = {
    prompt: create.prompt,
    provider: create.providerId,
    model: create.model,
    size: create.size,
    seconds: create.seconds,
    n: create.takes > 1 ? create.takes : null,
    fps: create.fps,
    seed: create.seed,
    negative_prompt: create.negativePrompt,
    user: create.user,
    metadata: create.metadata,
    ...create.options,
  };
  for (const [name, value] of Object.entries(words)) {
    if (value !== null && value !== '') form.set(name, String(value));
  }
  if (create.firstFrame) form.set('input_reference', create.firstFrame);
  if (create.framing) form.set('framing', JSON.stringify(create.framing));
  if (create.lastFrame) form.set('last_frame', create.lastFrame);
  if (create.lastFrameFraming) form.set('last_frame_framing', JSON.stringify(create.lastFrameFraming));
  const origins = { first_frame_from: create.firstFrameFrom, last_frame_from: create.lastFrameFrom };
  for (const [name, origin] of Object.entries(origins)) {
    if (!origin) continue;
    const { videoId, frame, seconds } = origin;
    form.set(name, JSON.stringify({ video_id: videoId, frame, seconds }));
  }
  for (const image of create.references) form.append('reference_images', image);
  return form;
}

/**
 * Asks until an answer comes. Only for what has a key, by which the studio does it once.
 * @throws ApiError a refusal, or `unreachable` in the end
 */
export async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      const isLost = error instanceof ApiError && error.code === 'unreachable';
      const pauseMs = pausesMs[tries];
      if (!isLost || pauseMs === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/**
 * Makes a video. `key` is made once for each press of the button, before anything is sent; when an answer is lost on its
 * way the same request goes out again under the same key.
 * @param project the id of the one that it goes into; what is wished for is the same in any of them
 * @throws ApiError the studio's or the provider's refusal, or `unreachable` in the end
 */
export function createVideo(key: string, create: CreateVideo, project: string | null = null): Promise<Video> {
  const headers = { 'idempotency-key': key };
  return untilAnswered(() => {
    const body = toForm(create);
    if (project !== null) body.set('project', project);
    return requestJson(videoSchema, '/v1/videos', { method: 'POST', headers, body });
  });
}
