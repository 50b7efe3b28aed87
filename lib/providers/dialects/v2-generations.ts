import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { sharedReadings, sharedStatuses } from './shared-readings';

/**
 * The `/v2/video/generations` family (aimlapi, CometAPI, APIMart and their like): JSON, asked about by a query.
 *
 * - Path, `duration`, `aspect_ratio`, `resolution`, `seed`, `image_url`, `last_image_url`, up to four `image_urls`; the id under any of six names; the result at any of six
 *   places; `queued`, `generating`, `completed`, `error`: ArcReel/ArcReel `lib/video_backends/v2_video_generations.py`
 *   @ f8c1ffd.
 */
export const v2GenerationsDialect: Dialect = dialectSchema.parse({
  id: 'v2-generations',
  label: 'v2 generations',
  basePath: '/v2',
  auth: { header: 'authorization', scheme: 'Bearer' },
  create: {
    method: 'POST',
    path: '/video/generations',
    encoding: 'json',
    fields: [
      { from: 'model', name: 'model', as: 'string' },
      { from: 'prompt', name: 'prompt', as: 'string' },
      { from: 'seconds', name: 'duration', as: 'integer' },
      { from: 'aspectRatio', name: 'aspect_ratio', as: 'string' },
      { from: 'resolution', name: 'resolution', as: 'string' },
      { from: 'seed', name: 'seed', as: 'integer' },
    ],
    references: [
      { role: 'first_frame', name: 'image_url', as: ['url', 'data_uri'] },
      { role: 'last_frame', name: 'last_image_url', as: ['url', 'data_uri'] },
      { role: 'reference', name: 'image_urls', as: ['url', 'data_uri'], isList: true, maximum: 4 },
    ],
  },
  retrieve: { method: 'GET', path: '/video/generations?generation_id={id}' },
  models: { method: 'GET', path: '/models' },
  read: { ...sharedReadings, id: ['generation_id', ...sharedReadings.id] },
  statuses: sharedStatuses,
  result: ['url'],
  polling: { intervalMs: 5_000, maximumIntervalMs: 20_000 },
});
