import { beforeAll, expect, test } from 'vitest';
import { exportLibrary } from './export-library';
import { importLibrary } from './import-library';
import { markVideos } from './mark-videos';
import { downloadName } from './present-video';
import { readSidecar } from './sidecar-file';
import { describeStale } from './stale-sidecars';
import { openTestContext } from './test-context';
import { bytesOf, exportAll, storedFiles, toFile, unzip } from './test-export';
import { openTestLibrary, type TestLibrary, testReference } from './test-library';
import { makeTestVideo } from './test-video';

let library: TestLibrary;

beforeAll(async () => {
  library = await openTestLibrary(await makeTestVideo(), [
    { prompt: '海边的日出', references: [await testReference()] },
    { prompt: 'two takes', takes: 2 },
  ]);
}, 60_000);

test('holds every file of every video, its references, and last what is in it', async () => {
  const files = await unzip(await toFile(library, await exportAll(library)));
  const stored = await storedFiles(library);
  expect([...files.keys()].at(-1)).toBe('manifest.json');
  const manifest = JSON.parse(String(files.get('manifest.json')));
  expect(manifest.videos.map(({ id }: { id: string }) => id).sort()).toEqual(
    library.jobs.map(({ id }) => id).sort(),
  );
  for (const { name, at = name, bytes, sha256: expected } of manifest.files) {
    expect(stored.get(name)).toBe(expected);
    expect(files.get(at)).toHaveLength(bytes);
  }
  // People find the videos by what they are of; the rest is beside them in folders.
  expect([...files.keys()].filter((name) => !name.includes('/')).sort()).toEqual(
    [...library.jobs.map(downloadName), 'manifest.json'].sort(),
  );
  expect(manifest.files).toHaveLength(stored.size);
});

test('of chosen videos holds those alone, and names an id that is none', async () => {
  const id = library.jobs[1]?.id ?? '';
  const some = await unzip(await toFile(library, await exportAll(library, { each: [id, id] })));
  expect([...some.keys()]).toEqual([
    ...library.jobs.slice(1, 2).map(downloadName),
    ...['thumbnail.webp', 'spritesheet.jpg', 'video.json'].map((name) => `videos/${id}/${name}`),
    'manifest.json',
  ]);
  await expect(exportLibrary(library, { each: ['video_none'] })).rejects.toMatchObject({
    code: 'not_found',
    param: 'ids',
  });
});

test('of chosen videos leaves out what is not finished, unless that leaves nothing', async () => {
  const [{ id = '' } = {}] = library.jobs;
  const some = await exportAll(library, { finishedOf: ['video_none', id] });
  const manifest = JSON.parse(String((await unzip(await toFile(library, some))).get('manifest.json')));
  expect(manifest.videos.map((video: { id: string }) => video.id)).toEqual([id]);
  await expect(exportLibrary(library, { finishedOf: ['video_none'] })).rejects.toMatchObject({
    code: 'not_found',
    param: 'ids',
  });
});

test('is what it was when it began, though its videos are marked while it is read', async () => {
  const [{ id = '' } = {}] = library.jobs;
  const { stream, length } = await exportLibrary(library, 'all');
  await markVideos(library, { ids: [id], starred: true, add_tags: ['marked while it was exported'] });
  await describeStale(library);
  expect((await readSidecar(library.storage, id))?.marks?.tags).toHaveLength(1);
  const bytes = await bytesOf(stream);
  expect(bytes).toHaveLength(length);
  const other = await openTestContext(() => Response.json({ id: 'up_1' }));
  const report = await importLibrary(other, await toFile(library, bytes));
  expect(report).toEqual({ imported: library.jobs.length, present: 0, refused: [] });
});
