import 'server-only';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { log } from '@/lib/log';
import type { JobChanges } from './job-row';
import type { JobStore } from './store';

/** What a provider's yes changes of a job, for as long as the database could not take it. */
export type AcceptedEntry = { jobId: string; attempt: number; changes: JobChanges };

export type AcceptedJournal = Awaited<ReturnType<typeof openAcceptedJournal>>;

/** Writes a file that is whole or absent, and is on the disk itself when this returns. */
async function writeDurably(folder: string, name: string, text: string): Promise<void> {
  const unfinished = path.join(folder, `${name}.part`);
  const file = await open(unfinished, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path.join(folder, name));
  const directory = await open(folder, 'r');
  await directory.sync().finally(() => directory.close());
}

/**
 * The side journal of the ledger: a provider's id that was read, and paid for, but that the database would not take, is
 * kept in a file of its own until the database takes it. Without it the job would become unsure.
 * @param folder of the journal alone; made where it is missing
 */
export async function openAcceptedJournal(folder: string) {
  await mkdir(folder, { recursive: true });
  const entries = new Map<string, AcceptedEntry>();
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  for (const name of names) {
    const entry = JSON.parse(await readFile(path.join(folder, name), 'utf8')) as AcceptedEntry;
    entries.set(entry.jobId, entry);
  }

  return {
    /** Keeps an entry. Never throws: where the disk does not take it either, this process still knows it. */
    async keep(entry: AcceptedEntry): Promise<void> {
      entries.set(entry.jobId, entry);
      try {
        await writeDurably(folder, `${entry.jobId}.json`, JSON.stringify(entry));
      } catch (error) {
        log.error(
          { job: entry.jobId, upstreamId: entry.changes.upstreamId, err: error },
          'an id is not kept',
        );
      }
    },

    /** Writes what was kept into the database. Throws while it takes nothing; what is left is tried again. */
    async merge(store: JobStore, now: number): Promise<void> {
      for (const { jobId, attempt, changes } of [...entries.values()]) {
        await store.saveLateOperation(jobId, attempt, changes, now);
        entries.delete(jobId);
        await rm(path.join(folder, `${jobId}.json`), { force: true });
      }
    },
  };
}
