import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { openSqliteFile, sqliteDialect } from '@/lib/db/sqlite';
import * as jobs from './0001-jobs';
import { up } from './0014-parents';
import { earlierJob } from './test-earlier-job';

test('what earlier videos were made from is taken over, also where it was written another way', async () => {
  const bare = new Kysely<unknown>({ dialect: sqliteDialect(openSqliteFile(':memory:')) });
  await jobs.up(bare);
  type Row = Record<string, string | number | null>;
  const database = bare.withTables<{ jobs: Row; job_parents: Row }>();
  const requests = {
    plain: { prompt: '"source":{' },
    edit: { source: { call: 'edit', id: 'plain', upstreamId: 'up' } },
    upload: { source: { call: 'extension', id: null, upstreamId: null } },
    old: { remixOf: { id: 'plain', upstreamId: null } },
  };
  for (const [index, [id, request]] of Object.entries(requests).entries()) {
    await database
      .insertInto('jobs')
      .values({ id, created_at: index, ...earlierJob(request, index) })
      .execute();
  }
  await up(bare);
  const links = await database.selectFrom('job_parents').selectAll().orderBy('job_id').execute();
  expect(links).toEqual([
    { job_id: 'edit', parent_id: 'plain', kind: 'edit' },
    { job_id: 'old', parent_id: 'plain', kind: 'remix' },
  ]);
});
