import OpenAI from 'openai';
import type { Video } from 'openai/resources/videos';
import { expect, type Studio } from './studio';

/** The keys that OpenAI's schema requires of a Video (openai/openai-openapi @ f85dbe2). */
const requiredKeys = [
  'id',
  'object',
  'model',
  'status',
  'progress',
  'created_at',
  'completed_at',
  'expires_at',
  'prompt',
  'size',
  'seconds',
  'remixed_from_video_id',
  'error',
];

/** What the studio tells of a video beyond OpenAI's words. */
export type Told = {
  got: Record<string, unknown> | null;
  warnings: { field: string; message: string }[];
  made_from: { call: string; video_id: string | null; is_emulated: boolean } | null;
  asked: { references: { role: string; width: number; height: number }[] };
};

/** OpenAI's own client, as it comes; it is told where the studio is and nothing else. */
export function openSdk(studio: Studio): OpenAI {
  return new OpenAI({ baseURL: `${studio.url}/v1`, apiKey: 'not-needed', maxRetries: 0 });
}

export function told(video: Video): Told {
  return (video as unknown as { firstframe: Told }).firstframe;
}

/** Holds an answer to be a Video of OpenAI's, with one key of ours. */
export function expectVideo(video: Video): void {
  expect(Object.keys(video).sort()).toEqual([...requiredKeys, 'firstframe'].sort());
  expect(video.object).toBe('video');
  expect(['queued', 'in_progress', 'completed', 'failed']).toContain(video.status);
  expect(typeof video.seconds).toBe('string');
  expect(Number.isInteger(video.created_at)).toBe(true);
}

/** Polls as the SDKs' helpers do: as often as the answer says, until the status is an end. */
export async function pollToEnd(client: OpenAI, id: string): Promise<Video> {
  const deadline = Date.now() + 100_000;
  for (;;) {
    const { data: video, response } = await client.videos.retrieve(id).withResponse();
    expectVideo(video);
    const wait = response.headers.get('openai-poll-after-ms');
    const isOver = video.status === 'completed' || video.status === 'failed';
    expect(wait === null).toBe(isOver);
    if (isOver) return video;
    expect(Number(wait)).toBeGreaterThanOrEqual(1_000);
    if (Date.now() > deadline) throw new Error(`It is still ${video.status}.`);
    await new Promise((resolve) => setTimeout(resolve, Number(wait)));
  }
}

/** The error that a call of the SDK raises. */
export async function errorOf(
  call: () => PromiseLike<unknown>,
): Promise<InstanceType<typeof OpenAI.APIError>> {
  try {
    await call();
  } catch (error) {
    if (error instanceof OpenAI.APIError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}
