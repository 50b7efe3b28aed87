import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '@/lib/db/open';
import type { Job } from './job';
import { fromRow } from './job-row';

const jobsAtOnce = 500;

/** Every job, some at a time, so that a large library neither fills the memory nor holds up what else is asked. */
export async function* listInParts(database: Database): AsyncGenerator<Job[]> {
  for (let after = ''; ; ) {
    const rows = await database
      .selectFrom('jobs')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(jobsAtOnce)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(fromRow);
    after = last.id;
    // A database in this very process answers without ever letting anything else run.
    await nextTurn();
  }
}
