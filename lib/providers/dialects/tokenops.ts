import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { openaiDialect } from './openai';

/**
 * TokenOps, as at `https://model-api.skyengine.com.cn/v1`.
 *
 * - Fields, the two sizes with their default, the lengths, the word `pending`: the vendor's OpenAPI document
 *   (`CreateVideoFormRequest`, `VideoGenerationResponse`).
 * - `/content` answers with bytes, or with JSON that holds `video_url`: docs-model.skyengine.com.cn,
 *   `api-reference/endpoint/videos-content.md`.
 * - Errors are `{error: {code: int, message, details}}` (`ErrorResponse` of the same document).
 * - No page tells of a list, a delete, a remix, or any other call that makes a video from another one.
 */
export const tokenopsDialect: Dialect = dialectSchema.parse({
  ...openaiDialect,
  id: 'tokenops',
  label: 'TokenOps',
  remix: undefined,
  edit: undefined,
  extend: undefined,
  characters: undefined,
  list: undefined,
  delete: undefined,
  capability: {
    sizes: ['720x1280', '1280x720'],
    defaultSize: '720x1280',
    seconds: { values: [4, 8, 12] },
    defaultSeconds: 4,
  },
  modelRules: [],
});
