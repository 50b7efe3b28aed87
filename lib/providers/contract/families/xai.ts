import { z } from 'zod';
import { asBytes, type Family, type Reply, type Scene } from '@/lib/providers/contract/family';
import { dataUri, httpUrl } from '@/lib/providers/contract/wire-rules';

/**
 * xAI. vercel/ai `packages/xai/src/xai-video-model.ts` @ ed857f5: JSON, the create at `/videos/generations` and the job at
 * `/videos/{request_id}`, a poll that is 202 and may be empty for as long as it works, and the address in `video.url`.
 */

const image = z.strictObject({ url: z.union([httpUrl, dataUri]) });
/** What an edit and an extension take of a video that has an address; neither takes a size. */
const fromVideo = z.strictObject({
  model: z.string().min(1),
  prompt: z.string().min(1),
  video: z.strictObject({ url: httpUrl }),
});
const video = (url: string, changes: Record<string, unknown> = {}): Reply => ({
  body: {
    status: 'done',
    video: { url, duration: 8, respect_moderation: true, ...changes },
    model: 'grok-imagine-video',
  },
});

export const xaiFamily: Family = {
  preset: 'xai',
  basePath: '/v1',
  auth: [{ header: 'authorization', prefix: 'Bearer ' }],
  create: {
    target: '/v1/videos/generations',
    rules: {
      json: z.strictObject({
        model: z.string().min(1),
        prompt: z.string().min(1),
        duration: z.int().positive().optional(),
        aspect_ratio: z
          .string()
          .regex(/^\d{1,2}:\d{1,2}$/)
          .optional(),
        resolution: z.enum(['480p', '720p', '1080p']).optional(),
        image: image.optional(),
        reference_images: z.array(image).min(1).optional(),
      }),
    },
    reply: ({ id }) => ({ body: { request_id: id } }),
  },
  calls: [
    {
      name: 'edit',
      method: 'POST',
      target: '/v1/videos/edits',
      rules: { json: fromVideo },
      reply: ({ id }) => ({ body: { request_id: id } }),
    },
    {
      name: 'extension',
      method: 'POST',
      target: '/v1/videos/extensions',
      rules: { json: fromVideo.extend({ duration: z.int().min(1).max(15).optional() }) },
      reply: ({ id }) => ({ body: { request_id: id } }),
    },
  ],
  refusal: ({ field, message }) => ({
    status: 400,
    body: { code: 'Client specified an invalid argument', error: `${field}: ${message}` },
  }),
  id: '0bd4f1c6-7f7d-9d5c-b5c9-1f6d2a6c9e11',
  retrieve: (id) => `/v1/videos/${id}`,
  polls: [
    { reply: () => ({ status: 202 }), state: 'running' },
    { reply: () => ({ status: 202, body: { status: 'pending', progress: 12 } }), state: 'queued' },
    { reply: () => video('https://vidgen.example.com/a.mp4'), state: 'succeeded' },
    // Without a word, the address alone says that it is done.
    { reply: () => ({ body: { video: { url: 'https://vidgen.example.com/a.mp4' } } }), state: 'succeeded' },
    {
      reply: () => video('https://vidgen.example.com/a.mp4', { respect_moderation: false }),
      state: 'failed',
    },
    {
      reply: () => ({ body: { status: 'failed', error: { code: 'internal_error', message: 'Try again.' } } }),
      state: 'failed',
    },
    { reply: () => ({ body: { status: 'expired' } }), state: 'expired' },
  ],
  results: [
    {
      name: 'a URL in the job, at another origin',
      polled: () => video('https://vidgen.example.com/a.mp4'),
      files: { 'https://vidgen.example.com/a.mp4': asBytes },
    },
    {
      name: 'a URL in the job, at its own origin',
      polled: ({ origin }: Scene) => video(`${origin}/files/a.mp4`),
      files: { '/files/a.mp4': asBytes },
    },
  ],
  notFound: { status: 404, body: { code: 'Some requested entity was not found', error: 'No such request.' } },
};
