import 'server-only';
import { readFile, rm } from 'node:fs/promises';
import { StudioError } from '@/lib/errors';
import { log } from '@/lib/log';
import { fitImage } from '@/lib/media/fit-image';
import { type Encoded, referenceFieldFor } from '@/lib/providers/encode';
import type { EncodableImage } from '@/lib/providers/encode-image';
import type { Provider, SubmitOutcome } from '@/lib/providers/provider';
import type { HeldJob, Move } from './advance-job';
import type { JobContext } from './context';
import type { Job, Reference, Warning } from './job';
import { copyToLocalFile } from './local-file';
import { backOff } from './schedule';

/** Longer than the longest that a create may take, so that nobody else takes the job while it is on its way. */
const submitLeaseMs = 180_000;
/** How long a provider may be out of reach before a job that was never sent is given up. */
const unreachableForMs = 10 * 60_000;

const sizePattern = /^(\d+)x(\d+)$/;

const remixEmulated: Warning = {
  field: 'remix',
  message: 'This provider has no remix; the new prompt was sent with the same settings and reference.',
};

type Prepared = { encoded: Encoded; warnings: Warning[]; cleanUp: () => Promise<void> };

/** A reference as a local file, fitted to the video's size where the provider insists on that. */
async function prepareImage(
  context: JobContext,
  reference: Reference,
  fitTo: { width: number; height: number } | null,
): Promise<{ image: EncodableImage; warning: Warning | null }> {
  const extension = reference.key.split('.').at(-1) ?? 'bin';
  const sourcePath = await copyToLocalFile(context.storage, reference.key, extension);
  if (!sourcePath)
    throw new StudioError('not_found', 'The reference image is no longer in storage.', {
      param: 'input_reference',
    });
  let path = sourcePath;
  const isFitting = !fitTo || (fitTo.width === reference.width && fitTo.height === reference.height);
  if (!isFitting) {
    path = await context.storage.temporaryPath(extension);
    await fitImage({ sourcePath, targetPath: path, ...fitTo, type: reference.type });
    await rm(sourcePath, { force: true });
  }
  const readDataUri = async () =>
    `data:${reference.type};base64,${(await readFile(path)).toString('base64')}`;
  const message = `The image was cropped from ${reference.width}×${reference.height} to ${fitTo?.width}×${fitTo?.height}, because the provider takes no other size.`;
  return {
    image: { role: reference.role, path, type: reference.type, readDataUri },
    warning: isFitting ? null : { field: reference.role, message },
  };
}

async function prepare(context: JobContext, provider: Provider, job: Job): Promise<Prepared> {
  const { remixOf, references, ...request } = job.request;
  if (remixOf) {
    const encoded =
      remixOf.upstreamId === null ? null : provider.encodeRemix(remixOf.upstreamId, request.prompt);
    if (encoded) return { encoded, warnings: [], cleanUp: async () => {} };
  }
  const match = sizePattern.exec(request.size ?? '');
  const size = match ? { width: Number(match[1]), height: Number(match[2]) } : null;
  const images: EncodableImage[] = [];
  const warnings: Warning[] = remixOf ? [remixEmulated] : [];
  for (const reference of references) {
    const field = referenceFieldFor(provider.dialect, job.model, reference.role);
    const { image, warning } = await prepareImage(context, reference, field?.mustMatchSize ? size : null);
    images.push(image);
    if (warning && field) warnings.push(warning);
  }
  const encoded = await provider.encode({ ...request, model: job.model, images });
  const cleanUp = async () => {
    await Promise.all(images.map(({ path }) => rm(path, { force: true })));
  };
  return { encoded, warnings: [...warnings, ...encoded.warnings], cleanUp };
}

/** The move that each way a submit can end leads to. Money is only ever spent on `accepted`, and maybe on `unknown`. */
function moveAfter(outcome: SubmitOutcome, job: Job, now: number, pollIntervalMs: number): Move {
  switch (outcome.outcome) {
    case 'accepted': {
      const { operation, job: upstreamJob } = outcome;
      const changes = {
        operation,
        upstreamId: upstreamJob.id,
        progress: upstreamJob.progress || null,
        expiresAt: upstreamJob.expiresAt,
        answeredAt: now,
      };
      return { to: 'poll', changes, dueAt: now + (outcome.pollAfterMs ?? pollIntervalMs) };
    }
    case 'refused': {
      const { code, message, param, body } = outcome.error;
      const changes = {
        errorCode: code,
        errorMessage: message,
        errorParam: param,
        errorBody: body,
        completedAt: now,
      };
      return { to: 'failed', changes };
    }
    case 'rate_limited': {
      const changes = { submittedAt: null, failures: job.failures + 1 };
      return { to: 'submit', changes, dueAt: now + (outcome.retryAfterMs ?? backOff(changes.failures)) };
    }
    case 'never_sent': {
      if (now - job.createdAt >= unreachableForMs) {
        const errorMessage = `The provider could not be reached: ${outcome.message} Nothing was sent, so nothing was charged.`;
        return {
          to: 'failed',
          changes: { errorCode: 'network', errorMessage, submittedAt: null, completedAt: now },
        };
      }
      const changes = { submittedAt: null, failures: job.failures + 1, errorMessage: outcome.message };
      return { to: 'submit', changes, dueAt: now + backOff(changes.failures) };
    }
    case 'unknown':
      return {
        to: 'unsure',
        changes: { errorCode: 'submit_unconfirmed', errorMessage: outcome.message, errorBody: outcome.body },
      };
  }
}

/**
 * Sends the paid request, at most once per attempt: that it is about to be sent is committed before its first byte,
 * so whoever finds the job in that state knows that money may have been spent and sends nothing.
 */
export async function submit(context: JobContext, { job, save }: HeldJob): Promise<Move> {
  const { now, providers } = context;
  if (job.submittedAt !== null) {
    const errorMessage =
      'The studio stopped while the request was on its way. The provider may have accepted it.';
    return { to: 'unsure', changes: { errorCode: 'submit_unconfirmed', errorMessage } };
  }
  const provider = providers.find(job.providerId);
  if (!provider) {
    const errorMessage = `The provider "${job.providerId}" is not connected any more. Nothing was sent.`;
    return { to: 'failed', changes: { errorCode: 'unavailable', errorMessage, completedAt: now() } };
  }

  let prepared: Prepared;
  try {
    prepared = await prepare(context, provider, job);
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    const changes = {
      errorCode: error.code,
      errorMessage: error.message,
      errorParam: error.param,
      completedAt: now(),
    };
    return { to: 'failed', changes };
  }
  try {
    await save({
      submittedAt: now(),
      attempt: job.attempt + 1,
      warnings: prepared.warnings,
      leasedUntil: now() + submitLeaseMs,
    });
    const outcome = await provider.submit(prepared.encoded);
    const move = moveAfter(outcome, job, now(), provider.dialect.polling.intervalMs);
    const isAnswered = move.to === 'poll' || move.to === 'failed';
    return { ...move, changes: { ...(isAnswered ? { errorMessage: null } : {}), ...move.changes } };
  } finally {
    // What the provider said must not be lost over a file that would not go.
    await prepared
      .cleanUp()
      .catch((error: unknown) => log.warn({ job: job.id, err: error }, 'a file was left behind'));
  }
}
