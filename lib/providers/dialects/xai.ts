import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { sharedReadings, sharedStatuses } from './shared-readings';

/**
 * xAI, at `https://api.x.ai/v1`: JSON; made at `/videos/generations`, asked about at `/videos/{request_id}`.
 *
 * - Fields, `image: {url}`, `reference_images: [{url}]`, the three resolutions; `pending`, `done`, `failed`, `expired`;
 *   202 with or without a body while it works; the result at `video.url`; `respect_moderation: false` on what was
 *   blocked; `/videos/edits` and `/videos/extensions` with
 *   `video: {url}`, the latter with the `duration` of what is added: vercel/ai `packages/xai/src/xai-video-model.ts` @ ed857f5.
 */
export const xaiDialect: Dialect = dialectSchema.parse({
  id: 'xai',
  label: 'xAI',
  auth: { header: 'authorization', scheme: 'Bearer' },
  create: {
    method: 'POST',
    path: '/videos/generations',
    encoding: 'json',
    fields: [
      { from: 'model', name: 'model', as: 'string' },
      { from: 'prompt', name: 'prompt', as: 'string' },
      { from: 'seconds', name: 'duration', as: 'integer' },
      { from: 'aspectRatio', name: 'aspect_ratio', as: 'string' },
      { from: 'resolution', name: 'resolution', as: 'string' },
    ],
    references: [
      { role: 'first_frame', name: 'image', as: ['url', 'data_uri'], wrap: { url: '$image' } },
      {
        role: 'reference',
        name: 'reference_images',
        as: ['url', 'data_uri'],
        wrap: { url: '$image' },
        isList: true,
        maximum: 7,
      },
    ],
  },
  edit: {
    method: 'POST',
    path: '/videos/edits',
    fields: [
      { from: 'model', name: 'model', as: 'string' },
      { from: 'prompt', name: 'prompt', as: 'string' },
    ],
    video: { name: 'video', as: ['url'], wrap: { url: '$video' } },
  },
  extend: {
    method: 'POST',
    path: '/videos/extensions',
    fields: [
      { from: 'model', name: 'model', as: 'string' },
      { from: 'prompt', name: 'prompt', as: 'string' },
      { from: 'seconds', name: 'duration', as: 'integer' },
    ],
    video: { name: 'video', as: ['url'], wrap: { url: '$video' } },
  },
  retrieve: { method: 'GET', path: '/videos/{id}' },
  models: { method: 'GET', path: '/models' },
  read: {
    ...sharedReadings,
    id: ['request_id', ...sharedReadings.id],
    blocked: [
      { path: 'video.respect_moderation', is: false },
      { path: 'respect_moderation', is: false },
    ],
  },
  statuses: sharedStatuses,
  result: ['url'],
  polling: { intervalMs: 5_000, maximumIntervalMs: 20_000 },
  capability: {
    sizes: [
      '1280x720',
      '720x1280',
      '720x720',
      '960x720',
      '720x960',
      '1080x720',
      '720x1080',
      '854x480',
      '480x854',
      '480x480',
      '1920x1080',
      '1080x1920',
      '1080x1080',
    ],
    defaultSize: '1280x720',
    seconds: { minimum: 1, maximum: 15, step: 1 },
  },
});
