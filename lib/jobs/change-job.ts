import 'server-only';
import { StudioError } from '@/lib/errors';
import { newId } from '@/lib/new-id';
import { openBatchStore } from './batch-store';
import type { Caller } from './caller';
import { cancelledWords } from './change-batch';
import type { JobContext } from './context';
import { createJob } from './create-job';
import { deleteUpstream } from './delete-upstream';
import { dropFiles } from './drop-files';
import { canMove, type Job, type JobState, spellState, stateOf } from './job';
import type { JobChanges } from './job-row';
import { personMove } from './log-entry';
import { keptSources } from './references';

/** What a person may do to a job besides making one. */
export const jobActions = [
  'restore',
  'cancel',
  'send-again',
  'give-up',
  'ask-again',
  'retry',
  'delete-upstream',
] as const;
export type JobAction = (typeof jobActions)[number];

/** Who asks for it, as far as it spends money. */
type By = Partial<Pick<Caller, 'idempotencyKey' | 'holder'>>;

/**
 * A job that is there.
 * @param param the field of the request that names it, where that is one
 * @throws StudioError `not_found`
 */
export async function getJob(context: JobContext, id: string, param?: string): Promise<Job> {
  const job = await context.store.find(id);
  if (!job || job.purgedAt !== null)
    throw new StudioError('not_found', `There is no video with the id "${id.slice(0, 80)}".`, { param });
  return job;
}

async function moveJob(
  context: JobContext,
  job: Job,
  to: JobState,
  changes: JobChanges,
  refusal: string,
): Promise<Job> {
  if (!canMove(stateOf(job), to)) throw new StudioError('invalid_request', refusal);
  const now = context.now();
  const saved = await context.store.saveVersion(
    job.id,
    job.version,
    { ...changes, ...spellState(to), failures: 0, holder: null, leasedUntil: null },
    now,
    [personMove(now, job, to, changes.errorMessage)],
  );
  if (!saved)
    throw new StudioError(
      'not_ready',
      'The studio is working on this video right now. Try again in a moment.',
    );
  context.notify();
  return saved;
}

/** Ends a job that was never sent. One that was sent is paid for, so it is kept to its end instead. */
function cancel(context: JobContext, job: Job): Promise<Job> {
  if (job.step !== 'submit' || job.submittedAt !== null) {
    throw new StudioError(
      'invalid_request',
      'This video has been sent already, so it cannot be cancelled any more.',
    );
  }
  const changes: JobChanges = {
    errorCode: 'cancelled',
    errorMessage: cancelledWords(job.sentAgainKey),
    completedAt: context.now(),
    dueAt: null,
  };
  return moveJob(context, job, 'failed', changes, 'This video cannot be cancelled any more.');
}

/** Sends an unsure job once more. It may bill twice, so only a person asks for it, and one press counts once. */
async function sendAgain(context: JobContext, job: Job, { idempotencyKey, holder }: By): Promise<Job> {
  const key = idempotencyKey ?? null;
  if (key !== null && job.sentAgainKey === key) return job;
  if (job.step !== 'unsure')
    throw new StudioError('invalid_request', 'Only a video that nobody is sure of can be sent again.');
  if (holder !== undefined) await context.allowance.take(holder, 1);
  const batch = await openBatchStore(context.database).find(job.batchId);
  const changes: JobChanges = {
    submittedAt: null,
    // Of its batch nothing is sent any more; this is a wish of its own.
    ...(batch && batch.cancelledAt !== null ? { batchId: newId('batch', context.now()) } : {}),
    // Also without a key it must be known from now on that it was sent before.
    sentAgainKey: key ?? newId('again', context.now()),
    errorCode: null,
    errorMessage: null,
    errorBody: null,
    dueAt: context.now(),
  };
  return moveJob(context, job, 'submit', changes, 'This video cannot be sent again.');
}

