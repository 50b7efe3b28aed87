import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { sharedReadings, sharedStatuses } from './shared-readings';

/**
 * The "Sora format" page of relays built on New-API, as at `https://api.xiexus.cn/v1`: exactly the fields that it
 * documents for `POST /v1/videos` (multipart).
 *
 * - `image` is a URL or Base64 text, the length a number called `duration`, the size two integers: the page's OpenAPI.
 * - `metadata` is an object and travels as one part of JSON text (New-API `relay/common/relay_utils.go` @ 7c28993f6);
 *   negative prompt, style and quality level are its documented examples.
 * - The engine folds the parts that its parser has no word for into `metadata`, and loses them all where a `metadata` part
 *   comes along (same file); so they are then written into it as well.
 * - `n` is always 1: the answer has one id and one result, so several takes are several requests.
 * - Where no channel has the model, the distributor answers 503 with `error.code: "model_not_found"` before anything is
 *   sent on (QuantumNous/new-api `middleware/distributor.go` @ 003d7c0). Its `get_channel_failed` proves nothing: it is
 *   said after a first channel failed as well (`controller/relay.go`).
 * - A task that was just made is `unknown` to the engine (`model/task.go`); most back ends give `metadata.url`, the
 *   others only `/content` (`controller/video_proxy.go`). List and delete do not exist (`router/video-router.go`).
 */
export const relaySoraDialect: Dialect = dialectSchema.parse({
  id: 'relay-sora',
  label: 'New-API relay, Sora format',
  auth: { header: 'authorization', scheme: 'Bearer' },
  create: {
    method: 'POST',
    path: '/videos',
    encoding: 'multipart',
    refusals: [{ status: 503, path: 'error.code', is: 'model_not_found' }],
    fields: [
      { from: 'model', name: 'model', as: 'string' },
      { from: 'prompt', name: 'prompt', as: 'string' },
      { from: 'seconds', name: 'duration', as: 'number' },
      { from: 'width', name: 'width', as: 'integer' },
      { from: 'height', name: 'height', as: 'integer' },
      { from: 'fps', name: 'fps', as: 'integer' },
      { from: 'seed', name: 'seed', as: 'integer' },
      { from: 'takes', name: 'n', as: 'integer' },
      { from: 'user', name: 'user', as: 'string' },
      { from: 'metadata', name: 'metadata', as: 'json' },
      { from: 'negativePrompt', name: 'metadata.negative_prompt', as: 'string' },
      { from: 'width', name: 'metadata.width', as: 'integer', isCopy: true },
      { from: 'height', name: 'metadata.height', as: 'integer', isCopy: true },
      { from: 'fps', name: 'metadata.fps', as: 'integer', isCopy: true },
      { from: 'seed', name: 'metadata.seed', as: 'integer', isCopy: true },
      { from: 'user', name: 'metadata.user', as: 'string', isCopy: true },
    ],
    options: [
      { name: 'response_format', type: 'text', choices: ['url'], isRare: true },
      { name: 'style', wireName: 'metadata.style', type: 'text' },
      { name: 'quality_level', wireName: 'metadata.quality_level', type: 'text' },
    ],
    references: [{ role: 'first_frame', name: 'image', as: ['url', 'base64'] }],
  },
  retrieve: { method: 'GET', path: '/videos/{id}' },
  content: { method: 'GET', path: '/videos/{id}/content' },
  models: { method: 'GET', path: '/models' },
  read: sharedReadings,
  statuses: { ...sharedStatuses, queued: [...sharedStatuses.queued, 'unknown'] },
  result: ['url', 'content'],
  // The relay asks the server behind it about every 15 s (`service/task_polling.go`).
  polling: { intervalMs: 5_000, maximumIntervalMs: 20_000 },
});
