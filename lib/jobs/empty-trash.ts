import 'server-only';
import { log } from '@/lib/log';
import { purgeJob } from './change-job';
import type { JobContext } from './context';
import { trashKeptMs } from './job';

/** How often it is looked whether something has lain in the trash for long enough. */
const emptyEveryMs = 60 * 60_000;

/**
 * Ends for good what has lain in the trash for as long as it is kept there. What is still under way may be paid for,
 * so it stays until it has ended.
 * @returns how many were ended
 */
export async function emptyTrash(context: JobContext): Promise<number> {
  const { database, now } = context;
  const rows = await database
    .selectFrom('jobs')
    .select('id')
    .where('trashed_at', '<=', now() - trashKeptMs)
    .where('purged_at', 'is', null)
    .where('step', 'is', null)
    .execute();
  let ended = 0;
  for (const { id } of rows) {
    try {
      await purgeJob(context, id);
      ended += 1;
    } catch (error) {
      log.warn({ job: id, err: error }, 'what is in the trash stays for now');
    }
  }
  return ended;
}

/** Empties the trash now and then. Returns what stops that. */
export function keepTrashEmpty(context: JobContext): () => Promise<void> {
  let last = Promise.resolve();
  const empty = () => {
    last = last
      .then(() => emptyTrash(context))
      .then(() => {})
      .catch((error: unknown) => log.warn({ err: error }, 'the trash could not be emptied'));
  };
  empty();
  const timer = setInterval(empty, emptyEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return last;
  };
}
