import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDiskStorage } from './disk';
import { describeStorageContract } from './driver-contract';

const makeFolder = () => mkdtemp(path.join(tmpdir(), 'firstframe-storage-'));

describe('disk storage', () => {
  describeStorageContract(async () => openDiskStorage(await makeFolder()));

  test('forgets half-made files of an earlier process when it opens', async () => {
    const folder = await makeFolder();
    const first = await openDiskStorage(folder);
    await writeFile(await first.temporaryPath('part'), 'half');
    await openDiskStorage(folder);
    expect(await readdir(path.join(folder, 'tmp'))).toEqual([]);
  });

  test('leaves the local file when the object cannot be made', async () => {
    const driver = await openDiskStorage(await makeFolder());
    const missing = await driver.temporaryPath('mp4');
    await expect(driver.putFile('a/b', missing)).rejects.toThrow(/ENOENT/);
    expect(await driver.stat('a/b')).toBeNull();
  });

  test('S20: no key leads out of the folder, however it is spelled', async () => {
    const outer = await makeFolder();
    await writeFile(path.join(outer, 'secret'), 'secret');
    const folder = path.join(outer, 'data');
    const driver = await openDiskStorage(folder);
    const piece = fc.constantFrom(
      ...[
        '..',
        '.',
        '',
        '/',
        '\\',
        '%2e%2e',
        '%2f',
        '..%2f',
        '\0',
        'C:',
        'c:\\',
        '~',
        'secret',
        'videos',
        'a',
        'A',
      ],
      ...['．．', '․․', '%252e', '\u202e', '\n', ' ', 'con', 'nul', '-', '$HOME', '*', ';', '....', '..\0'],
    );
    const key = fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 8 }), fc.constantFrom('/', '', '\\', '//'))
      .map(([pieces, between]) => pieces.join(between));
    await fc.assert(
      fc.asyncProperty(fc.oneof(key, fc.string(), fc.string({ unit: 'binary' })), async (tried) => {
        const isKey = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/.test(tried);
        const source = await driver.temporaryPath('bin');
        await writeFile(source, 'ours');
        for (const call of [
          () => driver.putFile(tried, source),
          () => driver.stat(tried),
          () => driver.read(tried),
        ]) {
          const failure = await call().then(
            (stream) => (stream && 'destroy' in stream ? void stream.destroy() : null),
            (error: Error) => error,
          );
          if (!isKey)
            expect(failure).toMatchObject({ message: expect.stringContaining('not a storage key') });
        }
        if (isKey) await driver.delete(tried).catch(() => {});
      }),
      { numRuns: 500 },
    );
    expect((await readdir(outer)).sort()).toEqual(['data', 'secret']);
    expect(await readFile(path.join(outer, 'secret'), 'utf8')).toBe('secret');
  });

  test('S20: a link inside the folder is no way out of it, and the folder itself may be one', async () => {
    const outer = await makeFolder();
    const real = path.join(outer, 'real');
    const elsewhere = path.join(outer, 'elsewhere');
    for (const folder of [real, elsewhere]) await mkdir(path.join(folder, 'videos'), { recursive: true });
    await writeFile(path.join(elsewhere, 'secret'), 'secret');
    await symlink(real, path.join(outer, 'data'));
    const driver = await openDiskStorage(path.join(outer, 'data'));
    await symlink(path.join(elsewhere, 'secret'), path.join(real, 'videos', 'file'));
    await symlink(elsewhere, path.join(real, 'linked'));

    expect(await driver.stat('videos/file')).toBeNull();
    expect(await driver.read('videos/file')).toBeNull();
    const source = await driver.temporaryPath('bin');
    await writeFile(source, 'ours');
    const calls = [
      driver.stat('linked/secret'),
      driver.read('linked/secret'),
      driver.delete('linked/secret'),
      driver.list('linked'),
      driver.putFile('linked/secret', source),
      driver.putFile('linked/new/file', source),
    ];
    for (const outcome of await Promise.allSettled(calls))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'internal' } });
    expect((await readdir(elsewhere)).sort()).toEqual(['secret', 'videos']);
    // What is put takes the place of a link, not of what it leads to.
    await driver.putFile('videos/file', source);
    expect(await readFile(path.join(elsewhere, 'secret'), 'utf8')).toBe('secret');
    expect(String(Buffer.concat((await (await driver.read('videos/file'))?.toArray()) ?? []))).toBe('ours');
    expect((await driver.list('videos')).map(({ key }) => key)).toEqual(['videos/file']);
  });
});
