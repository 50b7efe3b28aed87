import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { deflateRawSync } from 'node:zlib';
import { makeZip } from 'client-zip';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportLibrary } from './export-library';
import { importLibrary, receiveImport } from './import-library';
import type { Job } from './job';
import { longestFile } from './library-archive';
import { downloadName } from './present-video';
import { openTestContext } from './test-context';
import { bytesOf, exportAll, storedFiles, toFile, unzip } from './test-export';
import { openTestLibrary, type TestLibrary, testReference } from './test-library';
import { makeTestVideo } from './test-video';

let library: TestLibrary;
/** The export of all of it, file by file. */
let files: Map<string, Buffer>;

const openEmpty = () => openTestContext(() => new Response(null, { status: 500 }));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What a list of videos is known by; the rest is this studio's own business. */
function essence(jobs: Job[]) {
  return jobs.map(
    ({ version: _v, changeSequence: _c, operation: _o, updatedAt: _u, answeredAt: _a, ...job }) => job,
  );
}

/** A zip of these files, with a manifest that is changed as told. */
async function zipOf(
  changed: Map<string, Buffer | string>,
  change: (manifest: Record<string, unknown>) => unknown = (manifest) => manifest,
): Promise<Buffer> {
  const manifest = change(JSON.parse(String(files.get('manifest.json'))));
  const entries = [...changed].filter(([name]) => name !== 'manifest.json');
  return bytesOf(
    makeZip([
      ...entries.map(([name, input]) => ({ name, input })),
      { name: 'manifest.json', input: JSON.stringify(manifest) },
    ]),
  );
}

/** The first video, under the name that it has in the export. */
const videoName = () => library.jobs.slice(0, 1).map(downloadName)[0] ?? '';

const withFile = (name: string, bytes: Buffer | string) =>
  new Map<string, Buffer | string>([...files, [name, bytes]]);

beforeAll(async () => {
  library = await openTestLibrary(await makeTestVideo(), [
    {
      prompt: '海边的日出 🌅',
      seconds: 4,
      seed: 7,
      options: { style: 'x' },
      references: [await testReference()],
    },
    { prompt: 'two takes', takes: 2 },
  ]);
  files = await unzip(await toFile(library, await exportAll(library)));
}, 60_000);

