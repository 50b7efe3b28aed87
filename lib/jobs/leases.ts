import 'server-only';
import type { Database } from '@/lib/db/open';
import { expiresFirst } from './expires-first';
import { type Job, type JobStep, jobSteps } from './job';
import { fromRow } from './job-row';

/** Who has a job for now, and until when (Unix milliseconds). */
export type Lease = { holder: string; until: number };

const allSteps: readonly JobStep[] = jobSteps;

/** Who works on which job: taken by those who are free, lengthened while they are at it, ended at the start. */
export function openLeases(database: Database) {
  return {
    /**
     * Leases up to `limit` jobs that are due and that nobody holds, the longest due first; before all others videos
     * whose copy at the provider goes away soon.
     */
    async claimDue(now: number, lease: Lease, limit: number, steps = allSteps): Promise<Job[]> {
      const rows = await database
        .updateTable('jobs')
        .set({ holder: lease.holder, leased_until: lease.until })
        .where('id', 'in', (where) =>
          where
            .selectFrom('jobs')
            .select('id')
            .where('step', 'in', steps)
            .where('due_at', '<=', now)
            .where((free) => free.or([free('holder', 'is', null), free('leased_until', '<=', now)]))
            .orderBy(expiresFirst(now))
            .orderBy('due_at')
            .limit(limit),
        )
        .returningAll()
        .execute();
      return rows.map(fromRow);
    },

    /** Lengthens a lease that is still held. `false` when it was lost. */
    async renew(id: string, lease: Lease): Promise<boolean> {
      const result = await database
        .updateTable('jobs')
        .set({ leased_until: lease.until })
        .where('id', '=', id)
        .where('holder', '=', lease.holder)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    /**
     * Ends every lease. Right only where it is certain that no holder lives: at the start of the one process that
     * has claimed the data folder.
     */
    async expireLeases(): Promise<void> {
      await database
        .updateTable('jobs')
        .set({ holder: null, leased_until: null })
        .where('holder', 'is not', null)
        .execute();
    },

    /** When the next job that nobody holds is due (Unix milliseconds), or `null` when none is. */
    async nextDueAt(now: number, steps = allSteps): Promise<number | null> {
      const row = await database
        .selectFrom('jobs')
        .select((select) => select.fn.min('due_at').as('due_at'))
        .where('step', 'in', steps)
        .where((free) => free.or([free('holder', 'is', null), free('leased_until', '<=', now)]))
        .executeTakeFirst();
      return row?.due_at ?? null;
    },
  };
}
