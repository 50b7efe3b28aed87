import 'server-only';
import { rename, stat } from 'node:fs/promises';
import path from 'node:path';

/** The file of a data folder's database, and what SQLite keeps beside it: commits that are not in it yet. */
export const databaseFile = 'firstframe.sqlite';
const companions = ['-wal', '-shm'];

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** Whether a data folder has a database. */
export function hasDatabase(folder: string): Promise<boolean> {
  return exists(path.join(folder, databaseFile));
}

/**
 * Renames the database of a folder that nobody has open, so that a new one can take its place. Nothing is deleted.
 * @param now Unix milliseconds; they are in the new name
 * @returns the new name, or `null` when there was none
 */
export async function setDatabaseAside(folder: string, now: number): Promise<string | null> {
  if (!(await hasDatabase(folder))) return null;
  const stamp = new Date(now).toISOString().replace(/\D/g, '').slice(0, 17);
  const name = `firstframe.before-${stamp}.sqlite`;
  for (const suffix of ['', ...companions]) {
    const from = path.join(folder, `${databaseFile}${suffix}`);
    if (await exists(from)) await rename(from, path.join(folder, `${name}${suffix}`));
  }
  return name;
}
