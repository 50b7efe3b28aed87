import { z } from 'zod';
import { asBytes, type Family, type Reply, type Scene } from '@/lib/providers/contract/family';
import { dataUri, httpUrl } from '@/lib/providers/contract/wire-rules';

/**
 * The `/v2/video/generations` family (aimlapi, CometAPI, APIMart …). ArcReel/ArcReel
 * `lib/video_backends/v2_video_generations.py` @ f8c1ffd: one path for both calls, the id in the query, and an answer whose
 * parts stand in a different place at each server.
 */

const picture = z.union([httpUrl, dataUri]);
const done = (changes: Record<string, unknown>) => (): Reply => ({
  body: { status: 'completed', ...changes },
});
const address = 'https://cdn.example.com/v2/a.mp4';
const places: Record<string, Record<string, unknown>> = {
  'video.url': { video: { url: address } },
  'assets.video': { assets: { video: address } },
  'output.video_url': { output: { video_url: address } },
  'content.video_url': { content: { video_url: address } },
  'data.task_result.videos[0].url': { data: { task_result: { videos: [{ url: address }] } } },
  url: { url: address },
};

export const v2GenerationsFamily: Family = {
  preset: 'v2-generations',
  basePath: '',
  auth: [{ header: 'authorization', prefix: 'Bearer ' }],
  create: {
    target: '/v2/video/generations',
    rules: {
      json: z.strictObject({
        model: z.string().min(1),
        prompt: z.string().min(1),
        duration: z.int().positive().optional(),
        aspect_ratio: z
          .string()
          .regex(/^\d+:\d+$/)
          .optional(),
        resolution: z
          .string()
          .regex(/^\d{3,4}p$/)
          .optional(),
        seed: z.int().optional(),
        image_url: picture.optional(),
        last_image_url: picture.optional(),
        image_urls: z.array(picture).min(1).max(4).optional(),
      }),
    },
    reply: ({ id }) => ({ status: 201, body: { id, generation_id: id, status: 'queued' } }),
  },
  refusal: ({ field, message }) => ({
    status: 400,
    body: {
      statusCode: 400,
      message: 'Invalid payload',
      error: { name: 'Error', message: `${field}: ${message}` },
    },
  }),
  id: 'kling/v2:8f3c+1d==',
  retrieve: (id) => `/v2/video/generations?generation_id=${id}`,
  polls: [
    { reply: ({ id }: Scene) => ({ body: { id, status: 'queued' } }), state: 'queued' },
    { reply: ({ id }) => ({ body: { id, status: 'generating' } }), state: 'running' },
    { reply: done({ video: { url: address } }), state: 'succeeded' },
    { reply: ({ id }) => ({ body: { id, status: 'error', error: { message: 'No.' } } }), state: 'failed' },
    { reply: ({ id }) => ({ body: { data: { taskId: id, state: 'processing' } } }), state: 'running' },
  ],
  results: Object.entries(places).map(([place, body]) => ({
    name: `a URL at ${place}`,
    polled: done(body),
    files: { [address]: asBytes },
  })),
  notFound: { status: 404, body: { message: 'Generation not found' } },
};
