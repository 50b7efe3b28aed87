import { z } from 'zod';
import { asBytes, type Family, type Reply, recorded, type Scene } from '@/lib/providers/contract/family';
import { openaiJson, openaiNotFound, openaiParts, openaiRefusal } from './openai';

/**
 * Azure OpenAI, Sora 2. MicrosoftDocs/azure-ai-docs `video-generation.md` @ 12de3ab: OpenAI's fields below `/openai/v1`, the
 * key in `api-key` or as a bearer, `model` a deployment's name, two sizes and three lengths.
 */

const size = z.enum(['720x1280', '1280x720']);
const seconds = z.enum(['4', '8', '12']);
const completed = ({ id }: Scene): Reply => recorded('azure-retrieve-completed', { id });

export const azureFamily: Family = {
  preset: 'azure',
  basePath: '/openai/v1',
  auth: [
    { header: 'api-key', prefix: '' },
    { header: 'authorization', prefix: 'Bearer ' },
  ],
  create: {
    target: '/openai/v1/videos',
    rules: {
      multipart: {
        ...openaiParts,
        parts: {
          ...openaiParts.parts,
          size: { text: size },
          seconds: { text: seconds },
          remix_video_id: { text: z.string() },
        },
        check: undefined,
      },
      json: openaiJson.safeExtend({
        size: size.optional(),
        seconds: seconds.optional(),
        remix_video_id: z.string().optional(),
      }),
    },
    reply: ({ id }) => recorded('azure-create-queued', { id }),
  },
  calls: [
    {
      name: 'remix',
      method: 'POST',
      target: '/openai/v1/videos/{id}/remix',
      rules: { json: z.strictObject({ prompt: z.string().min(1) }) },
      reply: ({ id }) => recorded('azure-create-queued', { id }),
    },
  ],
  refusal: openaiRefusal,
  id: 'video_68f10985d6c4819097007665bdcfba5f',
  retrieve: (id) => `/openai/v1/videos/${id}`,
  polls: [
    { reply: ({ id }) => recorded('azure-create-queued', { id }), state: 'queued' },
    { reply: ({ id }) => recorded('azure-create-queued', { id, status: 'in_progress' }), state: 'running' },
    { reply: completed, state: 'succeeded' },
    { reply: ({ id }) => recorded('azure-create-queued', { id, status: 'cancelled' }), state: 'cancelled' },
    {
      reply: ({ id }) =>
        recorded('azure-create-queued', { id, status: 'failed', error: { code: 'x', message: 'Bad size.' } }),
      state: 'failed',
    },
  ],
  results: [
    {
      name: 'bytes at /content',
      polled: completed,
      files: { '/openai/v1/videos/{id}/content': asBytes },
    },
  ],
  notFound: openaiNotFound,
};
