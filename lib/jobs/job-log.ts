import 'server-only';
import { sql } from 'kysely';
import type { Database } from '@/lib/db/open';
import { log } from '@/lib/log';
import { inTransaction } from './in-transaction';
import type { Job } from './job';
import type { LogEntry, NewLogEntry } from './log-entry';

/** So many rows of a job are kept: the first, and the last. */
const keptFirst = 40;
const keptLast = 60;
/** Among so many of the last rows the same thing is looked for, so that a pair that alternates is two rows. */
const lookBack = 4;

/** A row of the log of a job. Times are Unix milliseconds. */
export type LogRow = {
  /** From 1 on; numbers that are missing were dropped, because there were too many. */
  sequence: number;
  at: number;
  /** When the same happened last, and how often it did in all. */
  lastAt: number;
  count: number;
  entry: LogEntry;
};

async function appendOne(transaction: Database, jobId: string, added: NewLogEntry): Promise<void> {
  const { at, completes } = added;
  const entry = JSON.stringify(added.entry);
  const likeness = added.likeness ?? '';
  if (completes !== undefined) {
    const { numUpdatedRows } = await transaction
      .updateTable('job_log')
      .set({ last_at: at, likeness, entry })
      .where('job_id', '=', jobId)
      .where('likeness', '=', completes)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) return;
  }
  const last = await transaction
    .selectFrom('job_log')
    .select(['sequence', 'likeness'])
    .where('job_id', '=', jobId)
    .orderBy('sequence', 'desc')
    .limit(lookBack)
    .execute();
  const step = last.findIndex((row) => row.likeness === '');
  const same = last.slice(0, step < 0 ? undefined : step).find((row) => row.likeness === likeness);
  if (same && likeness !== '') {
    await transaction
      .updateTable('job_log')
      .set({ last_at: at, count: sql<number>`count + 1`, entry })
      .where('job_id', '=', jobId)
      .where('sequence', '=', same.sequence)
      .execute();
    return;
  }
  const sequence = (last[0]?.sequence ?? 0) + 1;
  await transaction
    .insertInto('job_log')
    .values({ job_id: jobId, sequence, at, last_at: at, count: 1, likeness, entry })
    .execute();
  if (sequence <= keptFirst + keptLast) return;
  await transaction
    .deleteFrom('job_log')
    .where('job_id', '=', jobId)
    .where('sequence', '=', sequence - keptLast)
    .execute();
}

/**
 * Writes what happened to a job as part of a transaction, so that it costs no commit of its own. What cannot be written
 * is said in the studio's own log, and the transaction goes on without it.
 */
export async function appendLog(
  transaction: Database,
  jobId: string,
  entries: readonly NewLogEntry[],
): Promise<void> {
  await sql`savepoint job_log`.execute(transaction);
  try {
    for (const entry of entries) await appendOne(transaction, jobId, entry);
  } catch (error) {
    log.warn({ job: jobId, err: error }, 'the log of a job could not be written');
    await sql`rollback to savepoint job_log`.execute(transaction);
  }
  await sql`release savepoint job_log`.execute(transaction);
}

/**
 * Does one write of a job with what its log says of it, in one commit. What the log would break is done
 * without it.
 */
export async function writeLogged(
  database: Database,
  entries: readonly NewLogEntry[],
  write: (database: Database) => Promise<Job | null>,
): Promise<Job | null> {
  if (entries.length === 0) return write(database);
  let isWritten = false;
  try {
    return await inTransaction(database, async (transaction) => {
      const job = await write(transaction);
      isWritten = true;
      if (job) await appendLog(transaction, job.id, entries);
      return job;
    });
  } catch (error) {
    if (!isWritten || database.isTransaction) throw error;
    log.warn({ err: error }, 'a job is saved without its log');
    return write(database);
  }
}

/** What happened to a job, in order. */
export async function readLog(database: Database, jobId: string): Promise<LogRow[]> {
  const rows = await database
    .selectFrom('job_log')
    .selectAll()
    .where('job_id', '=', jobId)
    .orderBy('sequence')
    .execute();
  return rows.map(({ sequence, at, last_at: lastAt, count, entry }) => ({
    sequence,
    at,
    lastAt,
    count,
    entry: JSON.parse(entry) as LogEntry,
  }));
}

/** Forgets what happened to a job. */
export async function deleteLog(database: Database, jobId: string): Promise<void> {
  await database.deleteFrom('job_log').where('job_id', '=', jobId).execute();
}
