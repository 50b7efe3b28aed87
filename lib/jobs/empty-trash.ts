import 'server-only';
import { z } from 'zod';
import type { Database } from '@/lib/db/open';
import { log } from '@/lib/log';
import { readFields } from '@/lib/read-fields';
import { purgeJob } from './change-job';
import type { JobContext } from './context';
import { trashKeptMs } from './job';
import type { EmptiedTrash } from './organise-wire';

/** As many are ended for one request, so that it is answered soon, and whoever waits sees it go on. */
const atOnce = 50;

/** What was put into the trash until then. What is still under way may be paid for, so it stays until it has ended. */
function trashedUntil(database: Database, until: number) {
  return database
    .selectFrom('jobs')
    .where('trashed_at', '<=', until)
    .where('purged_at', 'is', null)
    .where('step', 'is', null);
}

/** Ends videos for good. @returns how many were ended */
async function endAll(context: JobContext, rows: readonly { id: string }[]): Promise<number> {
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

/** Ends for good what has lain in the trash for as long as it is kept there. @returns how many were ended */
export async function emptyTrash(context: JobContext): Promise<number> {
  const { database, now } = context;
  return endAll(
    context,
    await trashedUntil(database, now() - trashKeptMs)
      .select('id')
      .execute(),
  );
}

/** `POST /api/trash/empty`. */
export const emptyTrashSchema = z.object({
  before: z.int('must be a time in Unix seconds').min(0),
});

/**
 * Ends for good some of what was put into the trash by then: a piece, to be asked for until nothing remains. What came
 * in later is not what the person saw who asks.
 * @throws StudioError `invalid_request` naming the field
 */
export async function emptyTrashNow(context: JobContext, body: unknown): Promise<EmptiedTrash> {
  const { database } = context;
  const { before } = readFields(emptyTrashSchema, body);
  // The whole of that second, since that is as exactly as anybody is told of it.
  const all = trashedUntil(database, before * 1_000 + 999);
  const rows = await all.select('id').orderBy('trashed_at').orderBy('id').limit(atOnce).execute();
  const purged = await endAll(context, rows);
  const { count } = await all
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { object: 'trash.emptied', purged, remaining: Number(count) };
}
