import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { openaiDialect } from './openai';

/** The embedded provider: OpenAI's format, with the few fields more that its renderer takes. */
export const demoDialect: Dialect = dialectSchema.parse({
  ...openaiDialect,
  id: 'demo',
  label: 'Built-in demo',
  edit: undefined,
  extend: undefined,
  characters: undefined,
  create: {
    ...openaiDialect.create,
    fields: [
      ...openaiDialect.create.fields,
      { from: 'seed', name: 'seed', as: 'integer' },
      { from: 'fps', name: 'fps', as: 'integer' },
    ],
    references: [{ role: 'first_frame', name: 'input_reference', as: ['file'] }],
  },
  // It is in this process, so asking it often costs nothing and shows progress as it is made.
  polling: { intervalMs: 400, maximumIntervalMs: 1_000, requestsPerMinute: 30_000, requestsAtOnce: 100 },
  modelRules: [
    {
      match: '*',
      capability: {
        sizes: ['1280x720', '720x1280', '1024x1024', '1920x1080', '1080x1920', '854x480', '480x854'],
        defaultSize: '1280x720',
        seconds: { values: [2, 4, 6, 8, 12] },
        defaultSeconds: 4,
        fps: { values: [12, 15, 24, 25, 30] },
        price: { currency: 'USD', perVideo: 0 },
      },
    },
  ],
});
