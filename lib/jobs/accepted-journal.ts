import 'server-only';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { log } from '@/lib/log';
import type { JobContext } from './context';
import { type LateAnswer, saveLate } from './save-late';

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

const nameOf = ({ job, attempt }: LateAnswer) => `${job.id}-${attempt}.json`;

/**
 * The side journal of the ledger: a provider's id that was read, and paid for, but that the database would not take, is
 * kept in a file of its own until the database takes it. Without it the job would become unsure.
 * @param folder of the journal alone; made where it is missing
 */
export async function openAcceptedJournal(folder: string) {
  await mkdir(folder, { recursive: true });
  const entries = new Map<string, LateAnswer>();
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  for (const name of names) {
    const entry = JSON.parse(await readFile(path.join(folder, name), 'utf8')) as LateAnswer;
    entries.set(nameOf(entry), entry);
  }

  return {
    /** Keeps an entry. Never throws: where the disk does not take it either, this process still knows it. */
    async keep(entry: LateAnswer): Promise<void> {
      const { job, changes } = entry;
      entries.set(nameOf(entry), entry);
      try {
        await writeDurably(folder, nameOf(entry), JSON.stringify(entry));
      } catch (error) {
        log.error({ job: job.id, upstreamId: changes.upstreamId, err: error }, 'an id is not kept');
      }
    },

    /** Writes what was kept into the database. Throws while it takes nothing; what is left is tried again. */
    async merge(context: Pick<JobContext, 'database' | 'now'>): Promise<void> {
      for (const [name, entry] of [...entries]) {
        await saveLate(context, entry);
        entries.delete(name);
        await rm(path.join(folder, name), { force: true });
      }
    },
  };
}
