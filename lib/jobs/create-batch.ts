import 'server-only';
import { StudioError } from '@/lib/errors';
import { newId } from '@/lib/new-id';
import type { ProviderModel } from '@/lib/providers/registry';
import type { BatchItem, BatchRequest } from './batch-request';
import { type Batch, openBatchStore } from './batch-store';
import type { JobContext } from './context';
import { fingerprint, type Image } from './fingerprint';
import type { JobRequest, Reference } from './job';
import { newJob } from './new-job';
import { requireProject } from './projects';
import { isWebAddress, keepReference } from './references';
import { requireRoom } from './room';
import { chooseModel, requireOpen, settleImages, settleWords } from './settle-create';
import type { NewJob } from './store';

type Options = { idempotencyKey: string; holder?: string };

/** Says of an item's own field which item it is. */
function nameItem(error: unknown, { index, own }: BatchItem): unknown {
  if (!(error instanceof StudioError) || error.param === null || !own.has(error.param)) return error;
  const at = `items[${index}].`;
  return new StudioError(error.code, at + error.message, { param: at + error.param, cause: error });
}

/** The requests of a batch, each checked against what the model can take. */
function checkItems(
  chosen: ProviderModel,
  { common, items }: BatchRequest,
  references: Reference[],
): JobRequest[] {
  return items.map((item) => {
    const { index: _index, own: _own, ...mine } = item;
    try {
      return settleWords(chosen, { ...common, ...mine }, references);
    } catch (error) {
      throw nameItem(error, item);
    }
  });
}

/**
 * The batch that an `Idempotency-Key` made before; `null` when the key is new.
 * @throws StudioError `idempotency_key_reused`
 */
async function findEarlier(
  { database }: JobContext,
  key: string,
  requestHash: string,
): Promise<Batch | null> {
  const earlier = await openBatchStore(database).findByIdempotencyKey(key);
  if (!earlier || earlier.requestHash === requestHash) return earlier;
  const message = 'This Idempotency-Key was used before with another request. Use a new key for a new batch.';
  throw new StudioError('idempotency_key_reused', message, { param: 'Idempotency-Key' });
}

/** The rows of a batch, due one after the other. On a page that shows the newest first they stand in this order too. */
function toJobs(
  requests: JobRequest[],
  {
    projectId,
    ...given
  }: Omit<Parameters<typeof newJob>[0], 'id' | 'request'> & { projectId: string | null },
) {
  const { createdAt } = given;
  return requests.map((request, index): NewJob => {
    const madeAt = createdAt + requests.length - 1 - index;
    const job = newJob({ ...given, id: newId('video', madeAt), request, createdAt: madeAt });
    return { ...job, projectId, dueAt: createdAt + index };
  });
}

async function record(
  context: JobContext,
  request: BatchRequest,
  given: { images: Image[]; requestHash: string; options: Options },
): Promise<Batch> {
  const { database, storage, allowance, now, notify } = context;
  const { images, requestHash, options } = given;
  const { idempotencyKey, holder } = options;
  const count = request.items.length;
  await requireRoom(storage);
  const { projectId } = request.common;
  if (projectId !== undefined) await requireProject(database, projectId);
  const chosen = await chooseModel(context, request.common);
  await requireOpen(context, chosen.provider);
  const references = await settleImages(context, chosen, request.common, images);
  const requests = checkItems(chosen, request, references);
  // Of a whole batch that was wrong somewhere nothing is taken: it would be a minute until it may come again.
  if (holder !== undefined) await allowance.take(holder, count);
  const createdAt = now();
  const batch = { id: newId('batch', createdAt), idempotencyKey, requestHash, count, createdAt };
  const jobs = toJobs(requests, {
    providerId: chosen.provider.id,
    model: chosen.model,
    batchId: batch.id,
    requestHash,
    idempotencyKey: null,
    projectId: projectId ?? null,
    createdAt,
  });
  try {
    await openBatchStore(database).insert(batch, jobs);
  } catch (error) {
    // A twin of this request, running at the same time, may have taken the key just now.
    const twin = await findEarlier(context, idempotencyKey, requestHash);
    if (twin) return twin;
    throw error;
  }
  notify();
  return { ...batch, pausedAt: null, cancelledAt: null };
}

/**
 * Records all videos of a batch, or none, to be sent one after the other. Nobody waits for a provider here. The same
 * `Idempotency-Key` with the same request answers with the same batch, for ever.
 * @throws StudioError when a request is not right; nothing is recorded then
 */
export async function createBatch(
  context: JobContext,
  request: BatchRequest,
  options: Options,
): Promise<Batch> {
  const images: Image[] = [];
  // An address is fetched only for a new batch: a repeat is answered though the image may be gone by then.
  for (const source of request.common.references)
    images.push(isWebAddress(source) ? source : await keepReference(context.storage, source));
  const { references: _sources, projectId: _project, ...common } = request.common;
  const items = request.items.map(({ own: _own, ...item }) => item);
  const requestHash = fingerprint({ ...common, items }, images, options);
  const earlier = await findEarlier(context, options.idempotencyKey, requestHash);
  return earlier ?? record(context, request, { images, requestHash, options });
}
