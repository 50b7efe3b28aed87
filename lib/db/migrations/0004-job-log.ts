import type { Kysely } from 'kysely';

/** What happened to each job, one row for each thing; and when its copy at the provider was deleted. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('job_log')
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addColumn('likeness', 'text', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_log_key', ['job_id', 'sequence'])
    .execute();
  await schema.alterTable('jobs').addColumn('upstream_deleted_at', 'bigint').execute();
}
