import 'server-only';
import { log } from '@/lib/log';
import type { Dialect } from '@/lib/providers/dialect';
import type { HeldJob, Move } from './advance-job';
import { findCandidates } from './candidates';
import type { JobContext } from './context';
import type { JobChanges } from './job-row';

/** How long after each look at the provider's list the next one follows, from the moment on at which a job is unsure. */
const looksAfterMs = [15_000, 45_000, 4 * 60_000, 15 * 60_000, 3_600_000, 6 * 3_600_000, 24 * 3_600_000];

/** When an unsure job is looked for next; never, where its provider has no list or it was looked for long enough. */
export function nextLook(dialect: Dialect | undefined, now: number, looks: number): number | undefined {
  const afterMs = dialect?.list && looksAfterMs[looks];
  return afterMs === undefined ? undefined : now + afterMs;
}

/** What makes an unconfirmed job one that is polled: its video at the provider. */
export function confirmed(upstreamId: string, now: number): JobChanges & { dueAt: number } {
  return {
    operation: {},
    upstreamId,
    errorCode: null,
    errorMessage: null,
    errorParam: null,
    errorBody: null,
    completedAt: null,
    failures: 0,
    dueAt: now,
  };
}

/**
 * Looks for the video of an unsure job on the provider's list. It is taken only where a single one can be meant, with
 * this very prompt and at this very time, and no other job can mean it; else a person decides. Nothing is ever sent.
 */
export async function reconcile(context: JobContext, { job }: HeldJob): Promise<Move> {
  const { now, providers } = context;
  const dialect = providers.find(job.providerId)?.dialect;
  const looks = job.failures + 1;
  try {
    const { candidates, hasRival } = await findCandidates(context, job);
    const [match, ...others] = candidates.filter(({ isMatch }) => isMatch);
    if (match && others.length === 0 && !hasRival) {
      const { dueAt, ...changes } = confirmed(match.id, now());
      return { to: 'poll', changes, dueAt, spending: { state: 'charged' } };
    }
  } catch (error) {
    log.warn({ job: job.id, err: error }, 'the provider could not be asked for its videos');
  }
  return { to: 'unsure', changes: { failures: looks }, dueAt: nextLook(dialect, now(), looks) };
}
