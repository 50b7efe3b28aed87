import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { openSqliteFile, sqliteDialect } from '@/lib/db/sqlite';
import * as jobs from './0001-jobs';
import { up } from './0012-organise';

type Row = Record<string, string | number | null>;

test('what is there already can be filtered by and searched', async () => {
  const bare = new Kysely<unknown>({ dialect: sqliteDialect(openSqliteFile(':memory:')) });
  await jobs.up(bare);
  const database = bare.withTables<{ jobs: Row }>();
  const saved = JSON.stringify({ width: 480, height: 854 });
  const image = { role: 'first_frame', key: 'references/a.png' };
  const rows = [
    { id: 'asked', prompt: 'a red fox', request: { size: '1280x720', seconds: 4, references: [image] } },
    { id: 'got', prompt: '雪中的狐狸', request: { size: '1280x720', references: [] }, saved },
    { id: 'bare', prompt: 'fox', request: {} },
    { id: 'purged', prompt: '', request: { prompt: '', references: [] }, purged_at: 50 },
  ];
  for (const [index, { request, ...row }] of rows.entries()) {
    const words = { status: 'completed', provider_id: 'p', model: 'm', batch_id: 'b', warnings: '[]' };
    const counts = { request_hash: '', attempt: 1, failures: 0, created_at: index, updated_at: 0 };
    await database
      .insertInto('jobs')
      .values({ ...words, ...counts, ...row, change_sequence: index, request: JSON.stringify(request) })
      .execute();
  }
  const { error } = await new Migrator({
    db: bare,
    provider: { getMigrations: async () => ({ '0012-organise': { up } }) },
  }).migrateToLatest();
  expect(error).toBeUndefined();
  const filled = await database
    .selectFrom('jobs')
    .select(['id', 'size', 'seconds', 'has_reference', 'trashed_at', 'starred_at', 'project_id'])
    .orderBy('created_at')
    .execute();
  const unmarked = { starred_at: null, project_id: null };
  expect(filled).toEqual([
    { id: 'asked', size: '1280x720', seconds: 4, has_reference: 1, trashed_at: null, ...unmarked },
    { id: 'got', size: '480x854', seconds: null, has_reference: 0, trashed_at: null, ...unmarked },
    { id: 'bare', size: null, seconds: null, has_reference: 0, trashed_at: null, ...unmarked },
    { id: 'purged', size: null, seconds: null, has_reference: 0, trashed_at: 50, ...unmarked },
  ]);
  const { rows: found } = await sql<{ id: string }>`select id from jobs where number in
    (select rowid from prompt_search where prompt_search match '"fox"') order by created_at`.execute(
    database,
  );
  expect(found.map(({ id }) => id)).toEqual(['asked', 'bare']);
});

test('lists and counts of a filter read their index and no row', async () => {
  const bare = new Kysely<unknown>({ dialect: sqliteDialect(openSqliteFile(':memory:')) });
  await jobs.up(bare);
  await up(bare);
  const plan = async (query: string) => {
    const { rows } = await sql<{ detail: string }>`${sql.raw(`explain query plan ${query}`)}`.execute(bare);
    return rows.map(({ detail }) => detail).join(' | ');
  };
  const filter = `provider_id = 'p' and model = 'm' and size = 's' and has_reference = 1 and project_id = 'x'
    and starred_at is not null and status in ('failed') and created_at >= 1`;
  const library = `from jobs where trashed_at is null and ${filter}`;
  expect(await plan(`select count(*) ${library}`)).toContain('jobs_library');
  expect(await plan(`select id ${library} order by created_at desc, id desc limit 51`)).toMatch(
    /^SEARCH jobs USING (COVERING )?INDEX jobs_library \(created_at>\?\)$/,
  );
  expect(await plan('select count(*) from jobs where trashed_at is null')).toContain('jobs_library');
  expect(
    await plan('select count(*) from jobs where trashed_at is not null and purged_at is null'),
  ).toContain('jobs_trashed');
  const facets = `select provider_id, count(*) from jobs where trashed_at is null and purged_at is null
    group by provider_id, model, size, project_id`;
  expect(await plan(facets)).toMatch(/^SCAN jobs USING (COVERING )?INDEX jobs_facets$/);
});
