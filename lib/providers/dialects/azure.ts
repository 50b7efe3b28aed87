import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { openaiDialect } from './openai';

/**
 * Azure OpenAI: OpenAI's format below `https://RESOURCE.openai.azure.com/openai/v1`, with the key in `api-key`.
 * `model` is the name of a deployment, so nothing can be told from it: the sizes and lengths are those of Sora 2 there.
 * At most two job requests a minute; results are kept for 24 h.
 * Remix is the one call of its page that makes a video from another one.
 * Source: MicrosoftDocs/azure-ai-docs `articles/foundry/openai/concepts/video-generation.md` @ 12de3ab.
 */
export const azureDialect: Dialect = dialectSchema.parse({
  ...openaiDialect,
  id: 'azure',
  label: 'Azure OpenAI',
  basePath: '/openai/v1',
  edit: undefined,
  extend: undefined,
  characters: undefined,
  auth: { header: 'api-key', scheme: '' },
  polling: { intervalMs: 10_000, maximumIntervalMs: 30_000 },
  capability: {
    sizes: ['1280x720', '720x1280'],
    defaultSize: '720x1280',
    seconds: { values: [4, 8, 12] },
    defaultSeconds: 4,
  },
  modelRules: [],
});
