import 'server-only';
import type { HeldJob, Move } from './advance-job';
import type { JobContext } from './context';
import type { Job } from './job';
import { backOff, pollInterval } from './schedule';

/** Gateways forget and remember; a paid job is given up only after it was not found for so long. */
const notFoundGraceMs = 60 * 60_000;
const notFoundTries = 6;
/** How often a job is looked at whose provider is not connected at the moment. */
const disconnectedPauseMs = 60_000;

function troubleMove(job: Job, now: number, pollAfterMs: number | null): Move {
  const failures = job.failures + 1;
  return { to: 'poll', changes: { failures }, dueAt: now + (pollAfterMs ?? backOff(failures)) };
}

/**
 * Asks the provider how a job is doing. Trouble on the way never ends a job, an unknown word never does, and progress
 * never runs backwards.
 */
export async function poll(context: JobContext, { job }: HeldJob): Promise<Move> {
  const { now, providers } = context;
  const provider = providers.find(job.providerId);
  if (!provider) return troubleMove(job, now(), disconnectedPauseMs);

  const answer = await provider.poll(job);
  if (answer.outcome === 'trouble') return troubleMove(job, now(), answer.pollAfterMs);
  if (answer.outcome === 'gone') {
    const silentForMs = now() - (job.answeredAt ?? job.submittedAt ?? job.createdAt);
    if (silentForMs < notFoundGraceMs || job.failures + 1 < notFoundTries)
      return troubleMove(job, now(), null);
    const errorMessage = `The provider no longer knows this job: ${answer.message}`;
    return { to: 'failed', changes: { errorCode: 'provider_not_found', errorMessage, completedAt: now() } };
  }

  const { state, progress, expiresAt, resultUrl, pollUrl, error } = answer.job;
  const changes = {
    answeredAt: now(),
    progress: progress === null ? job.progress : Math.max(progress, job.progress ?? 0) || null,
    expiresAt: expiresAt ?? job.expiresAt,
    operation: { ...job.operation, ...(resultUrl ? { resultUrl } : {}), ...(pollUrl ? { pollUrl } : {}) },
  };
  if (state === 'succeeded') return { to: 'archive', changes: { ...changes, progress: 100 }, dueAt: now() };
  if (error) {
    const { code, message, param, body } = error;
    const ended = {
      errorCode: code,
      errorMessage: message,
      errorParam: param,
      errorBody: body,
      completedAt: now(),
    };
    return { to: 'failed', changes: { ...changes, ...ended } };
  }
  const ageMs = now() - (job.submittedAt ?? job.createdAt);
  const dueAt = now() + (answer.pollAfterMs ?? pollInterval(ageMs, provider.dialect.polling));
  return { to: 'poll', changes, dueAt };
}