describe('an import', () => {
  test('of an empty studio is an empty one, which imports as nothing', async () => {
    const empty = await openEmpty();
    const { stream } = await exportLibrary(empty, 'all');
    const path = await toFile(empty, await bytesOf(stream));
    expect(await importLibrary(empty, path)).toEqual({ imported: 0, present: 0, refused: [] });
  });

  test('of an older studio, whose videos are in the folders too, can be imported', async () => {
    const target = await openEmpty();
    const older = new Map(files);
    const zip = await zipOf(older, (manifest) => {
      const listed = manifest.files as { name: string; at?: string }[];
      for (const { name, at } of listed) {
        const bytes = at && older.get(at);
        if (!bytes) continue;
        older.set(name, bytes);
        older.delete(at);
      }
      return { ...manifest, version: 1, files: listed.map(({ at: _at, ...file }) => file) };
    });
    expect(await importLibrary(target, await toFile(target, zip))).toMatchObject({
      imported: 3,
      refused: [],
    });
  });

  test('into an empty studio gives the same list and the very same files; the second time, nothing', async () => {
    const target = await openEmpty();
    const zip = await exportAll(library);
    const report = await receiveImport(target, Readable.from([zip.subarray(0, 999), zip.subarray(999)]));
    expect(report).toEqual({ imported: 3, present: 0, refused: [] });
    expect(essence(await target.store.listAll())).toEqual(essence(await library.store.listAll()));
    expect(await storedFiles(target)).toEqual(await storedFiles(library));
    const again = await importLibrary(target, await toFile(target, zip));
    expect(again).toEqual({ imported: 0, present: 3, refused: [] });
    expect(await target.store.listAll()).toHaveLength(3);
    // What was imported can be exported, byte for byte.
    const { stream } = await exportLibrary(target, 'all');
    const back = await unzip(await toFile(target, await bytesOf(stream)));
    expect(back).toEqual(files);
  });

  test('adds only what is not there, and takes no idempotency key from what is', async () => {
    const target = await openEmpty();
    await receiveImport(
      target,
      Readable.from([await exportAll(library, { each: [library.jobs[1]?.id ?? ''] })]),
    );
    const [other] = library.jobs;
    await target.database.updateTable('jobs').set({ idempotency_key: other?.idempotencyKey }).execute();
    const report = await receiveImport(target, Readable.from([await exportAll(library)]));
    expect(report).toEqual({ imported: 2, present: 1, refused: [] });
    expect(await target.store.find(other?.id ?? '')).toMatchObject({ idempotencyKey: null });
  });

  test('refuses each altered file by name, and takes the others', async () => {
    const target = await openEmpty();
    const [first, second] = library.jobs;
    const altered = new Map(files);
    const video = Buffer.from(files.get(videoName()) ?? '');
    video[video.length >> 1] = (video[video.length >> 1] ?? 0) ^ 1;
    altered.set(videoName(), video);
    altered.delete(second?.saved?.thumbnailKey ?? '');
    const report = await importLibrary(target, await toFile(target, await zipOf(altered)));
    expect(report).toMatchObject({
      imported: 1,
      refused: [
        { id: first?.id, reason: expect.stringMatching(/video\.mp4 is damaged: its checksum/) },
        { id: second?.id, reason: expect.stringMatching(/thumbnail\.webp is missing/) },
      ],
    });
    expect((await target.store.listAll()).map(({ id }) => id)).toEqual([library.jobs[2]?.id]);
  });

  test('believes no manifest that vouches for another video', async () => {
    const target = await openEmpty();
    const key = library.jobs[0]?.saved?.videoKey ?? '';
    const other = Buffer.from('<html>not the video</html>');
    const zip = await zipOf(withFile(key, other), (manifest) => ({
      ...manifest,
      files: (manifest.files as { name: string }[]).map((file) =>
        file.name === key ? { name: key, bytes: other.length, sha256: sha256(other) } : file,
      ),
    }));
    const report = await importLibrary(target, await toFile(target, zip));
    expect(report).toMatchObject({
      imported: 2,
      refused: [{ reason: expect.stringMatching(/not the one/) }],
    });
  });

  const hostile: [string, () => Promise<Buffer>, RegExp][] = [
    ['no zip', async () => Buffer.from('PK but no zip'), /not a zip/],
    ['a zip that is cut short', async () => (await exportAll(library)).subarray(0, 50_000), /not a zip/],
    ['a zip of something else', () => bytesOf(makeZip([{ name: 'a.txt', input: 'a' }])), /no manifest/],
    ['a name that leads out', () => zipOf(withFile('../../evil', 'x')), /not a zip/],
    ['an absolute name', () => zipOf(withFile('/etc/passwd', 'x')), /not a zip/],
    ['a name with backslashes', () => zipOf(withFile('..\\evil', 'x')), /not a zip/],
    [
      'the same name twice',
      () => bytesOf(makeZip([0, 1].map((twin) => ({ name: 'videos/v/video.mp4', input: String(twin) })))),
      /twice/,
    ],
    [
      'a manifest that names a strange file',
      () =>
        zipOf(files, (manifest) => ({
          ...manifest,
          files: [{ name: '../a', bytes: 0, sha256: '0'.repeat(64) }],
        })),
      /manifest is not right at files\.0/,
    ],
    [
      'a manifest that names a file twice',
      () =>
        zipOf(files, (manifest) => {
          const listed = manifest.files as unknown[];
          return { ...manifest, files: [...listed, listed[0]] };
        }),
      /names a file twice/,
    ],
    ['a newer manifest', () => zipOf(files, (manifest) => ({ ...manifest, version: 3 })), /newer studio/],
    [
      'a manifest that is no JSON',
      () => bytesOf(makeZip([{ name: 'manifest.json', input: '{' }])),
      /not JSON/,
    ],
  ];
  test.each(hostile)('refuses %s as a whole, and keeps nothing of it', async (_name, make, words) => {
    const target = await openEmpty();
    const bytes = await make();
    const work = receiveImport(target, Readable.from([bytes]));
    await expect(work).rejects.toThrow(words);
    await expect(work).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await storedFiles(target)).toEqual(new Map());
    expect(await target.storage.list('tmp')).toEqual([]);
  });

  test('S16: refuses a zip whose files lie on top of each other, or grow beyond any export', async () => {
    const target = await openEmpty();
    const take = (zip: Buffer) => receiveImport(target, Readable.from([zip]));
    const overlapping = { name: 'references/x', data: Buffer.alloc(100_000, 1), entries: 50 };
    await expect(take(rawZip(overlapping))).rejects.toThrow(/on top of each other/);
    const bomb = { name: 'videos/v/video.mp4', data: deflateRawSync(Buffer.alloc(300_000_000)), method: 8 };
    await expect(take(rawZip({ ...bomb, claimed: 4_000_000_000 }))).rejects.toThrow(
      /far more than an export/,
    );
    const many = { name: 'a', data: Buffer.alloc(0), entries: 100_000 };
    await expect(take(rawZip(many))).rejects.toThrow(/no manifest/);
    expect(await storedFiles(target)).toEqual(new Map());
    expect(await target.storage.list('tmp')).toEqual([]);
  });

  test('S20: takes a symbolic link for the text that it is', async () => {
    const target = await openEmpty();
    const link = { name: 'manifest.json', data: Buffer.from('/etc/passwd'), attributes: 0o120777 * 2 ** 16 };
    await expect(receiveImport(target, Readable.from([rawZip(link)]))).rejects.toThrow(/not JSON/);
  });

  test('S15: takes no reference that is not the image that its name says', async () => {
    const key = library.jobs[0]?.request.references[0]?.key ?? '';
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    const name = `references/${sha256(page)}.png`;
    const sidecarName = `videos/${library.jobs[0]?.id}/video.json`;
    const sidecar = String(files.get(sidecarName)).replaceAll(key, name);
    const changed = Buffer.from(
      sidecar.replaceAll(library.jobs[0]?.request.references[0]?.sha256 ?? '', sha256(page)),
    );
    const given = new Map<string, Buffer | string>([...files, [sidecarName, changed], [name, page]]);
    const zip = await zipOf(given, (manifest) => ({
      ...manifest,
      files: [
        ...(manifest.files as { name: string }[]).filter((file) => file.name !== sidecarName),
        { name: sidecarName, bytes: changed.length, sha256: sha256(changed) },
        { name, bytes: page.length, sha256: sha256(page) },
      ],
    }));
    const target = await openEmpty();
    const report = await importLibrary(target, await toFile(target, zip));
    expect(report).toMatchObject({
      imported: 2,
      refused: [{ reason: expect.stringMatching(/is no image/) }],
    });
    expect(await target.storage.stat(name)).toBeNull();
  });

  test('cuts off a file that unpacks to more than it says', async () => {
    const target = await openEmpty();
    const take = (zip: Buffer) => receiveImport(target, Readable.from([zip]));
    await expect(take(deflated(50 * 1024 * 1024, 1_000))).rejects.toThrow(/not a zip/);
    // The same without the lie can be read.
    await expect(take(deflated(1_000, 1_000))).rejects.toThrow(/manifest is not JSON/);
  });

  test('stops for want of room, and goes on where it was the next time', async () => {
    const target = await openEmpty();
    const { freeBytes, putFile } = target.storage;
    let puts = 0;
    target.storage.putFile = async (key, from) => {
      puts += 1;
      return putFile(key, from);
    };
    target.storage.freeBytes = async () => (puts > 4 ? 0 : 1024 ** 3);
    const zip = await toFile(target, await exportAll(library));
    await expect(importLibrary(target, zip)).rejects.toMatchObject({ code: 'storage_full' });
    target.storage.freeBytes = freeBytes;
    expect(await importLibrary(target, zip)).toEqual({ imported: 2, present: 1, refused: [] });
    expect(await storedFiles(target)).toEqual(await storedFiles(library));
  });
});