function giveUp(context: JobContext, job: Job): Promise<Job> {
  if (job.step !== 'unsure')
    throw new StudioError('invalid_request', 'Only a video that nobody is sure of can be given up.');
  const errorMessage = 'Given up: the provider never confirmed this request. It may have been charged.';
  const changes: JobChanges = {
    errorCode: 'submit_unconfirmed',
    errorMessage,
    completedAt: context.now(),
    dueAt: null,
  };
  return moveJob(context, job, 'failed', changes, 'This video cannot be given up.');
}

/** Asks the provider once more: of a failed job it may know better by now, and one that is open need not wait for its turn. */
function askAgain(context: JobContext, job: Job): Promise<Job> {
  if (job.upstreamId === null)
    throw new StudioError(
      'invalid_request',
      'The provider never gave this video an id, so it cannot be asked.',
    );
  const changes: JobChanges = {
    errorCode: null,
    errorMessage: null,
    errorParam: null,
    errorBody: null,
    completedAt: null,
    dueAt: context.now(),
  };
  const to = job.step === 'archive' ? 'archive' : 'poll';
  return moveJob(
    context,
    job,
    to,
    changes,
    'Only a video that was sent and is not saved can be asked about again.',
  );
}

/** Makes a new job with the same inputs. */
async function retry(context: JobContext, job: Job, by: By): Promise<Job> {
  if (job.status !== 'failed')
    throw new StudioError('invalid_request', 'Only a failed video can be tried again.');
  const { references, source, ...words } = job.request;
  const images = keptSources(references);
  const where = { providerId: job.providerId, projectId: job.projectId ?? undefined };
  const request = { ...words, ...where, model: job.model, takes: 1, references: images };
  const [made] = await createJob(context, request, { ...by, source });
  if (!made) throw new StudioError('internal', 'No job was made.');
  return made;
}

/**
 * Does one of the actions to a job, and returns the job that it is about afterwards. An action that can spend money is
 * done once for each `Idempotency-Key`.
 */
export async function changeJob(
  context: JobContext,
  id: string,
  action: JobAction,
  by: By = {},
): Promise<Job> {
  const job = await getJob(context, id);
  switch (action) {
    case 'restore':
      return (await context.store.saveMark(id, { trashedAt: null }, context.now())) ?? job;
    case 'cancel':
      return cancel(context, job);
    case 'send-again':
      return sendAgain(context, job, by);
    case 'give-up':
      return giveUp(context, job);
    case 'ask-again':
      return askAgain(context, job);
    case 'retry':
      return retry(context, job, by);
    case 'delete-upstream':
      return deleteUpstream(context, job);
  }
}

/** Moves a job to the trash, from where it can be restored. Paid work on it goes on. */
export async function trashJob(context: JobContext, id: string): Promise<void> {
  await getJob(context, id);
  await context.store.saveMark(id, { trashedAt: context.now() }, context.now());
}

/**
 * Ends a trashed job for good: its files go, and of its row only the tombstone that answers its idempotency key.
 * @throws StudioError `not_ready` while the studio still works on it
 */
export async function purgeJob(context: JobContext, id: string): Promise<void> {
  const { store, storage, now } = context;
  const job = await getJob(context, id);
  const changes: JobChanges = {
    ...(job.step ? spellState('failed') : {}),
    ...(job.step ? { errorCode: 'cancelled' as const } : {}),
    request: { prompt: '', references: [] },
    // A provider may have quoted the prompt.
    errorMessage: job.step ? 'Deleted.' : null,
    errorBody: null,
    starredAt: null,
    projectId: null,
    purgedAt: now(),
    trashedAt: job.trashedAt ?? now(),
    dueAt: null,
    holder: null,
    leasedUntil: null,
  };
  const purged = await store.entomb(id, job.version, changes, now());
  if (!purged)
    throw new StudioError(
      'not_ready',
      'The studio is working on this video right now. Try again in a moment.',
    );
  await dropFiles(storage, id);
}
