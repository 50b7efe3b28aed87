import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
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
});
