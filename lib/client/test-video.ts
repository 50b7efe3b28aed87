import type { Video } from '@/lib/jobs/wire';

/** Asked for with nothing but words. */
export const nothingAsked: Video['firstframe']['asked'] = {
  size: null,
  seconds: null,
  fps: null,
  seed: null,
  negative_prompt: null,
  user: null,
  metadata: null,
  options: {},
  references: [],
};

/** What the studio says of a video of which there is nothing to say. */
export const testFirstframe: Video['firstframe'] = {
  provider: { id: 'demo', label: 'Demo' },
  upstream_id: null,
  step: null,
  progress: null,
  archived_bytes: null,
  answered_at: null,
  failures: 0,
  submitted_at: null,
  updated_at: 0,
  upstream_expires_at: null,
  asked: nothingAsked,
  got: null,
  variants: [],
  filename: 'a.mp4',
  idempotency_key: null,
  batch_id: 'b',
  warnings: [],
  error_message: null,
  error_body: null,
  error_param: null,
  starred: false,
  tags: [],
  project: null,
  created_at_ms: 0,
  trashed_at: null,
  purged: false,
  change: 1,
};

/** A finished video of a library, `at` in Unix seconds. */
export function testVideo(id: string, at: number, extra: Partial<Video['firstframe']> = {}): Video {
  return {
    id,
    object: 'video',
    model: 'm',
    status: 'completed',
    progress: 100,
    created_at: at,
    completed_at: at,
    expires_at: null,
    prompt: '',
    size: '1280x720',
    seconds: '4',
    remixed_from_video_id: null,
    error: null,
    firstframe: { ...testFirstframe, created_at_ms: at * 1_000, ...extra },
  };
}
