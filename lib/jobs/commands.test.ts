import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { lockFolder } from '@/lib/db/folder-lock';
import { openTestLibrary, type TestLibrary } from './test-library';
import { makeTestVideo } from './test-video';

const makeFolder = () => mkdtemp(path.join(tmpdir(), 'firstframe-commands-'));

/** A command as `scripts/command.mjs` runs it, in a process of its own, and all that it says. */
async function run(folder: string, ...words: string[]): Promise<{ code: number; output: string }> {
  const flags = ['--experimental-strip-types', '--import', './scripts/typescript-imports.mjs'];
  const child = spawn(process.execPath, [...flags, 'lib/command-main.ts', ...words], {
    env: { ...process.env, FIRSTFRAME_DATA: folder, NODE_NO_WARNINGS: '1' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  const [code] = await once(child, 'close');
  return { code, output };
}

let library: TestLibrary;

beforeAll(async () => {
  library = await openTestLibrary(await makeTestVideo(), [{}, {}]);
  await library.database.destroy();
}, 60_000);

test('rebuild makes the database anew, and says what it did', async () => {
  const { code, output } = await run(library.folder, 'rebuild');
  expect(output).toMatch(/^2 videos: 2 described by the file beside it/);
  expect(output).toMatch(/kept as firstframe\.before-\d{17}\.sqlite/);
  expect(code).toBe(0);
});

test('export and import carry a library to another folder; verify tells what became of it', async () => {
  const folder = await makeFolder();
  const file = path.join(await makeFolder(), 'library.zip');
  expect(await run(library.folder, 'export', file)).toEqual({
    code: 0,
    output: `2 videos exported to ${file}.\n`,
  });
  expect(await readdir(path.dirname(file))).toEqual(['library.zip']);
  const imported = await run(folder, 'import', file);
  expect(imported).toEqual({ code: 0, output: '2 videos imported, 0 here already, 0 refused.\n' });
  const verified = await run(folder, 'verify');
  expect(verified).toEqual({ code: 0, output: '6 files looked at, 0 missing or altered.\n' });
  const key = library.jobs[0]?.saved?.videoKey ?? '';
  await truncate(path.join(folder, key), 7);
  const { code, output } = await run(folder, 'verify');
  expect(output).toContain(`${key} is altered`);
  expect(code).toBe(2);
});

test('a command refuses while a studio has the folder', async () => {
  const folder = await makeFolder();
  const unlock = await lockFolder(folder);
  const { code, output } = await run(folder, 'rebuild');
  unlock();
  expect(output).toMatch(/is in use by another Firstframe/);
  expect(code).toBe(1);
  expect((await readdir(folder)).sort()).toEqual(['lock.pid', 'lock.sqlite']);
});

test.each([
  [['destroy'], /no command "destroy".*rebuild, verify, export, import/],
  [['export'], /npm run export -- FILE/],
  [['import', '/nowhere/at.zip'], /not a zip/],
])('says in words what is wrong with %j', async (words, expected) => {
  const { code, output } = await run(await makeFolder(), ...words);
  expect(output).toMatch(expected);
  expect(output).not.toMatch(/\n\s+at /);
  expect(code).toBe(1);
});
