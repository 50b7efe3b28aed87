import 'server-only';
import type { Database } from '@/lib/db/open';
import { StudioError } from '@/lib/errors';
import type { Dialect } from '@/lib/providers/dialect';
import type { ListedVideo } from '@/lib/providers/list-videos';
import type { JobContext } from './context';
import type { Job } from './job';

/** A video at the provider that an unsure job may have made. */
export type Candidate = ListedVideo & {
  /** 0–1: by prompt above all, then by model and time. */
  score: number;
  /** Nothing speaks against it: the very prompt, the model where it is said, and the time of the request. */
  isMatch: boolean;
};

/** How far the provider's clock may be from ours. */
const clockSkewMs = 60_000;
/** A video that was made so long before or after the request has nothing of the score for its time. */
const farMs = 10 * 60_000;

/** Whether a model's name is the one that was asked for, also with the day of its release behind it. */
function isSameModel(listed: string, asked: string): boolean {
  return listed === asked || (listed.startsWith(asked) && /^-\d{4}/.test(listed.slice(asked.length)));
}

/** When the video that a job may have made was made, at the earliest; every time that it was sent counts. */
function earliest(job: Job): number {
  const sentAt = job.attempt > 1 ? job.createdAt : (job.submittedAt ?? job.createdAt);
  return sentAt - clockSkewMs;
}

function judge(video: ListedVideo, job: Job, { create }: Dialect): Candidate {
  const sentAt = job.submittedAt ?? job.createdAt;
  const { createdAt, model, prompt } = video;
  const hasPrompt = prompt !== null && prompt.trim() === job.request.prompt.trim();
  const hasModel = model === null || isSameModel(model, job.model);
  const isInTime =
    createdAt !== null && createdAt >= earliest(job) && createdAt <= sentAt + create.deadlineMs + clockSkewMs;
  const nearness = createdAt === null ? 0 : Math.max(0, 1 - Math.abs(createdAt - sentAt) / farMs);
  const ofPrompt = prompt === null ? 0.2 : hasPrompt ? 0.6 : 0;
  const ofModel = model === null ? 0.1 : hasModel ? 0.2 : 0;
  const score = Math.round((ofPrompt + ofModel + 0.2 * nearness) * 100) / 100;
  return { ...video, score, isMatch: hasPrompt && hasModel && isInTime };
}

/** Whether another job may have made the same video: one with the same prompt whose answer is not known either. */
async function findRival(database: Database, job: Job): Promise<boolean> {
  const rival = await database
    .selectFrom('jobs')
    .select('id')
    .where('provider_id', '=', job.providerId)
    .where('prompt', '=', job.request.prompt)
    .where('id', '!=', job.id)
    .where('upstream_id', 'is', null)
    .where('submitted_at', 'is not', null)
    .where((open) =>
      open.or([open('step', 'in', ['submit', 'unsure']), open('error_code', '=', 'submit_unconfirmed')]),
    )
    .limit(1)
    .executeTakeFirst();
  return rival !== undefined;
}

/** Which of a provider's videos belong to a job of ours already. */
async function findHeld(database: Database, providerId: string, ids: string[]): Promise<Set<string | null>> {
  if (ids.length === 0) return new Set();
  const rows = await database
    .selectFrom('jobs')
    .select('upstream_id')
    .where('provider_id', '=', providerId)
    .where('upstream_id', 'in', ids)
    .execute();
  return new Set(rows.map(({ upstream_id: id }) => id));
}

/** Whether it is unknown if a job's request was accepted, so that its video may be found. */
export function isUnconfirmed(job: Job): boolean {
  return job.step === 'unsure' || (job.status === 'failed' && job.errorCode === 'submit_unconfirmed');
}

/**
 * The videos on the provider's list that an unconfirmed job may have made, the likeliest first; none where the provider
 * has no list. What another job holds is not among them.
 * @throws StudioError where the job is not unconfirmed, or the provider cannot be asked
 */
export async function findCandidates(
  { database, providers }: JobContext,
  job: Job,
): Promise<{ canList: boolean; hasRival: boolean; candidates: Candidate[] }> {
  if (!isUnconfirmed(job))
    throw new StudioError('invalid_request', 'It is known what became of the request for this video.');
  const provider = providers.find(job.providerId);
  if (!provider)
    throw new StudioError('unavailable', 'The provider of this video is not connected any more.');
  const since = earliest(job);
  const listed = await provider.listVideos(since);
  // In this order: one that is being sent right now is a rival, and once it has its answer its video is held.
  const hasRival = await findRival(database, job);
  const held = await findHeld(
    database,
    job.providerId,
    (listed ?? []).map(({ id }) => id),
  );
  const candidates = (listed ?? [])
    .filter(({ id, createdAt }) => !held.has(id) && (createdAt === null || createdAt >= since))
    .map((video) => judge(video, job, provider.dialect))
    .sort((one, other) => other.score - one.score);
  return { canList: listed !== null, hasRival, candidates };
}
