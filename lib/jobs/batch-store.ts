import 'server-only';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Database } from '@/lib/db/open';
import type { BatchesTable, JobsTable, Schema } from '@/lib/db/schema';
import type { Batch as WireBatch } from './batch-wire';
import { inTransaction } from './in-transaction';
import type { Job } from './job';
import { fromRow } from './job-row';
import { type NewJob, openJobStore } from './store';

/** Videos that were asked for together, as their row says. Times are Unix milliseconds. */
export type Batch = {
  id: string;
  idempotencyKey: string;
  requestHash: string;
  /** How many videos it began with. */
  count: number;
  createdAt: number;
  pausedAt: number | null;
  cancelledAt: number | null;
};

export type BatchCounts = WireBatch['counts'];
export type CountedBatch = Batch & { counts: BatchCounts };

function fromBatchRow(row: BatchesTable): Batch {
  return {
    id: row.id,
    idempotencyKey: row.idempotency_key,
    requestHash: row.request_hash,
    count: row.count,
    createdAt: row.created_at,
    pausedAt: row.paused_at,
    cancelledAt: row.cancelled_at,
  };
}

/** What is counted of the videos of a batch, each by its condition. */
const conditions = {
  waiting: sql`step = 'submit' and submitted_at is null`,
  in_progress: sql`step in ('poll', 'archive') or (step = 'submit' and submitted_at is not null)`,
  unsure: sql`step = 'unsure'`,
  completed: sql`status = 'completed'`,
  failed: sql`status = 'failed' and coalesce(error_code, '') <> 'cancelled'`,
  cancelled: sql`status = 'failed' and error_code = 'cancelled'`,
  sent: sql`submitted_at is not null`,
};

const columns = [
  'batches.id',
  'batches.idempotency_key',
  'batches.request_hash',
  'batches.count',
  'batches.created_at',
  'batches.paused_at',
  'batches.cancelled_at',
] as const;

/** A batch is there though none of its videos is any more. */
type Nullable = Schema & { jobs: { [Column in keyof JobsTable]: JobsTable[Column] | null } };
type Joined = SelectQueryBuilder<Nullable, 'batches' | 'jobs', object>;

async function count(joined: Joined): Promise<CountedBatch[]> {
  const counted = Object.entries(conditions).map(([name, condition]) =>
    sql<number>`count(case when ${condition} then 1 end)`.as(`counted_${name}`),
  );
  const rows = await joined
    .select([...columns, ...counted])
    .groupBy(columns)
    .orderBy('batches.created_at', 'desc')
    .orderBy('batches.id', 'desc')
    .execute();
  return rows.map((row) => {
    const found = row as BatchesTable & Record<string, unknown>;
    const names = Object.keys(conditions) as (keyof BatchCounts)[];
    const counts = Object.fromEntries(names.map((name) => [name, Number(found[`counted_${name}`])]));
    return { ...fromBatchRow(found), counts: counts as BatchCounts };
  });
}

/** The rows of batches, and how far the videos of each are. */
export function openBatchStore(database: Database) {
  const joined = () => database.selectFrom('batches').leftJoin('jobs', 'jobs.batch_id', 'batches.id');
  return {
    /** Inserts a batch with all its jobs, or nothing. Throws when the idempotency key is taken. */
    async insert(batch: Omit<Batch, 'pausedAt' | 'cancelledAt'>, jobs: NewJob[]): Promise<void> {
      await inTransaction(database, async (transaction) => {
        await transaction
          .insertInto('batches')
          .values({
            id: batch.id,
            idempotency_key: batch.idempotencyKey,
            request_hash: batch.requestHash,
            count: batch.count,
            created_at: batch.createdAt,
            paused_at: null,
            cancelled_at: null,
          })
          .execute();
        await openJobStore(transaction).insert(jobs);
      });
    },

    async find(id: string): Promise<Batch | null> {
      const row = await database.selectFrom('batches').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? fromBatchRow(row) : null;
    },

    async findByIdempotencyKey(key: string): Promise<Batch | null> {
      const row = await database
        .selectFrom('batches')
        .selectAll()
        .where('idempotency_key', '=', key)
        .executeTakeFirst();
      return row ? fromBatchRow(row) : null;
    },

    /** One with its counts. */
    async findCounted(id: string): Promise<CountedBatch | null> {
      const [found] = await count(joined().where('batches.id', '=', id));
      return found ?? null;
    },

    /** Those of which something is still under way, the newest first. */
    async listOpen(): Promise<CountedBatch[]> {
      const open = database
        .selectFrom('jobs')
        .select('batch_id')
        .where('step', 'in', ['submit', 'poll', 'archive']);
      return count(joined().where('batches.id', 'in', open));
    },

    /** The newest, whatever became of them. */
    async listNewest(limit: number): Promise<CountedBatch[]> {
      const newest = database.selectFrom('batches').select('id').orderBy('created_at', 'desc').limit(limit);
      return count(joined().where('batches.id', 'in', newest));
    },

    async save(id: string, changes: { paused_at?: number | null; cancelled_at?: number }): Promise<void> {
      await database.updateTable('batches').set(changes).where('id', '=', id).execute();
    },

    /** Its videos that were not sent yet, in the order in which they are to be. */
    async listUnsent(id: string): Promise<Job[]> {
      const rows = await database
        .selectFrom('jobs')
        .selectAll()
        .where('batch_id', '=', id)
        .where('step', '=', 'submit')
        .where('submitted_at', 'is', null)
        .where('purged_at', 'is', null)
        // The first of them is the newest, as on the page.
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(fromRow);
    },
  };
}
