import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { sharedReadings, sharedStatuses } from './shared-readings';

/**
 * OpenRouter, at `https://openrouter.ai/api/v1`: JSON only, answered with 202 and a `polling_url`.
 *
 * - Fields, `frame_images`, `input_references`, statuses, string errors of jobs: OpenRouterTeam/typescript-sdk
 *   `.speakeasy/in.openapi.yaml` @ cb9393a. `frame_images` win over `input_references`.
 * - `size` in pixels is interchangeable with `resolution` and `aspect_ratio`, whose words name fewer sizes.
 * - What a model can take is told by `GET /videos/models`, in ratios and resolutions.
 * - `usage.cost` of a finished job is what it was charged, in dollars.
 * - `unsigned_urls[]` need the key where they are on openrouter.ai; `/content?index=0` serves the same file.
 */
export const openrouterDialect: Dialect = dialectSchema.parse({
  id: 'openrouter',
  label: 'OpenRouter',
  basePath: '/api/v1',
  auth: { header: 'authorization', scheme: 'Bearer' },
  create: {
    method: 'POST',
    path: '/videos',
    encoding: 'json',
    fields: [
      { from: 'model', name: 'model', as: 'string' },
      { from: 'prompt', name: 'prompt', as: 'string' },
      { from: 'seconds', name: 'duration', as: 'integer' },
      { from: 'size', name: 'size', as: 'string' },
      { from: 'seed', name: 'seed', as: 'integer' },
    ],
    options: [
      { name: 'generate_audio', type: 'boolean' },
      { name: 'provider_options', wireName: 'provider.options', type: 'json', isRare: true },
    ],
    references: [
      {
        role: 'first_frame',
        name: 'frame_images',
        as: ['url', 'data_uri'],
        wrap: { type: 'image_url', image_url: { url: '$image' }, frame_type: 'first_frame' },
        isList: true,
      },
      {
        role: 'last_frame',
        name: 'frame_images',
        as: ['url', 'data_uri'],
        wrap: { type: 'image_url', image_url: { url: '$image' }, frame_type: 'last_frame' },
        isList: true,
      },
      {
        role: 'reference',
        name: 'input_references',
        as: ['url', 'data_uri'],
        wrap: { type: 'image_url', image_url: { url: '$image' } },
        isList: true,
        maximum: 4,
      },
    ],
  },
  retrieve: { method: 'GET', path: '/videos/{id}' },
  content: { method: 'GET', path: '/videos/{id}/content?index=0' },
  models: {
    method: 'GET',
    path: '/videos/models',
    list: ['data'],
    id: ['id'],
    sizes: ['supported_sizes'],
    resolutions: ['supported_resolutions'],
    aspectRatios: ['supported_aspect_ratios'],
    seconds: ['supported_durations'],
    frameRoles: ['supported_frame_images'],
  },
  read: { ...sharedReadings, pollUrl: ['polling_url'], cost: { paths: ['usage.cost'], currency: 'USD' } },
  statuses: sharedStatuses,
  result: ['url', 'content'],
  polling: { intervalMs: 5_000, maximumIntervalMs: 30_000 },
});
