/**
 * What `npm run rebuild` and its like run: one command on the data folder of a stopped studio. Plain Node reads this
 * file, see `scripts/command.mjs`.
 */
import { lockFolder } from '@/lib/db/folder-lock';
import { readEnvironment } from '@/lib/env';
import { type RebuildReport, rebuild } from '@/lib/jobs/rebuild';
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

type Command = (folder: string, file: string | undefined) => Promise<number>;

const commands: Record<string, Command> = {
  async rebuild(folder) {
    const storage = await openDiskStorage(folder);
    tellRebuild(await rebuild(folder, storage, openRegistry([], Date.now), Date.now()));
    return 0;
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
