import type { Kysely } from 'kysely';

/** The providers that were connected in the studio itself. Keys are in it only encrypted. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('providers')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('base_url', 'text', (column) => column.notNull())
    .addColumn('preset', 'text')
    .addColumn('dialect', 'text')
    .addColumn('sealed_api_key', 'text')
    .addColumn('key_last_four', 'text')
    .addColumn('models', 'text')
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
}
