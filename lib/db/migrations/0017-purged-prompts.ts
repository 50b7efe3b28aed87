import { type Kysely, sql } from 'kysely';

/** What was purged has no request any more; what a provider refused at once had kept its own. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`update jobs set prompt = '', prompt_hash = null, has_reference = 0, error_body = null,
    request = '{"prompt":"","references":[]}' where purged_at is not null`.execute(database);
}
