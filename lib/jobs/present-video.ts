import 'server-only';
import type { ProviderRegistry } from '@/lib/providers/registry';
import { unixSeconds } from '@/lib/unix-seconds';
import type { JobContext } from './context';
import { canDeleteUpstream } from './delete-upstream';
import { isOpen, isPaused, type Job, type Reference } from './job';
import { findCosts, type VideoCost } from './spending';
import { findTags } from './tags';
import type { UsualRange } from './usual-range';
import type { Video } from './wire';

/** A name for the downloaded file: the day, the first words of the prompt, and enough of the id to be unique. */
export function downloadName(job: Job): string {
  const day = new Date(job.createdAt).toISOString().slice(0, 10);
  const words = job.request.prompt
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  // Cut between letters, never inside one.
  const shortWords = [...words].slice(0, 48).join('').replace(/-+$/, '');
  const extension = job.saved?.videoKey.split('.').at(-1) ?? 'mp4';
  return `${[day, shortWords || 'video', job.id.slice(-6)].join('_')}.${extension}`;
}

/** What is known of the finished file, under the wire's names. */
function presentGot(saved: NonNullable<Job['saved']>): Video['firstframe']['got'] {
  const { type, bytes, sha256, width, height, seconds, fps, codec } = saved;
  return { type, bytes, sha256, width, height, seconds, fps, codec };
}

function presentAsked({ role, key, type, width, height, from }: Reference) {
  const origin = from && {
    video_id: from.videoId,
    frame: from.frame ?? null,
    seconds: from.seconds ?? null,
  };
  return { role, url: `/api/${key}`, type, width, height, ...(origin ? { from: origin } : {}) };
}

function presentVariants({ saved }: Job): Video['firstframe']['variants'] {
  if (!saved) return [];
  return [
    'video',
    ...(saved.thumbnailKey ? (['thumbnail'] as const) : []),
    ...(saved.spritesheetKey ? (['spritesheet'] as const) : []),
  ];
}

/**
 * The length as OpenAI says it: what was asked, and of an extension the whole, which is known once it is here. One that is
 * emulated is the added part alone.
 */
function presentSeconds({ request, saved }: Job): string {
  const isWhole = request.source?.call === 'extension' && !request.source.isEmulated;
  if (saved && isWhole) return String(Math.round(saved.seconds * 100) / 100);
  return String(request.seconds ?? saved?.seconds ?? '');
}

/** What has a percentage has begun, whatever word the provider has for it. */
function isQueuedUpstream({ step, operation, progress }: Job): boolean {
  return step === 'poll' && operation?.isQueued === true && progress === null;
}

/** What is kept of a job elsewhere than in its row. */
type Beside = { cost?: VideoCost; tags?: string[]; usual?: UsualRange | null };

/** A job as OpenAI's Video object, plus what OpenAI has no word for. */
export function presentVideo(
  job: Job,
  providers: ProviderRegistry,
  { cost = null, tags = [], usual = null }: Beside = {},
): Video {
  const { request, saved } = job;
  const { source } = request;
  const provider = providers.find(job.providerId);
  const hasFailed = job.status === 'failed';
  return {
    id: job.id,
    object: 'video',
    model: job.model,
    status: job.status,
    progress: job.status === 'completed' ? 100 : Math.floor(Math.min(job.progress ?? 0, 99)),
    created_at: unixSeconds(job.createdAt),
    completed_at: unixSeconds(job.completedAt),
    // Ours never expires; `firstframe.upstream_expires_at` says when the provider's copy does.
    expires_at: null,
    prompt: job.purgedAt === null ? request.prompt : null,
    size: saved ? `${saved.width}x${saved.height}` : (request.size ?? ''),
    seconds: presentSeconds(job),
    remixed_from_video_id: source?.call === 'remix' ? source.id : null,
    error: hasFailed ? { code: job.errorCode ?? 'internal', message: job.errorMessage ?? '' } : null,
    firstframe: {
      provider: { id: job.providerId, label: provider?.label ?? job.providerId },
      upstream_id: job.upstreamId,
      step: job.step,
      paused: isPaused(job),
      progress: isOpen(job) ? job.progress : null,
      archived_bytes: job.archivedBytes,
      answered_at: unixSeconds(job.answeredAt),
      failures: job.failures,
      upstream_queued: isQueuedUpstream(job),
      submitted_at: unixSeconds(job.submittedAt),
      sent_again: job.sentAgainKey !== null,
      stalled_at: job.step === 'poll' ? unixSeconds(job.stalledAt) : null,
      ...(isOpen(job) ? { usual } : {}),
      updated_at: unixSeconds(job.updatedAt),
      upstream_expires_at: unixSeconds(job.expiresAt),
      upstream_deleted_at: unixSeconds(job.upstreamDeletedAt),
      can_delete_upstream: canDeleteUpstream(job, provider),
      asked: {
        size: request.size ?? null,
        seconds: request.seconds ?? null,
        fps: request.fps ?? null,
        seed: request.seed ?? null,
        negative_prompt: request.negativePrompt ?? null,
        user: request.user ?? null,
        metadata: request.metadata ?? null,
        options: request.options ?? {},
        references: request.references.map(presentAsked),
        framing: request.framing ?? null,
        last_frame_framing: request.lastFrameFraming ?? null,
      },
      made_from: source
        ? { call: source.call, video_id: source.id, is_emulated: source.isEmulated ?? false }
        : null,
      got: saved ? presentGot(saved) : null,
      variants: presentVariants(job),
      filename: downloadName(job),
      idempotency_key: job.idempotencyKey,
      batch_id: job.batchId,
      warnings: job.warnings,
      error_message: job.errorMessage,
      error_code: job.errorCode,
      error_body: job.errorBody,
      error_param: job.errorParam,
      cost,
      starred: job.starredAt !== null,
      tags,
      project: job.projectId,
      created_at_ms: job.createdAt,
      trashed_at: unixSeconds(job.trashedAt),
      purged: job.purgedAt !== null,
      change: job.changeSequence,
    },
  };
}

type Presenting = Pick<JobContext, 'database' | 'providers' | 'usual'>;

/** Jobs as the API answers them, with what they have cost, their tags, and how long the open ones usually take. */
export async function presentVideos(
  { database, providers, usual }: Presenting,
  jobs: readonly Job[],
): Promise<Video[]> {
  const ids = jobs.map(({ id }) => id);
  const [costs, tags] = await Promise.all([findCosts(database, ids), findTags(database, ids)]);
  const ranges = await Promise.all(jobs.map((job) => (isOpen(job) ? usual.of(job) : null)));
  return jobs.map((job, index) =>
    presentVideo(job, providers, {
      cost: costs.get(job.id),
      tags: tags.get(job.id),
      usual: ranges[index],
    }),
  );
}

/** One job as the API answers it. */
export async function answerVideo(presenting: Presenting, job: Job): Promise<Video> {
  const [video] = await presentVideos(presenting, [job]);
  if (!video) throw new Error('One job is one video.');
  return video;
}
