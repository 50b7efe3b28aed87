import 'server-only';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Claims a data folder for this process until it ends.
 *
 * The claim is SQLite's own file lock on an empty database, because the operating system lets go of it whenever the
 * process ends, killed or not: a stale lock cannot exist.
 * @returns a function that lets go of the folder
 * @throws Error in words for the person at the terminal, when another process has it
 */
export async function lockFolder(folder: string): Promise<() => void> {
  await mkdir(folder, { recursive: true });
  const holderFile = path.join(folder, 'lock.pid');
  const lock = new DatabaseSync(path.join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    const holder = await readFile(holderFile, 'utf8').catch(() => 'unknown');
    throw new Error(
      `The data folder ${folder} is in use by another Firstframe (process ${holder.trim()}). Stop that one first, or give this one its own FIRSTFRAME_DATA.`,
      { cause },
    );
  }
  await writeFile(holderFile, `${process.pid}\n`);
  return () => lock.close();
}
