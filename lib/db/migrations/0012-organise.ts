import { type Kysely, sql } from 'kysely';
import { isSqlite } from '@/lib/db/engine';

/** So many jobs are read at a time, so that a large library fits into memory. */
const jobsAtOnce = 1_000;

/**
 * What people mark videos with, columns for what lists are filtered by, and the index that lists are read from: it holds
 * every one of those columns, so that counting the videos of a filter reads no row. What is purged is trashed as well.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('projects')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('job_tags')
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addColumn('tag_key', 'text', (column) => column.notNull())
    .addColumn('tag', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_tags_key', ['job_id', 'tag_key'])
    .execute();
  await sql`create index job_tags_videos on job_tags (tag_key, job_id, tag)`.execute(database);
  await schema
    .createTable('stale_sidecars')
    .addColumn('job_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .execute();

  const added = {
    starred_at: 'bigint',
    project_id: 'text',
    size: 'text',
    seconds: 'double precision',
  } as const;
  for (const [name, type] of Object.entries(added) as [string, (typeof added)[keyof typeof added]][])
    await schema.alterTable('jobs').addColumn(name, type).execute();
  await schema
    .alterTable('jobs')
    .addColumn('has_reference', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update jobs set trashed_at = purged_at where purged_at is not null and trashed_at is null`.execute(
    database,
  );
  await fill(database as Kysely<Tables>);
  // That nothing in the library is purged is said here for the one query that says it too: for all others SQLite would
  // take this index, being the smaller one, before that which holds what they ask for.
  await sql`create index jobs_facets on jobs (provider_id, model, size, project_id)
    where trashed_at is null and purged_at is null`.execute(database);
  await sql`create index jobs_ended on jobs (provider_id, model, completed_at)
    where completed_at is not null`.execute(database);
  await sql`create index jobs_news on jobs (completed_at)
    where completed_at is not null and trashed_at is null`.execute(database);
  await (isSqlite(database) ? addSqliteSearch : addPostgresSearch)(database);
  const listed =
    sql.raw(`created_at, id, ${isSqlite(database) ? 'number, ' : ''}status, step, provider_id, model, size,
    has_reference, starred_at, project_id`);
  await sql`drop index jobs_newest`.execute(database);
  await sql`drop index jobs_trash`.execute(database);
  await sql`create index jobs_library on jobs (${listed}) where trashed_at is null`.execute(database);
  await sql`create index jobs_trashed on jobs (${listed}, trashed_at) where trashed_at is not null and purged_at is null`.execute(
    database,
  );
}

/**
 * Prompts by their trigrams, in a table that the database itself keeps in step with `jobs`. Jobs have no number that stays
 * when the file is compacted, so they are given one.
 */
async function addSqliteSearch(database: Kysely<unknown>): Promise<void> {
  const statements = [
    'alter table jobs add column number integer',
    'create table job_prompts (number integer primary key not null, job_id text not null, prompt text not null)',
    'insert into job_prompts (job_id, prompt) select id, prompt from jobs order by created_at, id',
    `update jobs set number = job_prompts.number from job_prompts where job_prompts.job_id = jobs.id`,
    `create virtual table prompt_search using fts5
       (prompt, content = 'job_prompts', content_rowid = 'number', tokenize = 'trigram')`,
    `insert into prompt_search (prompt_search) values ('rebuild')`,
    // What is deleted for good is to leave nothing in the index.
    `insert into prompt_search (prompt_search, rank) values ('secure-delete', 1)`,
    `create trigger job_prompts_added after insert on job_prompts begin
       insert into prompt_search (rowid, prompt) values (new.number, new.prompt);
     end`,
    `create trigger job_prompts_changed after update of prompt on job_prompts begin
       insert into prompt_search (prompt_search, rowid, prompt) values ('delete', old.number, old.prompt);
       insert into prompt_search (rowid, prompt) values (new.number, new.prompt);
     end`,
    `create trigger job_prompts_removed after delete on job_prompts begin
       insert into prompt_search (prompt_search, rowid, prompt) values ('delete', old.number, old.prompt);
     end`,
    `create trigger jobs_added after insert on jobs begin
       insert into job_prompts (job_id, prompt) values (new.id, new.prompt);
       update jobs set number = (select max(number) from job_prompts) where id = new.id;
     end`,
    `create trigger jobs_prompt_changed after update of prompt on jobs when new.prompt <> old.prompt begin
       update job_prompts set prompt = new.prompt where number = new.number;
     end`,
    `create trigger jobs_removed after delete on jobs begin
       delete from job_prompts where number = old.number;
     end`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(database);
}

/** Where the extension may not be made, prompts are read one by one. */
async function addPostgresSearch(database: Kysely<unknown>): Promise<void> {
  await sql`savepoint search`.execute(database);
  try {
    await sql`create extension if not exists pg_trgm`.execute(database);
    await sql`create index jobs_prompt_search on jobs using gin (lower(prompt) gin_trgm_ops)`.execute(
      database,
    );
  } catch {
    await sql`rollback to savepoint search`.execute(database);
  }
  await sql`release savepoint search`.execute(database);
}

type Tables = {
  jobs: {
    id: string;
    request: string;
    saved: string | null;
    size: string | null;
    seconds: number | null;
    has_reference: number;
  };
};

/** As much of a job's request, and of its file, as this migration reads. */
type Asked = {
  size?: string;
  seconds?: number;
  references?: unknown[];
};
type Got = { width: number; height: number };

/** Takes the new columns from what all jobs say. JSON is read here, since the two engines read it differently. */
async function fill(database: Kysely<Tables>): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await database
      .selectFrom('jobs')
      .select(['id', 'request', 'saved'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(jobsAtOnce)
      .execute();
    for (const { id, request, saved } of rows) {
      const asked = JSON.parse(request) as Asked;
      const got = saved === null ? null : (JSON.parse(saved) as Got);
      await database
        .updateTable('jobs')
        .set({
          size: got ? `${got.width}x${got.height}` : (asked.size ?? null),
          seconds: asked.seconds ?? null,
          has_reference: (asked.references ?? []).length > 0 ? 1 : 0,
        })
        .where('id', '=', id)
        .execute();
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}
