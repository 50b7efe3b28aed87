import type { Batch } from '@/lib/jobs/batch-wire';
import { requestJson } from './api';
import { type CreateVideo, toForm, untilAnswered } from './create-video';
import { batchSchema } from './schemas';

/** What one video of a batch has for itself. */
export type BatchItem = Pick<CreateVideo, 'prompt' | 'size' | 'seconds' | 'seed'>;

/** Leaves out what is left open. */
function toItem(item: BatchItem) {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null));
}

/**
 * Asks for many videos, to be sent one after the other. `key` is made before anything is sent; whatever is lost on the
 * way, it names the one batch that was meant.
 * @param common what all have in common, and nothing else; the images go out once
 * @param project the id of the one that all go into
 * @throws ApiError the studio's refusal, or `unreachable` in the end
 */
export function createBatch(
  key: string,
  common: CreateVideo,
  items: readonly BatchItem[],
  project: string | null = null,
): Promise<Batch> {
  const headers = { 'idempotency-key': key };
  return untilAnswered(() => {
    const body = toForm(common);
    if (project !== null) body.set('project', project);
    body.set('items', JSON.stringify(items.map(toItem)));
    return requestJson(batchSchema, '/api/batches', { method: 'POST', headers, body });
  });
}

export type BatchAction = 'pause' | 'resume' | 'cancel';

/** Does something to a batch. Doing it twice is doing it once. */
export function changeBatch(id: string, action: BatchAction): Promise<Batch> {
  return requestJson(batchSchema, `/api/batches/${encodeURIComponent(id)}/${action}`, { method: 'POST' });
}
