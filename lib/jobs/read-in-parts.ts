import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SelectQueryBuilder } from 'kysely';
import type { Schema } from '@/lib/db/schema';

const rowsAtOnce = 500;

/**
 * Every row of jobs that a query finds, by id, some at a time, so that a large library neither fills the memory nor holds up
 * what else is asked.
 */
export async function* readInParts<Row extends { id: string }>(
  query: SelectQueryBuilder<Schema, 'jobs', Row>,
): AsyncGenerator<Row> {
  for (let after = ''; ; ) {
    const rows = await query.where('jobs.id', '>', after).orderBy('jobs.id').limit(rowsAtOnce).execute();
    const last = rows.at(-1);
    if (!last) return;
    yield* rows;
    after = last.id;
    // A database in this very process answers without ever letting anything else run.
    await nextTurn();
  }
}
