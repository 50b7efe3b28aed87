import 'server-only';
import { type ErrorCode, StudioError } from '@/lib/errors';
import { log } from '@/lib/log';
import type { Exchange } from '@/lib/providers/exchange';
import type { Provider } from '@/lib/providers/provider';
import type { JobContext } from './context';
import { inTransaction } from './in-transaction';
import { isOpen, type Job } from './job';
import { appendLog } from './job-log';
import { newLogEntry } from './log-entry';

/** Ends after which the provider has nothing that could be deleted. */
const nothingLeft: readonly (ErrorCode | null)[] = ['provider_not_found', 'video_expired'];

/** Whether the provider's copy of a video can be deleted, as far as is known without asking. */
export function canDeleteUpstream(job: Job, provider: Provider | null): boolean {
  return (
    provider?.dialect.delete !== undefined &&
    job.upstreamId !== null &&
    job.upstreamDeletedAt === null &&
    !isOpen(job) &&
    !nothingLeft.includes(job.errorCode)
  );
}

/** @throws StudioError where the provider's copy is the only one, or cannot be deleted */
async function check({ storage, providers }: JobContext, job: Job): Promise<Provider> {
  const provider = providers.find(job.providerId);
  if (!provider)
    throw new StudioError('unavailable', 'The provider of this video is not connected any more.');
  if (provider.lockedBecause) throw new StudioError('unavailable', provider.lockedBecause);
  if (!provider.dialect.delete)
    throw new StudioError('provider_unsupported', `${provider.label} has no call that deletes a video.`);
  if (job.upstreamId === null)
    throw new StudioError('invalid_request', 'The provider never gave this video an id.');
  if (isOpen(job)) {
    const message = 'This video is not saved here yet; to delete it at the provider would lose it.';
    throw new StudioError('not_ready', message);
  }
  const found = job.saved && (await storage.stat(job.saved.videoKey));
  if (job.saved && found?.size !== job.saved.bytes) {
    const message = 'Our own copy is not whole in the data folder, so the provider’s may be the only one.';
    throw new StudioError('gone', message);
  }
  return provider;
}

/**
 * Deletes a video at its provider; our own copy stays as it is. Only for what is saved here or has come to its end, and
 * done once: what is deleted already stays so.
 * @throws StudioError
 */
export async function deleteUpstream(context: JobContext, job: Job): Promise<Job> {
  const { database, store, now } = context;
  if (job.upstreamDeletedAt !== null) return job;
  const provider = await check(context, job);
  const exchanges: { at: number; exchange: Exchange }[] = [];
  const entries = () =>
    exchanges.map(({ at, exchange }) =>
      newLogEntry(at, { kind: 'exchange', purpose: 'delete', ...exchange }),
    );
  try {
    await provider.deleteVideo(job, (exchange) => exchanges.push({ at: now(), exchange }));
  } catch (error) {
    await inTransaction(database, (transaction) => appendLog(transaction, job.id, entries())).catch(
      (cause: unknown) => log.warn({ job: job.id, err: cause }, 'the log of a job could not be written'),
    );
    throw error;
  }
  return (await store.saveMark(job.id, { upstreamDeletedAt: now() }, now(), entries())) ?? job;
}
