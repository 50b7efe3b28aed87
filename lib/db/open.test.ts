import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, test } from 'vitest';
import { lockFolder } from './folder-lock';
import * as jobs from './migrations/0001-jobs';
import { openDatabase } from './open';
import type { Schema } from './schema';
import { openSqliteFile, sqliteDialect } from './sqlite';

const makeFolder = () => mkdtemp(path.join(tmpdir(), 'firstframe-db-'));

describe('openDatabase', () => {
  test('makes the tables once and opens again without change', async () => {
    const folder = await makeFolder();
    const first = await openDatabase(folder);
    expect(await first.selectFrom('jobs').selectAll().execute()).toEqual([]);
    await first.destroy();
    const second = await openDatabase(folder);
    const tables = await second.introspection.getTables();
    expect(tables.map((table) => table.name)).toEqual(
      expect.arrayContaining(['jobs', 'providers', 'circuits']),
    );
    await second.destroy();
  });

  test('brings a folder of an earlier release up to date, with all that is in it', async () => {
    const folder = await makeFolder();
    const earlier = new Kysely<Schema>({
      dialect: sqliteDialect(openSqliteFile(path.join(folder, 'firstframe.sqlite'))),
    });
    const provider = { getMigrations: async () => ({ '0001-jobs': jobs }) };
    await new Migrator({ db: earlier, provider }).migrateToLatest();
    await sql`insert into jobs (id, change_sequence, status, provider_id, model, prompt, request, batch_id,
      request_hash, warnings, attempt, failures, created_at, updated_at)
      values ('kept', 1, 'completed', 'p', 'm', 'words', '{}', 'b', 'h', '[]', 1, 0, 1, 1)`.execute(earlier);
    await earlier.destroy();
    const database = await openDatabase(folder);
    expect(await database.selectFrom('jobs').select(['id', 'caller_retries']).execute()).toEqual([
      { id: 'kept', caller_retries: 0 },
    ]);
    expect(await database.selectFrom('providers').selectAll().execute()).toEqual([]);
    await database.destroy();
  });

  test('F36: takes a migration that breaks off back as a whole', async () => {
    const file = openSqliteFile(path.join(await makeFolder(), 'firstframe.sqlite'));
    const database = new Kysely<Schema>({ dialect: sqliteDialect(file) });
    const broken = {
      async up(half: Kysely<unknown>) {
        await sql`create table half_made (a integer)`.execute(half);
        throw new Error('The process ends here.');
      },
    };
    const provider = { getMigrations: async () => ({ '0001-jobs': jobs, '0002-broken': broken }) };
    const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
    expect(error).toMatchObject({ message: 'The process ends here.' });
    const names = (await database.introspection.getTables()).map(({ name }) => name);
    expect(names).not.toContain('half_made');
    await database.destroy();
  });

  test('puts every commit on the disk before it is acknowledged', async () => {
    const database = await openDatabase(await makeFolder());
    const { rows: journal } = await sql`pragma journal_mode`.execute(database);
    const { rows: synchronous } = await sql`pragma synchronous`.execute(database);
    expect(journal).toEqual([{ journal_mode: 'wal' }]);
    expect(synchronous).toEqual([{ synchronous: 2 }]);
    await database.destroy();
  });

  test('takes back a transaction that throws', async () => {
    const database = await openDatabase(await makeFolder());
    await expect(
      database.transaction().execute(async (transaction) => {
        await sql`create table scratch (a integer)`.execute(transaction);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await expect(sql`select * from scratch`.execute(database)).rejects.toThrow(/no such table/);
    await database.destroy();
  });
});

describe('lockFolder', () => {
  test('F16: refuses a second holder in words, and lets the next one in after the first lets go', async () => {
    const folder = await makeFolder();
    const unlock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(
      new RegExp(`in use by another Firstframe \\(process ${process.pid}\\)`),
    );
    unlock();
    (await lockFolder(folder))();
  });

  test('is free again after its holder was killed', async () => {
    const folder = await makeFolder();
    const script = `const { DatabaseSync } = require('node:sqlite');
      const lock = new DatabaseSync(${JSON.stringify(path.join(folder, 'lock.sqlite'))});
      lock.exec('begin exclusive'); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['-e', script]);
    await once(child.stdout, 'data');
    await expect(lockFolder(folder)).rejects.toThrow(/in use/);
    child.kill('SIGKILL');
    await once(child, 'exit');
    (await lockFolder(folder))();
  });
});
