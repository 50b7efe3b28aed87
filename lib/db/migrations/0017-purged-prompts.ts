import { type Kysely, sql } from 'kysely';

/** What was purged has no prompt any more; what a provider refused at once had kept its own. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`update jobs set prompt = '' where purged_at is not null and prompt <> ''`.execute(database);
}
