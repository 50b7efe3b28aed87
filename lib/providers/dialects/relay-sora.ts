import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';
import { openaiDialect } from './openai';

/**
 * The "Sora format" of relays built on New-API, as at `https://api.xiexus.cn/v1`: exactly the fields that their page
 * documents (`POST /v1/videos`, multipart). The image travels as Base64 text, the size as two numbers, and `metadata` as
 * one part of JSON text, which also carries what has no field of its own.
 * New-API's `controller/video_proxy.go` serves the result at `/content`; most back ends also give `metadata.url`.
 */
export const relaySoraDialect: Dialect = dialectSchema.parse({
  ...openaiDialect,
  id: 'relay-sora',
  label: 'New-API relay, Sora format',
  create: {
    method: 'POST',
    path: '/videos',
    encoding: 'multipart',
    fields: [
      { from: 'model', name: 'model', as: 'string' },
      { from: 'prompt', name: 'prompt', as: 'string' },
      { from: 'seconds', name: 'duration', as: 'number' },
      { from: 'width', name: 'width', as: 'integer' },
      { from: 'height', name: 'height', as: 'integer' },
      { from: 'fps', name: 'fps', as: 'integer' },
      { from: 'seed', name: 'seed', as: 'integer' },
      { from: 'user', name: 'user', as: 'string' },
      { from: 'metadata', name: 'metadata', as: 'json' },
      { from: 'negativePrompt', name: 'metadata.negative_prompt', as: 'string' },
    ],
    references: [{ role: 'first_frame', name: 'image', as: ['url', 'base64'] }],
  },
  // The engine has no list of its own; a task that is just being made is `unknown` to it (New-API `model/task.go`).
  statuses: { ...openaiDialect.statuses, queued: [...openaiDialect.statuses.queued, 'unknown'] },
  result: ['url', 'content'],
  capability: {},
});
