import { z } from 'zod';
import { asBytes, type Family, type Reply, recorded, type Scene } from '@/lib/providers/contract/family';
import { anyText, sizeText } from '@/lib/providers/contract/wire-rules';
import { openaiCalls, openaiFamily, openaiJson, openaiNotFound, openaiParts, openaiRefusal } from './openai';

/**
 * LiteLLM's proxy. BerriAI/litellm `litellm/proxy/video_endpoints/endpoints.py` @ 02ac6ac: OpenAI's fields and
 * `custom_llm_provider`; its ids are Base64 with `+ / =` in them, and its `/content` is buffered, with a disposition.
 */

/** Texts of any value: what a model takes is the business of the server behind it. */
const seconds = z.string().regex(/^\d+$/);

const completed = ({ id }: Scene): Reply =>
  recorded('azure-retrieve-completed', { id, usage: { duration_seconds: 4 } });

export const litellmFamily: Family = {
  ...openaiFamily,
  preset: 'litellm',
  create: {
    target: '/v1/videos',
    rules: {
      multipart: {
        ...openaiParts,
        parts: {
          ...openaiParts.parts,
          seconds: { text: seconds },
          size: sizeText,
          custom_llm_provider: anyText,
        },
        check: undefined,
      },
      json: z
        .object(openaiJson.shape)
        .extend({
          seconds: seconds.optional(),
          size: z.string().optional(),
          custom_llm_provider: z.string().optional(),
        })
        .strict(),
    },
    reply: ({ id }) => recorded('azure-create-queued', { id }),
  },
  // It reads the id of the video to extend, and drops a file (`video_extension`).
  calls: openaiCalls.map((call) =>
    call.name === 'extension' ? { ...call, rules: { json: call.rules?.json } } : call,
  ),
  refusal: openaiRefusal,
  id: 'video_bGl0ZWxsbTpjdXN0b21fbGxtX3Byb3ZpZGVyOm9wZW5haTttb2RlbF9pZD8+Pj+/dmlkZW9faWQ6dmlkZW9fMTIz==',
  polls: [
    { reply: ({ id }) => recorded('azure-create-queued', { id }), state: 'queued' },
    { reply: ({ id }) => recorded('openai-retrieve-in-progress', { id }), state: 'running' },
    { reply: completed, state: 'succeeded' },
  ],
  results: [
    {
      name: 'an attachment at /content',
      polled: completed,
      files: {
        '/v1/videos/{id}/content': (scene) => ({
          ...asBytes(scene),
          headers: { 'content-disposition': 'attachment; filename=video.mp4' },
        }),
      },
    },
  ],
  notFound: openaiNotFound,
};
