import 'server-only';
import { isErrorCode, StudioError } from '@/lib/errors';
import { newId } from '@/lib/new-id';
import { releaseOutbox } from '@/lib/webhooks/outbox';
import { advanceJob } from './advance-job';
import type { Caller } from './caller';
import type { JobContext } from './context';
import type { CreateRequest } from './create-request';
import { findByKey, findRepeated, markRepeated } from './find-earlier';
import { fingerprint, type Image } from './fingerprint';
import { type Job, type Source, seedOfTake } from './job';
import { newJob } from './new-job';
import { requireProject } from './projects';
import { isWebAddress, keepReference, type ReferenceSource } from './references';
import { requireRoom } from './room';
import { chooseModel, requireOpen, settleCreate } from './settle-create';
import { tombstone } from './tombstone';

/** How long a caller waits for the provider's first word before it is told "queued". */
const answerWithinMs = 20_000;
/** Covers the inline submit; the submit itself lengthens it before it sends. */
const createLeaseMs = 60_000;

export type CreateOptions = Partial<Caller> & {
  /** What it is made from, as far as that is known from the beginning. */
  source?: Source;
  /**
   * Says the whole of a request that means an earlier video. Asked for a new job alone: a repeat is answered though the
   * video may be gone by then.
   */
  complete?: () => Promise<{ request: CreateRequest; source: Source }>;
};

/** Runs the submit that the poller would run, so that a refusal reaches the caller as one and leaves no card. */
async function submitInline(
  context: JobContext,
  first: Job,
  others: Job[],
  caller: { isWaiting: boolean },
): Promise<Job> {
  const { store, database, now } = context;
  // Nobody is told of a refusal before it is known whether a card of it is left.
  const advanced = (await advanceJob(context, first, createLeaseMs)) ?? (await store.find(first.id)) ?? first;
  const isStopped = advanced.step === 'submit' && advanced.errorCode === 'daily_limit';
  const isRefusal = (isStopped || advanced.status === 'failed') && caller.isWaiting;
  const bury = () => store.entomb(advanced.id, advanced.version, tombstone(now()), now());
  // One that waits for the limit may go on this very moment, if that is raised; then it is no refusal.
  const wasRefused = isRefusal && ((await bury()) !== null || !isStopped);
  for (const job of others) {
    const changes = wasRefused ? tombstone(now()) : { dueAt: now(), holder: null, leasedUntil: null };
    await store.saveHeld(job.id, job.holder ?? '', changes, now());
  }
  if (advanced.status === 'failed' && !wasRefused) await releaseOutbox(database, advanced.id, now());
  context.notify();
  if (!wasRefused) return advanced;
  const code = advanced.errorCode && isErrorCode(advanced.errorCode) ? advanced.errorCode : 'provider_error';
  throw new StudioError(code, advanced.errorMessage ?? 'The provider refused.', {
    param: advanced.errorParam ?? undefined,
    body: advanced.errorBody ?? undefined,
  });
}

/** Makes the rows of one create and sends the first of them. */
async function record(
  context: JobContext,
  asked: CreateRequest,
  given: { images: Image[]; requestHash: string; batchId: string; options: CreateOptions },
): Promise<Job[]> {
  const { store, creates, now } = context;
  const { requestHash, batchId, options } = given;
  const { idempotencyKey = null, complete, holder } = options;
  await requireRoom(context.storage);
  if (holder !== undefined) await context.allowance.take(holder, asked.takes);
  const { request, source } = complete ? await complete() : { request: asked, source: options.source };
  const { projectId = null } = request;
  if (projectId !== null) await requireProject(context.database, projectId);
  const images: (Image | ReferenceSource)[] = complete ? request.references : given.images;
  const chosen = await chooseModel(context, request);
  const { provider, model } = chosen;
  await requireOpen(context, provider);
  const settled = await settleCreate(context, chosen, request, { images, source });
  const estimate = await context.prices.estimate(
    { providerId: provider.id, model, request: settled },
    request.takes,
  );
  await context.limits.require({ estimate, takes: request.takes });
  const createdAt = now();
  const blank = newJob({
    id: '',
    providerId: provider.id,
    model,
    request: settled,
    batchId,
    requestHash,
    idempotencyKey: null,
    createdAt,
  });
  // Held from the beginning, so that the poller does not send what is about to be sent here.
  const lease = { holder: newId('create', createdAt), leasedUntil: createdAt + createLeaseMs };
  const rows = Array.from({ length: request.takes }, (_, take) => {
    return {
      ...blank,
      ...lease,
      id: newId('video', createdAt),
      projectId,
      // With one seed for all of them they would be the same video.
      request: { ...settled, seed: seedOfTake(settled.seed, take) },
      idempotencyKey: take === 0 ? idempotencyKey : null,
    };
  });
  let jobs: Job[];
  try {
    jobs = await store.insert(rows);
  } catch (error) {
    // A twin of this request, running at the same time, may have taken the key just now.
    const twins = idempotencyKey && (await findByKey(context, idempotencyKey, requestHash));
    if (twins) return twins;
    throw error;
  }
  const [first, ...others] = jobs;
  if (!first) throw new StudioError('internal', 'No job was made.');

  const caller = { isWaiting: true };
  const submitted = creates.track(submitInline(context, first, others, caller));
  const answered = await Promise.race([submitted, expireAfter(answerWithinMs)]);
  // From here on the submit goes on by itself and ends in the job's row, refused or not: the caller has a card.
  caller.isWaiting = false;
  return answered ? [answered, ...others] : jobs;
}

/**
 * Records what was asked, then sends it. The rows are committed before any money can be spent. The same
 * `Idempotency-Key` with the same request answers with the same job, for ever; so does, for some minutes, a request
 * without a key whose caller says that it sends it again.
 * @returns the jobs made, or the ones that the first such request made
 * @throws StudioError when the request or the provider says no; no job is left then
 */
export async function createJob(
  context: JobContext,
  request: CreateRequest,
  options: CreateOptions = {},
): Promise<Job[]> {
  const { storage, creates, database, now } = context;
  const { idempotencyKey, retries = 0 } = options;
  const images: Image[] = [];
  // An address is fetched only for a new job: a repeat is answered though the image may be gone by then.
  for (const source of request.references)
    images.push(isWebAddress(source) ? source : await keepReference(storage, source));
  const { references: _sources, projectId: _project, ...words } = request;
  const requestHash = fingerprint(words, images, options);
  const isRepeat = !idempotencyKey && retries > 0;
  const joined = isRepeat ? creates.join(requestHash, retries) : null;
  if (joined) {
    const jobs = await joined;
    await markRepeated(database, jobs[0]?.batchId ?? '', retries);
    return jobs;
  }
  const batchId = newId('batch', now());
  // Found by repeats from here on, and before anything is looked up: of two at once the second sees the first.
  return creates.begin({ requestHash, batchId, callerRetries: retries }, async () => {
    const earlier = idempotencyKey
      ? await findByKey(context, idempotencyKey, requestHash)
      : isRepeat && (await findRepeated(context, requestHash, retries));
    return earlier || record(context, request, { images, requestHash, batchId, options });
  });
}

function expireAfter(milliseconds: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), milliseconds).unref();
  });
}
