import 'server-only';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '@/lib/db/open';
import { log } from '@/lib/log';
import type { JobContext } from './context';
import { findMarks } from './marks';
import { sidecarKey, toSidecar } from './sidecar';
import { writeSidecar } from './sidecar-file';

type DescribeContext = Pick<JobContext, 'database' | 'store' | 'storage' | 'providers'>;
type Stale = { job_id: string; note: string };

/** So many are read at a time. */
const atOnce = 50;
const pauseMs = 2_000;
const pauseAfterFaultMs = 60_000;

/**
 * Notes, in the commit of a mark, that the sidecar of a video does not tell of it yet. It is written after the commit,
 * and until it is the note stays, also over a crash.
 */
export async function noteStale(transaction: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const note = randomUUID();
  await transaction
    .insertInto('stale_sidecars')
    .values(ids.map((id) => ({ job_id: id, note })))
    .onConflict((conflict) => conflict.column('job_id').doUpdateSet({ note }))
    .execute();
}

/** The same of all videos of a project, whose name their sidecars have. */
export async function noteProjectStale(transaction: Database, projectId: string): Promise<void> {
  await sql`insert into stale_sidecars (job_id, note)
    select id, ${randomUUID()} from jobs where project_id = ${projectId}
    on conflict (job_id) do update set note = excluded.note`.execute(transaction);
}

/** Forgets a note, unless the video was marked again meanwhile. */
async function forget(database: Database, { job_id: id, note }: Stale): Promise<void> {
  await database.deleteFrom('stale_sidecars').where('job_id', '=', id).where('note', '=', note).execute();
}

async function describe(context: DescribeContext, stale: Stale): Promise<void> {
  const { database, store, storage, providers } = context;
  const job = await store.find(stale.job_id);
  if (job?.saved && job.completedAt !== null && job.purgedAt === null) {
    const { saved, completedAt } = job;
    const marks = await findMarks(database, job);
    await writeSidecar(storage, toSidecar({ ...job, saved, completedAt }, providers, marks));
    // It may have been deleted for good just now.
    if ((await store.find(job.id))?.purgedAt !== null) await storage.delete(sidecarKey(job.id));
  }
  await forget(database, stale);
}

/** How many videos a pass saw to, and how many of them keep their note, as their sidecar could not be written. */
type Pass = { described: number; failed: number };

/**
 * Writes the sidecars of all finished videos whose marks changed; those under way get theirs when they are saved.
 * @param signal ends the pass after the video in hand; the others keep their notes
 */
export async function describeStale(context: DescribeContext, signal?: AbortSignal): Promise<Pass> {
  const pass: Pass = { described: 0, failed: 0 };
  let fault: { job: string; err: unknown } | null = null;
  // By id, so that those that fail are behind and not for ever the first.
  for (let after = ''; ; ) {
    const rows = await context.database
      .selectFrom('stale_sidecars')
      .innerJoin('jobs', 'jobs.id', 'stale_sidecars.job_id')
      .select(['stale_sidecars.job_id', 'stale_sidecars.note'])
      .where('jobs.step', 'is', null)
      .where('stale_sidecars.job_id', '>', after)
      .orderBy('stale_sidecars.job_id')
      .limit(atOnce)
      .execute();
    for (const row of rows) {
      if (signal?.aborted) break;
      after = row.job_id;
      try {
        await describe(context, row);
        pass.described += 1;
      } catch (err) {
        pass.failed += 1;
        fault ??= { job: row.job_id, err };
      }
    }
    if (rows.length === 0 || signal?.aborted) break;
  }
  // Once for all of them: where the disk is full each one fails.
  if (fault)
    log.warn({ ...fault, ...pass }, 'what videos are marked with could not be written beside them yet');
  return pass;
}

/** Keeps sidecars in step with marks. Returns what stops that, once the video in hand is seen to. */
export function keepSidecars(context: DescribeContext): () => Promise<void> {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let last = Promise.resolve();
  const again = (afterMs: number) => {
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => {
      last = describeStale(context, stopping.signal).then(
        ({ failed }) => again(failed === 0 ? pauseMs : pauseAfterFaultMs),
        (error: unknown) => {
          log.warn({ err: error }, 'which videos were marked could not be read');
          again(pauseAfterFaultMs);
        },
      );
    }, afterMs);
    timer.unref();
  };
  again(pauseMs);
  return () => {
    stopping.abort();
    if (timer) clearTimeout(timer);
    return last;
  };
}
