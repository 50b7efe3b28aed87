import type { Kysely } from 'kysely';

/** Links by which somebody without a token may look at some videos. Of each link there is a hash alone. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('shares')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('video_ids', 'text', (column) => column.notNull())
    .addColumn('shows_prompt', 'integer', (column) => column.notNull())
    .addColumn('allows_download', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
}
