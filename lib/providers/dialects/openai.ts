import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { sharedReadings, sharedStatuses } from './shared-readings';

/**
 * OpenAI's own format, as last published before the Videos API was shut down in September 2026.
 *
 * - Fields, endpoints, string `seconds`: openai/openai-openapi `openapi.yaml` @ f85dbe2, paths `/videos…`.
 * - The reference must have exactly the pixels of `size`; lengths of 16 and 20 s; sizes of 1080p: the guide at
 *   developers.openai.com, "video generation", which goes further than the schema's enums.
 * - Prices in USD per second: the model pages of the same site.
 * - An edit is asked for in JSON by the video's id, or as a form with the file, which then names a model as well; an
 *   extension is the same with `seconds`; a character is a form of `name` and `video`: the same two.
 * - Results live for an hour and are at `/content` alone (the guide); other servers of this shape give a URL as well.
 */
export const openaiDialect: Dialect = dialectSchema.parse({
  id: 'openai',
  label: 'OpenAI format',
  auth: { header: 'authorization', scheme: 'Bearer' },
  create: {
    method: 'POST',
    path: '/videos',
    encoding: 'multipart',
    fields: [
      { from: 'model', name: 'model', as: 'string' },
      { from: 'prompt', name: 'prompt', as: 'string' },
      { from: 'seconds', name: 'seconds', as: 'string' },
      { from: 'size', name: 'size', as: 'string' },
    ],
    references: [{ role: 'first_frame', name: 'input_reference', as: ['file'], mustMatchSize: true }],
  },
  remix: { method: 'POST', path: '/videos/{id}/remix' },
  edit: {
    method: 'POST',
    path: '/videos/edits',
    fields: [{ from: 'prompt', name: 'prompt', as: 'string' }],
    fileFields: [{ from: 'model', name: 'model', as: 'string' }],
    video: { name: 'video', as: ['id', 'file'], wrap: { id: '$video' } },
  },
  extend: {
    method: 'POST',
    path: '/videos/extensions',
    fields: [
      { from: 'prompt', name: 'prompt', as: 'string' },
      { from: 'seconds', name: 'seconds', as: 'string' },
    ],
    video: { name: 'video', as: ['id', 'file'], wrap: { id: '$video' } },
  },
  characters: {
    create: { method: 'POST', path: '/videos/characters' },
    retrieve: { method: 'GET', path: '/videos/characters/{id}' },
  },
  retrieve: { method: 'GET', path: '/videos/{id}' },
  content: { method: 'GET', path: '/videos/{id}/content' },
  list: { method: 'GET', path: '/videos' },
  delete: { method: 'DELETE', path: '/videos/{id}' },
  models: { method: 'GET', path: '/models' },
  read: sharedReadings,
  statuses: sharedStatuses,
  result: ['content', 'url'],
  polling: { intervalMs: 4_000, maximumIntervalMs: 20_000 },
  modelRules: [
    {
      match: 'sora-2-pro*',
      capability: {
        sizes: ['1280x720', '720x1280', '1792x1024', '1024x1792', '1920x1080', '1080x1920'],
        defaultSize: '1280x720',
        seconds: { values: [4, 8, 12, 16, 20] },
        defaultSeconds: 4,
        price: {
          currency: 'USD',
          perSecondBySize: {
            '1280x720': 0.3,
            '720x1280': 0.3,
            '1792x1024': 0.5,
            '1024x1792': 0.5,
            '1920x1080': 0.7,
            '1080x1920': 0.7,
          },
        },
      },
    },
    {
      match: 'sora-2*',
      capability: {
        sizes: ['1280x720', '720x1280'],
        defaultSize: '1280x720',
        seconds: { values: [4, 8, 12, 16, 20] },
        defaultSeconds: 4,
        price: { currency: 'USD', perSecond: 0.1 },
      },
    },
  ],
});
