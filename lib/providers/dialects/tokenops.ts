import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { openaiDialect } from './openai';

/**
 * TokenOps, as at `https://model-api.skyengine.com.cn/v1`: OpenAI's format with two sizes.
 * Fields, sizes, lengths and the word `pending`: the vendor's OpenAPI document, `CreateVideoFormRequest` and
 * `VideoGenerationResponse`. Its content page says that `/content` answers with bytes, or with JSON that holds `video_url`.
 */
export const tokenopsDialect: Dialect = dialectSchema.parse({
  ...openaiDialect,
  id: 'tokenops',
  label: 'TokenOps',
  remix: undefined,
  capability: {
    sizes: ['720x1280', '1280x720'],
    seconds: { values: [4, 8, 12] },
    defaultSize: '720x1280',
    defaultSeconds: 4,
  },
});
