import { createHash, randomBytes } from 'node:crypto';
import { access, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { StorageDriver } from './driver';

async function bytesOf(stream: Readable | null): Promise<Buffer | null> {
  return stream && Buffer.concat(await stream.toArray());
}

/** What every storage driver must do, as tests; a driver's own test file calls it and adds what is special to it. */
export function describeStorageContract(open: () => Promise<StorageDriver>): void {
  async function put(driver: StorageDriver, key: string, bytes: Buffer): Promise<string> {
    const path = await driver.temporaryPath('bin');
    await writeFile(path, bytes);
    await driver.putFile(key, path);
    return path;
  }

  test('gives back exactly what was put, and takes the local file', async () => {
    const driver = await open();
    const bytes = randomBytes(3_000_000);
    const path = await put(driver, 'videos/video_1/video.mp4', bytes);
    expect(await driver.stat('videos/video_1/video.mp4')).toEqual({ size: bytes.length });
    const read = await bytesOf(await driver.read('videos/video_1/video.mp4'));
    expect(
      createHash('sha256')
        .update(read ?? '')
        .digest('hex'),
    ).toBe(createHash('sha256').update(bytes).digest('hex'));
    await expect(access(path)).rejects.toThrow();
  });

  test('reads a range with both ends included', async () => {
    const driver = await open();
    await put(driver, 'a/b', Buffer.from('0123456789'));
    expect(String(await bytesOf(await driver.read('a/b', { start: 2, end: 5 })))).toBe('2345');
    expect(String(await bytesOf(await driver.read('a/b', { start: 9, end: 9 })))).toBe('9');
  });

  test('replaces an object as a whole', async () => {
    const driver = await open();
    await put(driver, 'a', Buffer.from('the first, which is longer'));
    await put(driver, 'a', Buffer.from('second'));
    expect(String(await bytesOf(await driver.read('a')))).toBe('second');
  });

  test('answers null for what is absent', async () => {
    const driver = await open();
    expect(await driver.stat('nothing/here')).toBeNull();
    expect(await driver.read('nothing/here')).toBeNull();
    expect(await driver.stat('nothing/here/deeper')).toBeNull();
  });

  test('deletes, and deletes again without complaint', async () => {
    const driver = await open();
    await put(driver, 'a', Buffer.from('1'));
    await driver.delete('a');
    await driver.delete('a');
    expect(await driver.stat('a')).toBeNull();
  });

  test('lists what is below a folder, by key, with sizes and times', async () => {
    const driver = await open();
    for (const key of ['a/b/two', 'a/b/one', 'a/three', 'ab/four', 'a.five'])
      await put(driver, key, Buffer.from(key));
    const listed = await driver.list('a');
    expect(listed.map(({ key, size }) => [key, size])).toEqual([
      ['a/b/one', 7],
      ['a/b/two', 7],
      ['a/three', 7],
    ]);
    for (const { modifiedAt } of listed) expect(Math.abs(Date.now() - modifiedAt)).toBeLessThan(60_000);
    expect(await driver.list('a/b')).toHaveLength(2);
    expect(await driver.list('nothing')).toEqual([]);
  });

  test.each(['', '/a', '../a', 'a/../b', 'a//b', 'A', 'a\\b', 'a\0', '.hidden', 'a/', 'c:/a', 'a/.b'])(
    'refuses %j as a key',
    async (key) => {
      const driver = await open();
      await expect(driver.stat(key)).rejects.toThrow(/not a storage key/);
      await expect(driver.read(key)).rejects.toThrow(/not a storage key/);
      await expect(driver.delete(key)).rejects.toThrow(/not a storage key/);
      await expect(driver.list(key)).rejects.toThrow(/not a storage key/);
    },
  );

  test('gives temporary paths that do not collide', async () => {
    const driver = await open();
    const paths = await Promise.all(Array.from({ length: 100 }, () => driver.temporaryPath('mp4')));
    expect(new Set(paths).size).toBe(100);
    expect(paths.every((path) => path.endsWith('.mp4'))).toBe(true);
  });

  test('knows how much room there is, or that it cannot know', async () => {
    const free = await (await open()).freeBytes();
    expect(free === null || free > 0).toBe(true);
  });
}
