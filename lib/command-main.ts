/**
 * What `npm run rebuild` and its like run: one command on the data folder of a stopped studio. Plain Node reads this
 * file, see `scripts/command.mjs`.
 */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { lockFolder } from '@/lib/db/folder-lock';
import { openDatabase } from '@/lib/db/open';
import { readEnvironment } from '@/lib/env';
import { exportLibrary } from '@/lib/jobs/export-library';
import { importLibrary } from '@/lib/jobs/import-library';
import { type RebuildReport, rebuild } from '@/lib/jobs/rebuild';
import { openJobStore } from '@/lib/jobs/store';
import { verifyLibrary } from '@/lib/jobs/verify-library';
import { log } from '@/lib/log';
import { openRegistry } from '@/lib/providers/registry';
import { openDiskStorage } from '@/lib/storage/disk';

const say = (line: string) => process.stdout.write(`${line}\n`);

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function tellRebuild(report: RebuildReport): void {
  const { fromSidecar, fromOldRow, probed, carried, providers, faults, setAside } = report;
  const total = fromSidecar + fromOldRow + probed;
  say(
    `${count(total, 'video')}: ${fromSidecar} described by the file beside it, ${fromOldRow} by the old database, ${probed} by nothing but itself.`,
  );
  if (report.isOldUnreadable) say('The old database could not be read; nothing is taken from it.');
  else if (setAside)
    say(
      `Taken over from the old database: ${count(carried, 'job')} without a video, ${count(providers, 'provider')}.`,
    );
  if (setAside) say(`The old database is kept as ${setAside}.`);
  for (const { id, reason } of faults) say(`${id}: ${reason}`);
}

/** Exit codes: 0 for all good, 1 for a failure, 2 where some videos need a look. */
type Command = (folder: string, file: string | undefined) => Promise<number>;

async function openLibrary(folder: string) {
  const database = await openDatabase(folder);
  const storage = await openDiskStorage(folder);
  const providers = openRegistry([], Date.now);
  return { database, storage, providers, store: openJobStore(database), now: Date.now };
}

function needFile(file: string | undefined, command: string): string {
  if (file) return file;
  throw new Error(`Name the file: npm run ${command} -- FILE`);
}

const commands: Record<string, Command> = {
  async rebuild(folder) {
    const storage = await openDiskStorage(folder);
    const report = await rebuild(folder, storage, openRegistry([], Date.now), Date.now());
    tellRebuild(report);
    return report.faults.length > 0 ? 2 : 0;
  },

  async verify(folder) {
    const library = await openLibrary(folder);
    const { files, faults } = await verifyLibrary(library).finally(() => library.database.destroy());
    for (const { id, key, reason } of faults) say(`${id}: ${key} ${reason}`);
    say(`${count(files, 'file')} looked at, ${faults.length} missing or altered.`);
    return faults.length > 0 ? 2 : 0;
  },

  async export(folder, named) {
    const file = needFile(named, 'export');
    const library = await openLibrary(folder);
    const unfinished = `${file}.part`;
    try {
      const { stream, videos } = await exportLibrary(library, 'all');
      const source = Readable.fromWeb(stream as NodeReadableStream<Uint8Array>);
      await pipeline(source, createWriteStream(unfinished, { flush: true }));
      await rename(unfinished, file);
      say(`${count(videos, 'video')} exported to ${file}.`);
    } finally {
      await rm(unfinished, { force: true });
      await library.database.destroy();
    }
    return 0;
  },

  async import(folder, named) {
    const file = needFile(named, 'import');
    const library = await openLibrary(folder);
    const report = await importLibrary(library, file).finally(() => library.database.destroy());
    const { imported, present, refused } = report;
    say(`${count(imported, 'video')} imported, ${present} here already, ${refused.length} refused.`);
    for (const { id, reason } of refused) say(`${id}: ${reason}`);
    return refused.length > 0 ? 2 : 0;
  },
};

async function main(): Promise<number> {
  const [, , name = '', file] = process.argv;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Error(`There is no command "${name}". Known: ${Object.keys(commands).join(', ')}.`);
  const { dataFolder, logLevel } = readEnvironment();
  log.level = logLevel;
  const unlock = await lockFolder(dataFolder);
  try {
    return await command(dataFolder, file);
  } finally {
    unlock();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
