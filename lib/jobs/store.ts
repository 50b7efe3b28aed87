import 'server-only';
import type { Database } from '@/lib/db/open';
import { emptyOutbox } from '@/lib/webhooks/outbox';
import { inTransaction } from './in-transaction';
import type { Job } from './job';
import { deleteLog, writeLogged } from './job-log';
import { fromRow, type JobChanges, toColumns } from './job-row';
import { openLeases } from './leases';
import type { NewLogEntry } from './log-entry';
import { noteParents } from './parent-rows';
import { noteUse } from './reference-rows';
import { writeEnd } from './write-end';
import { change, nextChange, toJob } from './write-job';
import { type Together, writeTogether } from './write-together';

export type NewJob = Omit<Job, 'version' | 'changeSequence'>;

export type JobStore = ReturnType<typeof openJobStore>;

/**
 * Every write of a job, each one statement. A worker's write names the lease it works under (`saveHeld`), so one that
 * has lost its lease changes nothing; a person's write names the version they saw (`saveVersion`).
 */
export function openJobStore(database: Database) {
  return {
    ...openLeases(database),

    /** Inserts the jobs of one submit, all or none. Throws when the idempotency key is taken. */
    async insert(jobs: NewJob[]): Promise<Job[]> {
      return inTransaction(database, async (transaction) => {
        const inserted: Job[] = [];
        for (const { id, ...job } of jobs) {
          const row = await transaction
            .insertInto('jobs')
            .values({
              ...(toColumns(job) as Required<ReturnType<typeof toColumns>>),
              id,
              change_sequence: nextChange(),
            })
            .returningAll()
            .executeTakeFirstOrThrow();
          await noteUse(transaction, { id, ...job });
          await noteParents(transaction, { id, ...job });
          inserted.push(fromRow(row));
        }
        return inserted;
      });
    },

    /** Every job, the oldest first; tombstones too. */
    async listAll(): Promise<Job[]> {
      const rows = await database
        .selectFrom('jobs')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },

    async find(id: string): Promise<Job | null> {
      const row = await database.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    async findByIdempotencyKey(key: string): Promise<Job | null> {
      const row = await database
        .selectFrom('jobs')
        .selectAll()
        .where('idempotency_key', '=', key)
        .executeTakeFirst();
      return row ? fromRow(row) : null;
    },

    /** The jobs made by one submit, the first take first. */
    async findBatch(batchId: string): Promise<Job[]> {
      const rows = await database.selectFrom('jobs').selectAll().where('batch_id', '=', batchId).execute();
      // The first take is the one that carries the key.
      const jobs = rows.map(fromRow);
      return jobs.sort(
        (one, other) => Number(other.idempotencyKey !== null) - Number(one.idempotencyKey !== null),
      );
    },

    /**
     * Writes a change by whoever holds the job. `null` means that the lease was lost and nothing was written. Of an end,
     * receivers are told from `tellAt` on. Where what goes `together` with it throws, nothing was written either.
     */
    async saveHeld(
      id: string,
      holder: string,
      changes: JobChanges,
      now: number,
      entries: readonly NewLogEntry[] = [],
      { tellAt = now, together = null }: { tellAt?: number; together?: Together | null } = {},
    ): Promise<Job | null> {
      const write = (connection: Database) =>
        writeEnd(connection, changes, { at: now, tellAt }, (inner) =>
          toJob(change(inner, id, changes, now).where('holder', '=', holder).where('purged_at', 'is', null)),
        );
      return writeLogged(database, entries, (connection) => writeTogether(connection, write, together));
    },

    /** Writes a person's change to a job nobody holds. `null` means that it changed, or is held, meanwhile. */
    async saveVersion(
      id: string,
      version: number,
      changes: JobChanges,
      now: number,
      entries: readonly NewLogEntry[] = [],
    ): Promise<Job | null> {
      return writeLogged(database, entries, (connection) =>
        writeEnd(connection, changes, { at: now, tellAt: now }, (inner) =>
          toJob(
            change(inner, id, changes, now)
              .where('version', '=', version)
              .where((where) => where.or([where('holder', 'is', null), where('leased_until', '<=', now)])),
          ),
        ),
      );
    },

    /**
     * Writes a person's change to a job that was not sent, and takes it from whoever holds it, so that what they were
     * about to send is not sent. `null` means that it was sent meanwhile, or is no more.
     */
    async saveUnsent(
      id: string,
      changes: JobChanges,
      now: number,
      entries: readonly NewLogEntry[] = [],
    ): Promise<Job | null> {
      const freed = { ...changes, holder: null, leasedUntil: null };
      return writeLogged(database, entries, (connection) =>
        writeEnd(connection, changes, { at: now, tellAt: now }, (inner) =>
          toJob(
            change(inner, id, freed, now)
              .where('step', '=', 'submit')
              .where('submitted_at', 'is', null)
              .where('purged_at', 'is', null),
          ),
        ),
      );
    },

    /**
     * Leaves of a job nobody holds no more than its tombstone, no log, and nothing to tell; `null` as {@link saveVersion}
     * says.
     */
    async entomb(id: string, version: number, changes: JobChanges, now: number): Promise<Job | null> {
      return inTransaction(database, async (transaction) => {
        const buried = await openJobStore(transaction).saveVersion(id, version, changes, now);
        if (!buried) return null;
        await deleteLog(transaction, id);
        await transaction.deleteFrom('job_tags').where('job_id', '=', id).execute();
        await transaction.deleteFrom('stale_sidecars').where('job_id', '=', id).execute();
        await emptyOutbox(transaction, id);
        return buried;
      });
    },

    /** Writes what no step ever touches (the marks of a person), whoever holds the job. `null` when there is none. */
    async saveMark(
      id: string,
      changes: Pick<JobChanges, 'trashedAt' | 'upstreamDeletedAt'>,
      now: number,
      entries: readonly NewLogEntry[] = [],
    ): Promise<Job | null> {
      return writeLogged(database, entries, (connection) =>
        toJob(change(connection, id, changes, now).where('purged_at', 'is', null)),
      );
    },

    /**
     * Writes an accepted submit although the lease was lost: the operation is proof of money spent, and nothing may
     * drop it, not even that it was given up. Only where no other answer to the same attempt is known.
     */
    async saveLateOperation(
      id: string,
      attempt: number,
      changes: JobChanges,
      now: number,
      entries: readonly NewLogEntry[] = [],
    ): Promise<Job | null> {
      const freed = { ...changes, completedAt: null, holder: null, leasedUntil: null };
      return writeLogged(database, entries, (connection) =>
        toJob(
          change(connection, id, freed, now)
            .where('attempt', '=', attempt)
            .where('operation', 'is', null)
            .where('purged_at', 'is', null)
            .where((open) =>
              open.or([
                open('step', 'in', ['submit', 'unsure']),
                open('error_code', '=', 'submit_unconfirmed'),
              ]),
            ),
        ),
      );
    },
  };
}
