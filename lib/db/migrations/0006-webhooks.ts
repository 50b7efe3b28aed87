import { type Kysely, sql } from 'kysely';

/** Who is told when a video ends, and what each of them was told or is still to be told. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('webhooks')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('events', 'text', (column) => column.notNull())
    .addColumn('sealed_secret', 'text', (column) => column.notNull())
    .addColumn('sealed_previous_secret', 'text')
    .addColumn('previous_until', 'bigint')
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('disabled_reason', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('webhook_deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('webhook_id', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('video_id', 'text')
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('attempted_at', 'bigint')
    .addColumn('due_at', 'bigint')
    .addColumn('holder', 'text')
    .addColumn('leased_until', 'bigint')
    .addColumn('answer_status', 'integer')
    .addColumn('answer_body', 'text')
    .addColumn('trouble', 'text')
    .execute();

  const index = (name: string, columns: string) =>
    sql`create index ${sql.ref(name)} on webhook_deliveries ${sql.raw(columns)}`.execute(database);
  await index('webhook_deliveries_due', `(webhook_id, due_at) where status = 'pending'`);
  await index('webhook_deliveries_held', `(webhook_id) where leased_until is not null`);
  await index('webhook_deliveries_video', `(video_id) where status = 'pending'`);
  await index('webhook_deliveries_newest', `(webhook_id, created_at, id)`);
  await index('webhook_deliveries_tried', `(webhook_id, attempted_at) where attempted_at is not null`);
  await index('webhook_deliveries_oldest', `(created_at)`);
}
