import type { Kysely } from 'kysely';

/** The chat endpoint that improves prompts: one row, or none. Its key is in it only encrypted. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('prompt_improver')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('base_url', 'text', (column) => column.notNull())
    .addColumn('sealed_api_key', 'text')
    .addColumn('key_last_four', 'text')
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('instruction', 'text')
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
}
