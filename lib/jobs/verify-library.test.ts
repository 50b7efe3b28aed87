import { open, truncate } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openTestLibrary, type TestLibrary } from './test-library';
import { makeTestVideo } from './test-video';
import { verifyLibrary } from './verify-library';

let library: TestLibrary;

beforeAll(async () => {
  library = await openTestLibrary(await makeTestVideo(), [{}, {}, {}]);
}, 60_000);

test('F30: names each file that is missing or altered, also where its size is the same', async () => {
  expect(await verifyLibrary(library)).toEqual({ files: 9, faults: [] });
  const [flipped, cut, lost] = library.jobs;
  const placeOf = (key = '') => path.join(library.folder, key);
  const file = await open(placeOf(flipped?.saved?.videoKey), 'r+');
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, 5_000);
  await file.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, 5_000);
  await file.close();
  await truncate(placeOf(cut?.saved?.videoKey), 10);
  await library.storage.delete(lost?.saved?.thumbnailKey ?? '');
  const { faults } = await verifyLibrary(library);
  expect(faults).toEqual([
    { id: flipped?.id, key: flipped?.saved?.videoKey, reason: 'is altered' },
    { id: cut?.id, key: cut?.saved?.videoKey, reason: 'is altered' },
    { id: lost?.id, key: lost?.saved?.thumbnailKey, reason: 'is missing' },
  ]);
});
