import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { log } from '@/lib/log';
import { markVideos } from './mark-videos';
import { sidecarKey } from './sidecar';
import { readSidecar } from './sidecar-file';
import { describeStale, keepSidecars } from './stale-sidecars';
import { openTestLibrary, type TestLibrary } from './test-library';
import { makeTestVideo } from './test-video';

let video: Buffer;
let library: TestLibrary;
let ids: string[];

beforeAll(async () => {
  video = await makeTestVideo();
}, 60_000);

beforeEach(async () => {
  library = await openTestLibrary(video, [{ prompt: 'one' }, { prompt: 'two' }, { prompt: 'three' }]);
  ids = library.jobs.map(({ id }) => id).sort();
  await markVideos(library, { ids, starred: true });
}, 60_000);

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const starred = async () => {
  const found = await Promise.all(ids.map((id) => readSidecar(library.storage, id)));
  return found.map((sidecar) => sidecar?.marks?.starredAt != null);
};

/** Lets something happen just before a sidecar is put into storage. */
function beforePut(act: (key: string) => void): void {
  const put = library.storage.putFile;
  vi.spyOn(library.storage, 'putFile').mockImplementation(async (key, path) => {
    act(key);
    await put(key, path);
  });
}

test('one sidecar that cannot be written keeps no other from it, and is tried again', async () => {
  const warn = vi.spyOn(log, 'warn').mockImplementation(() => {});
  beforePut((key) => {
    if (key === sidecarKey(ids[0] ?? '')) throw new Error('EROFS: read-only file system');
  });
  expect(await describeStale(library)).toEqual({ described: 2, failed: 1 });
  expect(await starred()).toEqual([false, true, true]);
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ job: ids[0], failed: 1 }),
    expect.any(String),
  );
  vi.restoreAllMocks();
  expect(await describeStale(library)).toEqual({ described: 1, failed: 0 });
  expect(await starred()).toEqual([true, true, true]);
});

test('what stops it waits for the video in hand alone, and the others are written the next time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const stop = keepSidecars(library);
  const stopped = new Promise((resolve) => {
    beforePut(() => resolve(stop()));
  });
  await vi.advanceTimersByTimeAsync(2_000);
  await stopped;
  expect(await starred()).toEqual([true, false, false]);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.restoreAllMocks();
  expect(await describeStale(library)).toEqual({ described: 2, failed: 0 });
});
