import { type Kysely, sql } from 'kysely';

/** What keeps money from being spent twice: repeats of a caller, providers that are held off, who has which video. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .alterTable('jobs')
    .addColumn('caller_retries', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema.alterTable('jobs').addColumn('sent_again_key', 'text').execute();
  await schema.alterTable('jobs').addColumn('stalled_at', 'bigint').execute();
  await sql`create index jobs_request on jobs (request_hash, created_at)`.execute(database);
  await sql`create index jobs_upstream on jobs (provider_id, upstream_id) where upstream_id is not null`.execute(
    database,
  );
  await schema
    .createTable('circuits')
    .addColumn('provider_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('message', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .execute();
}
