import 'server-only';
import { type Kysely, SqliteAdapter } from 'kysely';

/** Whether a database is SQLite, for the few things that it says differently from Postgres. */
export function isSqlite<Tables>(database: Kysely<Tables>): boolean {
  return database.getExecutor().adapter instanceof SqliteAdapter;
}
