import type { Kysely } from 'kysely';

/** Videos that are made of others, end to end. What is being made, and what was, until it is deleted. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('stitches')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('progress', 'integer', (column) => column.notNull())
    .addColumn('made', 'text')
    .addColumn('error', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
}
