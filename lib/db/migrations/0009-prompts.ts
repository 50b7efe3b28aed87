import { type Kysely, sql } from 'kysely';
import { hashPrompt } from '@/lib/db/hash-prompt';

/** So many rows are read at a time, so that a large library fits into memory. */
const batchSize = 1_000;

type Prompts = { jobs: { id: string; prompt: string; prompt_hash: string | null } };

/** Names the prompts that were sent before there was a history of them. */
async function nameEarlier(database: Kysely<Prompts>): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await database
      .selectFrom('jobs')
      .select(['id', 'prompt'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(batchSize)
      .execute();
    for (const { id, prompt } of rows) {
      await database
        .updateTable('jobs')
        .set({ prompt_hash: hashPrompt(prompt) })
        .where('id', '=', id)
        .execute();
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** The history of prompts, and what people save: prompts and settings under a name. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema.alterTable('jobs').addColumn('prompt_hash', 'text').execute();
  await nameEarlier(database as Kysely<Prompts>);
  await sql`create index jobs_prompts on jobs (prompt_hash, id)
    where prompt_hash is not null and purged_at is null`.execute(database);
  await database.schema
    .createTable('saved')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
}
