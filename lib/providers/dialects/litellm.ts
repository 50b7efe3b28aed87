import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { openaiDialect } from './openai';

/**
 * The LiteLLM proxy: OpenAI's format, to whichever server stands behind it, so nothing is known of sizes and lengths.
 * Ids are `video_` and Base64, with `+ / =` in them. There is a list, and all that makes a video from another one, but no
 * route that deletes. A file can be edited; an extension reads an id alone.
 * `custom_llm_provider` chooses the server where the model's name does not.
 * Sources: BerriAI/litellm `litellm/proxy/video_endpoints/endpoints.py`, `litellm/types/videos/utils.py` @ 02ac6ac.
 */
export const litellmDialect: Dialect = dialectSchema.parse({
  ...openaiDialect,
  id: 'litellm',
  label: 'LiteLLM proxy',
  create: {
    ...openaiDialect.create,
    options: [{ name: 'custom_llm_provider', type: 'text', isRare: true }],
  },
  extend: { ...openaiDialect.extend, video: { name: 'video', as: ['id'], wrap: { id: '$video' } } },
  delete: undefined,
});