/** A zip with a manifest of so many zeros, whose header claims another length. */
function deflated(real: number, claimed: number): Buffer {
  return rawZip({ name: 'manifest.json', data: deflateRawSync(Buffer.alloc(real)), method: 8, claimed });
}

/** A zip of one file, written by hand; with more entries than one, all lead to that file under names of their own. */
function rawZip(file: {
  name: string;
  data: Buffer;
  method?: number;
  claimed?: number;
  attributes?: number;
  entries?: number;
}): Buffer {
  const { data, method = 0, claimed = data.length, attributes = 0, entries = 1 } = file;
  const headOf = (name: Buffer) => {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(claimed, 18);
    common.writeUInt16LE(name.length, 22);
    return common;
  };
  const name = Buffer.from(file.name);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), headOf(name), name, data]);
  const central = Buffer.concat(
    Array.from({ length: entries }, (_, index) => {
      const own = index === 0 ? name : Buffer.from(`${file.name}${index}`);
      const rest = Buffer.alloc(14);
      rest.writeUInt32LE(attributes, 6);
      return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), headOf(own), rest, own]);
    }),
  );
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(entries, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries, 0xffff), 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

test('no name but those of an export is taken, whatever is written', () => {
  const parts = fc.constantFrom(
    'videos',
    'references',
    '..',
    '.',
    '',
    'video_1',
    'video.mp4',
    'video.json',
    'C:',
  );
  const separators = fc.constantFrom('/', '\\', '//', '\0', '%2f');
  const paths = fc.array(fc.tuple(fc.oneof(parts, fc.string()), separators), { maxLength: 6 });
  fc.assert(
    fc.property(paths, (pieces) => {
      const name = pieces.flat().slice(0, -1).join('');
      const isTaken = longestFile(name) !== null;
      expect(isTaken).toBe(/^videos\/[a-z0-9][a-z0-9_-]*\/video\.(mp4|json|webm|mov)$/.test(name) && isTaken);
      if (isTaken) expect(name).not.toMatch(/\.\.|\\|\0|%|\/\//);
    }),
    { numRuns: 2_000 },
  );
  expect(longestFile('videos/video_1/video.mp4')).toBeGreaterThan(1024 ** 3);
});

test('the library of this test is what it seems', async () => {
  expect(library.jobs).toHaveLength(3);
  expect(library.jobs.every(({ status }) => status === 'completed')).toBe(true);
  expect(await readFile(`${library.folder}/${library.jobs[0]?.saved?.videoKey}`)).toEqual(
    files.get(videoName()),
  );
});
