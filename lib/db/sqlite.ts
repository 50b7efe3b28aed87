import 'server-only';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteAdapter, SqliteDialect } from 'kysely';

/** Whether a statement answers with rows, which Kysely's SQLite dialect wants to know before it runs it. */
const answersRows = /^\s*(select|with|pragma|explain|values)\b|\breturning\b/i;

/** Room for the indexes of a large library, in KiB. */
const cacheSize = 64 * 1024;

/**
 * Opens a SQLite file by Node's own engine, with every commit on the disk before it is acknowledged
 * (WAL and `synchronous = FULL`; without it a power cut may take back a commit).
 */
export function openSqliteFile(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  database.exec(`pragma cache_size = -${cacheSize}`);
  return database;
}

/** SQLite takes changes of tables back like any other; Kysely does not count on it unless told (0.29, `sqlite-adapter`). */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class TransactionalDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/** Kysely's SQLite dialect over Node's own engine, by the few calls that the two spell differently. */
export function sqliteDialect(database: DatabaseSync): SqliteDialect {
  return new TransactionalDialect({
    database: {
      close: () => database.close(),
      prepare(text) {
        const statement = database.prepare(text);
        return {
          reader: answersRows.test(text),
          all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
          run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
          iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
        };
      },
    },
  });
}
