import 'server-only';
import { StudioError } from '@/lib/errors';
import { parseBody } from '@/lib/multipart';
import type { SentRequest } from '@/lib/providers/exchange';
import { unixSeconds } from '@/lib/unix-seconds';
import type { JobContext } from './context';
import { type CreateRequest, imageFields, parseCreateRequest } from './create-request';
import type { Job, Warning } from './job';
import { readLog } from './job-log';
import { prepareSubmit } from './prepare-submit';
import { fileNames, presentHeaders } from './present-log';
import { maximumReferenceBytes } from './references';
import type { CreateRequestView } from './request-wire';
import { requireRoom } from './room';
import { openScratchStorage } from './scratch-storage';
import { chooseModel, settleCreate } from './settle-create';
import { toCurl } from './to-curl';

type Shown = {
  sent: SentRequest;
  sentAt: number | null;
  provider: { id: string; label: string };
  job: Pick<Job, 'model' | 'request'>;
  takes: number;
  warnings: readonly Warning[];
};

function present({ sent, sentAt, provider, job, takes, warnings }: Shown): CreateRequestView {
  const { method, url, body, isCut } = sent;
  return {
    object: 'create_request',
    sent_at: sentAt === null ? null : unixSeconds(sentAt),
    provider: { id: provider.id, label: provider.label },
    model: job.model,
    takes,
    request: { method, url, headers: presentHeaders(sent), body, is_cut: isCut },
    curl: toCurl(sent, fileNames(job)),
    warnings: [...warnings],
  };
}

/**
 * What a create would send, found in the way in which it is sent, up to its first byte. Nothing is recorded, nothing is kept
 * and nothing goes to the provider.
 * @throws StudioError as the create would before it sends anything
 */
export async function previewRequest(context: JobContext, asked: CreateRequest): Promise<CreateRequestView> {
  const scratch = openScratchStorage(context.storage);
  const workplace = { ...context, storage: scratch.storage };
  try {
    const chosen = await chooseModel(workplace, asked);
    const { provider, model } = chosen;
    const request = await settleCreate(workplace, chosen, asked, { images: asked.references });
    const job = { model, request };
    const { encoded, warnings, cleanUp } = await prepareSubmit(workplace, provider, job);
    try {
      const sent = await provider.describe(encoded);
      if (!sent) throw new StudioError('internal', 'The request could not be described.');
      return present({ sent, sentAt: null, provider, job, takes: asked.takes, warnings });
    } finally {
      await cleanUp();
    }
  } finally {
    await scratch.drop();
  }
}

/** `POST /api/requests/preview`, with the body of `POST /v1/videos`. */
export async function receivePreview(context: JobContext, request: Request): Promise<CreateRequestView> {
  const { fields, files, drop } = await parseBody(request, {
    maximumFileBytes: maximumReferenceBytes,
    requireRoom: (bytes) => requireRoom(context.storage, bytes),
    temporaryPath: () => context.storage.temporaryPath('upload'),
    imageFields,
  });
  try {
    return await previewRequest(context, parseCreateRequest(fields, files));
  } finally {
    await drop();
  }
}

/**
 * What was sent for a video, as its log has it.
 * @throws StudioError `not_found` where nothing was sent, or nobody wrote it down
 */
export async function findSentRequest(
  { database, providers }: JobContext,
  job: Job,
): Promise<CreateRequestView> {
  const rows = await readLog(database, job.id);
  const row = rows.findLast(({ entry }) => entry.kind === 'exchange' && entry.purpose === 'create');
  if (row?.entry.kind !== 'exchange')
    throw new StudioError('not_found', 'Nothing is written of how this video was asked for.');
  const label = providers.find(job.providerId)?.label ?? job.providerId;
  return present({
    sent: row.entry.request,
    sentAt: row.at,
    provider: { id: job.providerId, label },
    job,
    takes: 1,
    warnings: job.warnings,
  });
}
