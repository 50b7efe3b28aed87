import { type Kysely, sql } from 'kysely';

/** What was sent and what it is thought to cost, the prices that people set, and the settings of the studio. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('spending')
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('provider_id', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'bigint', (column) => column.notNull())
    .addColumn('micros', 'bigint')
    .addColumn('currency', 'text')
    .addColumn('is_estimated', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('spending_key', ['job_id', 'attempt'])
    .execute();
  // Holds all that sums are made of, so that they are made of it alone.
  await sql`create index spending_sent on spending (sent_at, state, currency, micros, provider_id, model)`.execute(
    database,
  );
  await schema
    .createTable('prices')
    .addColumn('provider_id', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('price', 'text', (column) => column.notNull())
    .addColumn('set_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('prices_key', ['provider_id', 'model'])
    .execute();
  await schema
    .createTable('settings')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}
