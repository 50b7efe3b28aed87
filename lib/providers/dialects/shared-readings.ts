import 'server-only';
import type { DialectData } from '@/lib/providers/dialect';

/**
 * How answers are read where a server has no ways of its own. Relays pass the answers of many servers through, so each
 * list is the union of what is known: OpenAI's names first, then the relays', then the vendors'.
 *
 * Ids: `task_id` and envelopes are New-API's (`dto/openai_video.go`, `dto/task.go` @ 7c28993f6), `generation_id` and
 * `data.taskId` those of the `/v2/video/generations` family (ArcReel `v2_video_generations.py` @ f8c1ffd), `request_id`
 * is xAI's id (vercel/ai `packages/xai` @ ed857f5) but a mere trace at relays, so it counts last.
 * Results: New-API `metadata.url`; OpenRouter `unsigned_urls[]`; Ark `content.video_url`; DashScope `output.video_url`;
 * Kling `task_result.videos[]`; Vidu `creations[]`; Zhipu `video_result[]`; Huawei `content.result_url`; and last
 * `remixed_from_video_id`, where old Agnes gateways put the address (looplj/axonhub#1845).
 */
export const sharedReadings: DialectData['read'] = {
  id: ['id', 'task_id', 'video_id', 'data.task_id', 'data.taskId', 'data.id', 'generation_id', 'request_id'],
  status: [
    'status',
    'state',
    'task_status',
    'data.status',
    'data.state',
    'data.task_status',
    'output.status',
    'output.task_status',
  ],
  progress: ['progress', 'data.progress', 'output.progress'],
  expiresAt: ['expires_at', 'data.expires_at'],
  error: [
    'error',
    'error_message',
    'fail_reason',
    'task_status_msg',
    'data.error',
    'data.fail_reason',
    'output.message',
    'message',
    'msg',
  ],
  resultUrl: [
    'metadata.url',
    'url',
    'video_url',
    'result_url',
    'download_url',
    'content_url',
    'video.url',
    'content.video_url',
    'content.url',
    'content.result_url',
    'output.url',
    'output.video_url',
    'result.video_url',
    'result.url',
    'assets.video',
    'urls[0]',
    'unsigned_urls[0]',
    'output[0]',
    'output',
    'result.outputs[0]',
    'result.outputs[0].url',
    'data[0].url',
    'data.url',
    'data.result_url',
    'data.video_url',
    'videos[0].url',
    'task_result.videos[0].url',
    'data.task_result.videos[0].url',
    'data.videos[0].url',
    'artifacts[0].content_url',
    'creations[0].url',
    'video_result[0].url',
    'remixed_from_video_id',
  ],
  resultBase64: ['data[0].b64_json', 'b64_json', 'video.b64_json'],
};

/**
 * Status words in lower case. OpenAI's four; New-API `model/task.go` and its forks' adaptors; the vendors' own words that
 * relays let through (DashScope, Kling, MiniMax, Runway, Replicate, Vidu, Ark), as read in vercel/ai's provider packages
 * @ ed857f5 and api7/aisix `videos.rs` @ 100fef6. The empty word is a status that is missing, as New-API's creates were.
 */
export const sharedStatuses: DialectData['statuses'] = {
  queued: [
    'queued',
    'queueing',
    'queuing',
    'in_queue',
    'pending',
    'submitted',
    'not_start',
    'notstarted',
    'preparing',
    'starting',
    'created',
    'initializing',
    'throttled',
    '',
  ],
  running: [
    'in_progress',
    'processing',
    'running',
    'generating',
    'preprocessing',
    'rendering',
    'downloading',
    'uploading',
  ],
  succeeded: ['completed', 'complete', 'succeeded', 'succeed', 'success', 'done', 'finished'],
  failed: ['failed', 'fail', 'failure', 'error'],
  cancelled: ['cancelled', 'canceled', 'deleted'],
  expired: ['expired'],
};
