import 'server-only';
import { log } from '@/lib/log';
import { archive } from './archive';
import type { JobContext } from './context';
import { dropFiles } from './drop-files';
import { canMove, type Job, type JobState, type JobStep, spellState, stateOf } from './job';
import type { JobChanges } from './job-row';
import type { NewLogEntry } from './log-entry';
import { poll } from './poll';
import { reconcile } from './reconcile';
import { saveLate } from './save-late';
import { backOff, dueTime } from './schedule';
import { type Settlement, settle } from './spending';
import { openStepLog, type StepLog } from './step-log';
import { submit } from './submit';
import type { Together } from './write-together';

/** Where a step leads: the next state, what changes with it, when it is next wanted, and what it says of the money. */
export type Move = { to: JobState; changes?: JobChanges; dueAt?: number; spending?: Settlement };

/** A job under this worker's lease. */
export type HeldJob = {
  job: Job;
  holder: string;
  /** What happens is told to it, and written together with where the step leads. */
  log: StepLog;
  /**
   * Commits a change in the middle of a step, and what goes together with it, and keeps the lease.
   * Throws {@link LeaseLostError}, or whatever what goes with it throws.
   */
  save: (changes: JobChanges, entries?: NewLogEntry[], together?: Together) => Promise<Job>;
};

/** Somebody else has the job now; whatever this worker found out about it no longer counts. */
class LeaseLostError extends Error {}

const heartbeatMs = 20_000;
const heldForMs = 180_000;

type Step = (context: JobContext, held: HeldJob) => Promise<Move>;

const steps: Record<JobStep, Step> = { submit, unsure: reconcile, poll, archive };

/** Whatever was kept in the meantime of a job that was deleted for good goes as well. */
async function lost({ store, storage }: JobContext, { id }: Job): Promise<null> {
  const job = await store.find(id);
  if (job && job.purgedAt !== null) await dropFiles(storage, id);
  return null;
}

/**
 * Takes a held job one step further and lets go of it. Of an end that this leads to, receivers are told after so long.
 * @returns the job as it was saved, or `null` when the lease was lost
 * @throws Error when a step asks for a move that the state table forbids
 */
export async function advanceJob(context: JobContext, job: Job, tellAfterMs = 0): Promise<Job | null> {
  const { store, now } = context;
  const { holder, step } = job;
  if (!holder || !step) throw new Error(`Job ${job.id} is not held, or has nothing to do.`);

  const stepLog = openStepLog(job, step, now);
  const held: HeldJob = {
    job,
    holder,
    log: stepLog,
    async save(changes, entries, together) {
      const saved = await store.saveHeld(job.id, holder, changes, now(), entries, { together });
      if (!saved) throw new LeaseLostError(`The lease on ${job.id} was lost.`);
      return saved;
    },
  };

  // A step may wait long for a provider or for its turn; as long as this process lives, the job stays its own.
  const heartbeat = setInterval(() => {
    store.renew(job.id, { holder, until: now() + heldForMs }).catch(() => {});
  }, heartbeatMs);
  let move: Move;
  try {
    move = await steps[step](context, held);
  } catch (error) {
    if (error instanceof LeaseLostError) return lost(context, job);
    // A fault of our own never ends a job: it waits and is tried again, and `submit` sees for itself what was sent.
    log.warn({ job: job.id, step, err: error }, 'a step came to nothing');
    stepLog.fault(error);
    const failures = job.failures + 1;
    move = { to: step, changes: { failures }, dueAt: now() + backOff(failures) };
  } finally {
    clearInterval(heartbeat);
  }

  const from = stateOf(job);
  if (!canMove(from, move.to)) throw new Error(`Job ${job.id} may not go from ${from} to ${move.to}.`);
  const changes: JobChanges = {
    failures: 0,
    ...move.changes,
    ...spellState(move.to),
    dueAt: move.dueAt === undefined ? null : dueTime(move.dueAt, now()),
    holder: null,
    leasedUntil: null,
  };
  // An answer that names what was paid for; nothing may drop it.
  const isAccepted = step === 'submit' && move.changes?.operation !== undefined;
  const late = { job, attempt: job.attempt + 1, changes };
  const entries = stepLog.entries(move.to, changes);
  const { spending } = move;
  const together = spending ? settle(spending) : null;
  try {
    const options = { tellAt: now() + tellAfterMs, together };
    const saved = await store.saveHeld(job.id, holder, changes, now(), entries, options);
    // Whoever is to be told of it is told now.
    if (saved?.step === null && tellAfterMs === 0) context.notify();
    const kept = saved ?? (isAccepted ? await saveLate(context, late, entries) : null);
    return kept ?? (await lost(context, job));
  } catch (error) {
    log.error({ job: job.id, upstreamId: changes.upstreamId, err: error }, 'a step could not be saved');
    if (!isAccepted) throw error;
    await context.journal.keep(late);
    return { ...job, ...changes };
  }
}
