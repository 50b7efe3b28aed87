import 'server-only';
import { type Dialect, dialectSchema } from '@/lib/providers/dialect';

/**
 * OpenAI's own format, as last published before the Videos API was shut down in September 2026.
 * Fields, sizes and lengths: openai/openai-openapi `openapi.yaml` @ f85dbe2, paths `/videos…`, `CreateVideoMultipartBody`.
 * The reference must have exactly the pixels of `size`: the guide at developers.openai.com, "video generation".
 * Status words beyond OpenAI's four are what servers of this shape are known to say.
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
  retrieve: { method: 'GET', path: '/videos/{id}' },
  content: { method: 'GET', path: '/videos/{id}/content' },
  models: { method: 'GET', path: '/models' },
  read: {
    // A bare `request_id` is a trace at some relays, so it counts only where there is nothing better.
    id: ['id', 'task_id', 'video_id', 'data.task_id', 'data.id', 'request_id'],
    status: ['status', 'state', 'task_status', 'data.status', 'data.state'],
    progress: ['progress', 'data.progress'],
    expiresAt: ['expires_at'],
    error: ['error', 'error_message', 'fail_reason', 'data.error', 'data.fail_reason'],
    resultUrl: [
      'metadata.url',
      'url',
      'video_url',
      'result_url',
      'download_url',
      'video.url',
      'output.url',
      'data[0].url',
    ],
  },
  statuses: {
    queued: [
      'queued',
      'queueing',
      'pending',
      'submitted',
      'not_start',
      'preparing',
      'starting',
      'created',
      '',
    ],
    running: ['in_progress', 'processing', 'running', 'generating'],
    succeeded: ['completed', 'complete', 'succeeded', 'succeed', 'success', 'done', 'finished'],
    failed: ['failed', 'fail', 'failure', 'error'],
    cancelled: ['cancelled', 'canceled', 'deleted'],
    expired: ['expired'],
  },
  result: ['content', 'url'],
  polling: { intervalMs: 4_000, maximumIntervalMs: 20_000 },
  capability: {
    sizes: ['1280x720', '720x1280', '1792x1024', '1024x1792'],
    seconds: { values: [4, 8, 12] },
    defaultSize: '1280x720',
    defaultSeconds: 4,
  },
});
