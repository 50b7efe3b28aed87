import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { openSqliteFile, sqliteDialect } from '@/lib/db/sqlite';
import * as jobs from './0001-jobs';
import { up } from './0011-reference-images';
import { earlierJob } from './test-earlier-job';

test('what earlier videos were given is taken over, each image once, by its last use', async () => {
  const bare = new Kysely<unknown>({ dialect: sqliteDialect(openSqliteFile(':memory:')) });
  await jobs.up(bare);
  type Row = Record<string, string | number | null>;
  const database = bare.withTables<{ jobs: Row; reference_images: Row; job_references: Row }>();
  const image = (key: string, sourceUrl?: string) => ({
    ...{
      role: 'first_frame',
      key: `references/${key}.png`,
      type: 'image/png',
      bytes: 9,
      width: 2,
      height: 1,
    },
    sourceUrl,
  });
  const rows = [
    { id: 'one', created_at: 10, references: [image('a', 'https://a.example/'), image('b')] },
    { id: 'two', created_at: 20, references: [image('a'), image('a')] },
    { id: 'none', created_at: 30, references: [] },
    { id: 'purged', created_at: 40, purged_at: 50, references: [image('c')] },
  ];
  for (const [index, { references, ...row }] of rows.entries()) {
    await database
      .insertInto('jobs')
      .values({ ...earlierJob({ prompt: '', references }, index), ...row })
      .execute();
  }
  await up(bare);
  const images = await database.selectFrom('reference_images').selectAll().orderBy('key').execute();
  expect(images).toMatchObject([
    { key: 'references/a.png', used_at: 20, source_url: 'https://a.example/', uploaded_at: null },
    { key: 'references/b.png', used_at: 10, source_url: null },
  ]);
  const links = await database.selectFrom('job_references').selectAll().orderBy('job_id').execute();
  expect(links.map(({ job_id, key }) => [job_id, key])).toEqual([
    ['one', 'references/a.png'],
    ['one', 'references/b.png'],
    ['two', 'references/a.png'],
  ]);
});
