import { z } from 'zod';
import { asBytes, type Family, type Reply, recorded, type Scene } from '@/lib/providers/contract/family';
import { anyText, imageFile } from '@/lib/providers/contract/wire-rules';

/**
 * TokenOps. The create: its OpenAPI document (`fixtures/openapi/tokenops.yaml`); the status words and the two answers of
 * `/content`: docs-model.skyengine.com.cn, `videos-status.md` and `videos-content.md`.
 */

const job = ({ id }: Scene, changes: Record<string, unknown>): Reply => ({
  body: {
    id,
    object: 'video',
    created_at: 1741570283,
    model: 'sora-2',
    status: 'pending',
    progress: 0,
    seconds: '4',
    size: '720x1280',
    ...changes,
  },
});

const completed = (scene: Scene): Reply => job(scene, { status: 'completed', progress: 100 });

export const tokenopsFamily: Family = {
  preset: 'tokenops',
  basePath: '/v1',
  auth: [{ header: 'authorization', prefix: 'Bearer ' }],
  create: {
    target: '/v1/videos',
    rules: {
      multipart: {
        parts: {
          model: anyText,
          prompt: anyText,
          size: { text: z.enum(['720x1280', '1280x720']) },
          seconds: { text: z.enum(['4', '8', '12']) },
          input_reference: imageFile,
        },
        required: ['model', 'prompt'],
      },
    },
    reply: (scene) => job(scene, {}),
  },
  refusal: ({ field, message }) => ({
    status: 400,
    body: { error: { code: 400, message: `${field}: ${message}`, details: [] } },
  }),
  id: 'video_123456789',
  retrieve: (id) => `/v1/videos/${id}`,
  polls: [
    { reply: (scene) => job(scene, {}), state: 'queued' },
    { reply: (scene) => job(scene, { status: 'in_progress', progress: 40 }), state: 'running' },
    { reply: completed, state: 'succeeded' },
    {
      reply: (scene) =>
        job(scene, { status: 'failed', error: { code: 'x', message: 'No.', type: 'server_error' } }),
      state: 'failed',
    },
  ],
  results: [
    { name: 'bytes at /content', polled: completed, files: { '/v1/videos/{id}/content': asBytes } },
    {
      name: 'JSON at /content that names a URL at another origin',
      polled: completed,
      files: {
        '/v1/videos/{id}/content': () => recorded('seedb-content-json', { expires_at: 1741573883 }),
        'https://cdn.tokenops.ai/videos/video_123456789.mp4': asBytes,
      },
    },
  ],
  notFound: { status: 404, body: { error: { code: 404, message: 'not found', details: [] } } },
};
