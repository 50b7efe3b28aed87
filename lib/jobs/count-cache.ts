import 'server-only';
import type { Database } from '@/lib/db/open';

export type CountCache = ReturnType<typeof openCountCache>;

/** So many different counts are kept, those that were asked for last. */
const mostKept = 200;

/** The cursor of the newest change of any job; 0 where there is none. */
export async function newestChange(database: Database): Promise<number> {
  const newest = await database
    .selectFrom('jobs')
    .select((select) => select.fn.max('change_sequence').as('cursor'))
    .executeTakeFirst();
  return Number(newest?.cursor ?? 0);
}

/**
 * Keeps what was counted for as long as nothing changed. Every change of a job that can be seen has a cursor of its own, in
 * the database, so this holds for any number of processes.
 */
export function openCountCache(database: Database) {
  const kept = new Map<string, { cursor: number; counted: Promise<unknown> }>();
  return {
    /** What `count` found at a cursor; what changed after it may be counted or not. `key` says all that it depends on. */
    async remember<Counted>(
      key: string,
      count: () => Promise<Counted>,
    ): Promise<{ cursor: number; counted: Counted }> {
      const cursor = await newestChange(database);
      const known = kept.get(key);
      kept.delete(key);
      const counted = known?.cursor === cursor ? (known.counted as Promise<Counted>) : count();
      kept.set(key, { cursor, counted });
      const oldest = kept.keys().next();
      if (kept.size > mostKept && !oldest.done) kept.delete(oldest.value);
      try {
        return { cursor, counted: await counted };
      } catch (error) {
        kept.delete(key);
        throw error;
      }
    },
  };
}
