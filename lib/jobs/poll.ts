import 'server-only';
import { fieldOfFault } from '@/lib/providers/caller-field';
import type { Dialect } from '@/lib/providers/dialect';
import type { HeldJob, Move } from './advance-job';
import type { JobContext } from './context';
import type { Job } from './job';
import type { JobChanges } from './job-row';
import { backOff, notFoundForMs, pollInterval } from './schedule';
import { settlementOf } from './spending';

/** Right after a create many servers do not know it yet; a word about it only after so long. */
const notFoundGraceMs = 2 * 60_000;
/** How often a job is looked at whose provider is not connected at the moment. */
const disconnectedPauseMs = 60_000;
/** How often a job is asked about that takes far longer than its provider's jobs take, or is not found for long. */
const slowIntervalMs = 3_600_000;

/** Asks again later: far later where the job has been under way for longer than the dialect says that one can take. */
function again(
  job: Job,
  now: number,
  dialect: Dialect | null,
  next: { inMs: number; changes: JobChanges },
): Move {
  const underWayForMs = now - (job.submittedAt ?? job.createdAt);
  const hasStalled = dialect !== null && underWayForMs >= dialect.polling.deadlineMs;
  const inMs = hasStalled ? Math.max(next.inMs, slowIntervalMs) : next.inMs;
  const stalledAt = hasStalled ? (job.stalledAt ?? now) : null;
  return { to: 'poll', changes: { ...next.changes, stalledAt }, dueAt: now + inMs };
}

/** A time before the video was asked for is a clock that is wrong, or a placeholder. */
function isAfter(time: number | null, submittedAt: number | null): boolean {
  return time !== null && time > (submittedAt ?? 0);
}

/** The move of a job that its provider does not know; where the video is may be known all the same. */
function notFoundMove(job: Job, now: number, dialect: Dialect, message: string): Move {
  const failures = job.failures + 1;
  const silentForMs = now - (job.answeredAt ?? job.submittedAt ?? job.createdAt);
  const errorMessage = `The provider does not know this job: ${message}`;
  const lost = { errorCode: 'provider_not_found' as const, errorMessage };
  const hasAddress = typeof job.operation?.resultUrl === 'string';
  if (hasAddress && silentForMs >= notFoundGraceMs) return { to: 'archive', changes: lost, dueAt: now };
  if (silentForMs >= notFoundForMs)
    return { to: 'failed', changes: { ...lost, completedAt: now }, spending: { state: 'unsure' } };
  const changes = silentForMs < notFoundGraceMs ? { failures } : { failures, ...lost };
  const inMs = Math.max(backOff(failures), Math.min(slowIntervalMs, Math.round(silentForMs / 4)));
  return again(job, now, dialect, { inMs, changes });
}

/**
 * Asks the provider how a job is doing. Trouble on the way never ends a job, an unknown word never does, and progress
 * never runs backwards.
 */
export async function poll(context: JobContext, { job, log }: HeldJob): Promise<Move> {
  const { now, providers, pace } = context;
  const provider = providers.find(job.providerId);
  const failures = job.failures + 1;
  if (!provider) return again(job, now(), null, { inMs: disconnectedPauseMs, changes: { failures } });

  const { dialect } = provider;
  const waitMs = pace.enter(provider.id, job.id, dialect.polling);
  if (waitMs > 0) return { to: 'poll', changes: { failures: job.failures }, dueAt: now() + waitMs };
  const answer = await provider.poll(job, log.watch).finally(() => pace.leave(provider.id));
  if (answer.outcome === 'trouble') {
    if (answer.code === 'provider_rate_limit')
      pace.slowDown(provider.id, dialect.polling, answer.pollAfterMs ?? 0);
    const inMs = answer.pollAfterMs ?? backOff(failures);
    return again(job, now(), dialect, { inMs, changes: { failures } });
  }
  if (answer.outcome === 'gone') return notFoundMove(job, now(), dialect, answer.message);

  const { state, progress, expiresAt, resultUrl, pollUrl, error, cost } = answer.job;
  const changes = {
    answeredAt: now(),
    progress: progress === null ? job.progress : Math.max(progress, job.progress ?? 0) || null,
    expiresAt: isAfter(expiresAt, job.submittedAt) ? expiresAt : job.expiresAt,
    operation: {
      ...job.operation,
      isQueued: state === 'queued',
      ...(resultUrl ? { resultUrl } : {}),
      ...(pollUrl ? { pollUrl } : {}),
    },
    errorCode: null,
    errorMessage: null,
  };
  if (state === 'succeeded') {
    const spending = settlementOf('charged', cost);
    return { to: 'archive', changes: { ...changes, progress: 100 }, dueAt: now(), spending };
  }
  if (error) {
    const { code, message, body } = error;
    const ended = {
      errorCode: code,
      errorMessage: message,
      errorParam: fieldOfFault(dialect, job, error),
      errorBody: body,
      completedAt: now(),
    };
    // Some providers charge what failed, and some do not.
    return { to: 'failed', changes: { ...changes, ...ended }, spending: settlementOf('unsure', cost) };
  }
  const ageMs = now() - (job.submittedAt ?? job.createdAt);
  const inMs = answer.pollAfterMs ?? pollInterval(ageMs, dialect.polling);
  return again(job, now(), dialect, { inMs, changes });
}
