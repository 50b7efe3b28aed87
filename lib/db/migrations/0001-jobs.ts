import { type Kysely, sql } from 'kysely';

/** The jobs table, and an index for each question that is asked of it often. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('jobs')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
    .addColumn('change_sequence', 'bigint', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('step', 'text')
    .addColumn('provider_id', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('prompt', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('batch_id', 'text', (column) => column.notNull())
    .addColumn('idempotency_key', 'text')
    .addColumn('request_hash', 'text', (column) => column.notNull())
    .addColumn('operation', 'text')
    .addColumn('upstream_id', 'text')
    .addColumn('progress', 'double precision')
    .addColumn('error_code', 'text')
    .addColumn('error_message', 'text')
    .addColumn('error_param', 'text')
    .addColumn('error_body', 'text')
    .addColumn('warnings', 'text', (column) => column.notNull())
    .addColumn('saved', 'text')
    .addColumn('archived_bytes', 'bigint')
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('submitted_at', 'bigint')
    .addColumn('answered_at', 'bigint')
    .addColumn('completed_at', 'bigint')
    .addColumn('expires_at', 'bigint')
    .addColumn('trashed_at', 'bigint')
    .addColumn('purged_at', 'bigint')
    .addColumn('due_at', 'bigint')
    .addColumn('holder', 'text')
    .addColumn('leased_until', 'bigint')
    .execute();

  await sql`create unique index jobs_idempotency_key on jobs (idempotency_key)`.execute(database);
  await sql`create index jobs_due on jobs (due_at) where step is not null`.execute(database);
  await sql`create index jobs_newest on jobs (created_at, id) where trashed_at is null`.execute(database);
  await sql`create index jobs_trash on jobs (trashed_at) where trashed_at is not null`.execute(database);
  await sql`create unique index jobs_change on jobs (change_sequence)`.execute(database);
  await sql`create index jobs_batch on jobs (batch_id)`.execute(database);
}
