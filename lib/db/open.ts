import 'server-only';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import * as jobs from './migrations/0001-jobs';
import * as providers from './migrations/0002-providers';
import * as ledger from './migrations/0003-ledger';
import * as jobLog from './migrations/0004-job-log';
import * as access from './migrations/0005-access';
import * as webhooks from './migrations/0006-webhooks';
import * as batches from './migrations/0007-batches';
import * as cost from './migrations/0008-cost';
import * as prompts from './migrations/0009-prompts';
import * as improver from './migrations/0010-improver';
import * as referenceImages from './migrations/0011-reference-images';
import * as organise from './migrations/0012-organise';
import * as parents from './migrations/0014-parents';
import * as shares from './migrations/0015-shares';
import * as stitches from './migrations/0016-stitches';
import * as purgedPrompts from './migrations/0017-purged-prompts';
import type { Schema } from './schema';
import { databaseFile } from './set-aside';
import { openSqliteFile, sqliteDialect } from './sqlite';

export type Database = Kysely<Schema>;

/** In order; a migration that has been released is never edited, a new one is added below it. */
const migrations = {
  '0001-jobs': jobs,
  '0002-providers': providers,
  '0003-ledger': ledger,
  '0004-job-log': jobLog,
  '0005-access': access,
  '0006-webhooks': webhooks,
  '0007-batches': batches,
  '0008-cost': cost,
  '0009-prompts': prompts,
  '0010-improver': improver,
  '0011-reference-images': referenceImages,
  '0012-organise': organise,
  '0014-parents': parents,
  '0015-shares': shares,
  '0016-stitches': stitches,
  '0017-purged-prompts': purgedPrompts,
};

/** Brings the tables to the newest shape. Each migration is one transaction: it happens or it does not. */
async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('The database could not be brought to the newest shape.', { cause: error });
}

/** Opens the database of a data folder, making or migrating it as needed. */
export async function openDatabase(folder: string): Promise<Database> {
  await mkdir(folder, { recursive: true });
  const database = new Kysely<Schema>({
    dialect: sqliteDialect(openSqliteFile(path.join(folder, databaseFile))),
  });
  await migrate(database);
  return database;
}
