import { z } from 'zod';
import {
  asBytes,
  type Family,
  type Reply,
  recorded,
  type Scene,
  sample,
} from '@/lib/providers/contract/family';
import { dataUri, httpUrl } from '@/lib/providers/contract/wire-rules';

/**
 * OpenRouter. OpenRouterTeam/typescript-sdk `.speakeasy/in.openapi.yaml` @ cb9393a: JSON alone, answered with 202; a whole
 * number of seconds; each image an object that says which frame it is; a job's error a plain text.
 */

const imageUrl = z.strictObject({ url: z.union([httpUrl, dataUri]) });
const aspectRatios = ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', '9:21'];

/** Asked for by the address that its own answer gives, which has the id in it. */
const polling = ({ id }: Scene) => ({ id, polling_url: `/api/v1/videos/${encodeURIComponent(id)}` });
const job = (scene: Scene, changes: Record<string, unknown>): Reply => ({
  body: { ...sample('openrouter-create').body, ...polling(scene), ...changes },
});
const completed = (scene: Scene, changes: Record<string, unknown> = {}): Reply =>
  recorded('openrouter-retrieve-completed', { ...polling(scene), ...changes });

export const openrouterFamily: Family = {
  preset: 'openrouter',
  basePath: '/api/v1',
  auth: [{ header: 'authorization', prefix: 'Bearer ' }],
  create: {
    target: '/api/v1/videos',
    rules: {
      json: z.strictObject({
        model: z.string().min(1),
        prompt: z.string().min(1).optional(),
        duration: z.int().optional(),
        resolution: z.enum(['480p', '720p', '1080p', '1K', '2K', '4K']).optional(),
        aspect_ratio: z.enum(aspectRatios).optional(),
        size: z
          .string()
          .regex(/^\d+x\d+$/)
          .optional(),
        frame_images: z
          .array(
            z.strictObject({
              type: z.literal('image_url'),
              image_url: imageUrl,
              frame_type: z.enum(['first_frame', 'last_frame']),
            }),
          )
          .max(2)
          .refine((images) => new Set(images.map((image) => image.frame_type)).size === images.length)
          .optional(),
        input_references: z
          .array(z.strictObject({ type: z.literal('image_url'), image_url: imageUrl }))
          .optional(),
        generate_audio: z.boolean().optional(),
        seed: z.int().optional(),
        callback_url: z.string().startsWith('https://').optional(),
        provider: z.strictObject({ options: z.record(z.string(), z.unknown()) }).optional(),
        upscale_factor: z.number().optional(),
        creativity: z.union([z.number(), z.string()]).optional(),
      }),
    },
    reply: (scene) => recorded('openrouter-create', polling(scene)),
  },
  refusal: ({ field, message }) => ({
    status: 400,
    body: { error: { code: 400, message: `${field}: ${message}` } },
  }),
  id: 'job-abc123',
  retrieve: (id) => `/api/v1/videos/${id}`,
  polls: [
    { reply: (scene) => job(scene, {}), state: 'queued' },
    { reply: (scene) => job(scene, { status: 'in_progress' }), state: 'running' },
    { reply: completed, state: 'succeeded' },
    { reply: (scene) => job(scene, { status: 'failed', error: 'The upstream gave up.' }), state: 'failed' },
    { reply: (scene) => job(scene, { status: 'cancelled' }), state: 'cancelled' },
    { reply: (scene) => job(scene, { status: 'expired' }), state: 'expired' },
  ],
  results: [
    {
      name: 'a URL in the job, at another origin',
      polled: completed,
      files: { 'https://storage.example.com/video.mp4': asBytes },
    },
    {
      name: "a URL in the job, at OpenRouter's own origin",
      polled: (scene) =>
        completed(scene, {
          unsigned_urls: [`${scene.origin}/api/v1/videos/${encodeURIComponent(scene.id)}/content?index=0`],
        }),
      files: { '/api/v1/videos/{id}/content?index=0': asBytes },
    },
    {
      name: 'a signed URL under its newer name',
      polled: (scene) =>
        completed(scene, { unsigned_urls: undefined, urls: ['https://storage.example.com/video.mp4?sig=1'] }),
      files: { 'https://storage.example.com/video.mp4?sig=1': asBytes },
    },
    {
      name: 'no URL, so the first file at /content',
      polled: (scene) => completed(scene, { unsigned_urls: [] }),
      files: { '/api/v1/videos/{id}/content?index=0': asBytes },
    },
  ],
  notFound: { status: 404, body: { error: { code: 404, message: 'Video job not found' } } },
  models: {
    target: '/api/v1/videos/models',
    body: sample('openrouter-models').body,
    ids: ['google/veo-3.1'],
  },
};
