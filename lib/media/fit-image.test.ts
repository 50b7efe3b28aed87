import { randomBytes } from 'node:crypto';
import { mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { convertImage, shrinkImage } from './fit-image';
import { readImage } from './read-image';

let folder: string;
let sourcePath: string;

/** Noise does not compress, so it has to be made smaller. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firstframe-fit-'));
  sourcePath = path.join(folder, 'noise.png');
  const raw = { width: 800, height: 600, channels: 3 as const };
  await sharp(randomBytes(800 * 600 * 3), { raw })
    .png()
    .toFile(sourcePath);
});

test('an image is made small enough, at the cost of pixels where it must', async () => {
  const targetPath = path.join(folder, 'small.jpg');
  const isSmall = await shrinkImage({ sourcePath, targetPath, maximumBytes: 150_000, keepsSize: false });
  expect(isSmall).toBe(true);
  expect((await stat(targetPath)).size).toBeLessThanOrEqual(150_000);
  expect(await readImage(targetPath)).toMatchObject({ type: 'image/jpeg' });
  expect((await readImage(targetPath)).width).toBeLessThan(800);
});

test('an image that has to keep its pixels is not made small by taking some away', async () => {
  const targetPath = path.join(folder, 'kept.jpg');
  const work = { sourcePath, targetPath, keepsSize: true };
  expect(await shrinkImage({ ...work, maximumBytes: 20_000 })).toBe(false);
  expect(await shrinkImage({ ...work, maximumBytes: 1_000_000 })).toBe(true);
  expect(await readImage(targetPath)).toMatchObject({ width: 800, height: 600 });
});

test('an image becomes another type in its own size', async () => {
  const targetPath = path.join(folder, 'converted.jpg');
  await convertImage({ sourcePath, targetPath, type: 'image/jpeg' });
  expect(await readImage(targetPath)).toMatchObject({ type: 'image/jpeg', width: 800, height: 600 });
});
