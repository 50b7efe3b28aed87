import { QueryClient } from '@tanstack/react-query';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Video } from '@/lib/jobs/wire';
import { type Library, layInVideos, libraryOf, loadedVideos, placeAmongAll, splitPlace } from './library';
import { compareAge } from './library-day';
import { layOverVideo, libraryOptions, setLibrary, setShownFilter, shownLibrary } from './live-library';
import { findPlace, loadPlaces, nextStretch } from './load-videos';
import { testVideo } from './test-video';

const midnight = new Date(2026, 10, 20).getTime() / 1_000;
const daySeconds = 86_400;

function video(day: number, number: number, extra: Partial<Video['firstframe']> = {}): Video {
  const at = midnight - day * daySeconds + Math.floor(number / 300);
  return testVideo(`video_${String(number).padStart(6, '0')}`, at, extra);
}

/** Three days, the middle one of many videos of which hundreds were made in one second. */
const all = [
  ...Array.from({ length: 3 }, (_, number) => video(0, number)),
  ...Array.from({ length: 1_000 }, (_, number) => video(1, number)),
  ...Array.from({ length: 3 }, (_, number) => video(2, number)),
].sort(compareAge);

function timelineOf(videos: readonly Video[]) {
  const days = [0, 1, 2].map((day) => {
    const from = midnight - day * daySeconds;
    const count = videos.filter(({ created_at: at }) => at >= from && at < from + daySeconds).length;
    return { date: `2026-11-${20 - day}`, from, before: from + daySeconds, count };
  });
  return { object: 'timeline' as const, total: videos.length, cursor: 1, days };
}

let client: QueryClient;
let served = all;
const asked: string[] = [];

/** The studio, as far as lists go. */
function answer(address: string): Response {
  asked.push(address);
  const url = new URL(address, 'http://studio');
  const number = (name: string, otherwise: number) => Number(url.searchParams.get(name) ?? otherwise);
  if (url.pathname === '/api/timeline') return Response.json(timelineOf(served));
  const matching = served.filter(
    ({ created_at: at }) => at >= number('created_from', 0) && at < number('created_before', 9e9),
  );
  const offset = number('offset', 0);
  const data = url.searchParams.has('changed_since')
    ? []
    : matching.slice(offset, offset + number('limit', 20));
  return Response.json({
    object: 'list',
    data,
    first_id: null,
    last_id: null,
    has_more: false,
    firstframe: { cursor: 1, total: matching.length, open: 0 },
  });
}

beforeEach(() => {
  served = all;
  asked.length = 0;
  client = new QueryClient();
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(answer(url)));
  setLibrary(client, '', libraryOf(timelineOf(all)));
});
afterEach(() => {
  client.clear();
  vi.unstubAllGlobals();
});

const { signal } = new AbortController();

describe('nextStretch', () => {
  test('asks for what is wanted and not there, and fills one answer with what is missing beside it', () => {
    const places = fc.record({ from: fc.nat(1_006), size: fc.integer({ min: 1, max: 300 }) });
    fc.assert(
      fc.property(fc.array(places, { maxLength: 5 }), places, (loads, { from, size }) => {
        let library: Library = libraryOf(timelineOf(all));
        for (const load of loads) {
          const answered = all.slice(load.from, load.from + load.size);
          if (answered.length > 0) library = layInVideos(library, splitPlace(library, load.from), answered);
        }
        const known = new Set(loadedVideos(library).map((each) => placeAmongAll(library, each)));
        const wanted = { from, to: Math.min(all.length, from + size) };
        const missing = Array.from({ length: Math.max(0, wanted.to - from) }, (_, at) => from + at).filter(
          (at) => !known.has(at),
        );
        const next = nextStretch(library, wanted);
        expect(next === null).toBe(missing.length === 0);
        if (missing.length === 0) return;
        const { from: first, to } = next ?? { from: 0, to: 0 };
        expect(to - first).toBeLessThanOrEqual(100);
        expect(missing[0]).toBeGreaterThanOrEqual(first);
        expect(missing[0]).toBeLessThan(to);
        for (let at = first; at < to; at += 1) expect(known.has(at)).toBe(false);
        const isFull = to - first === 100;
        const isEnclosed = (first === 0 || known.has(first - 1)) && (to === all.length || known.has(to));
        expect(isFull || isEnclosed).toBe(true);
      }),
    );
  });
});

describe('loadPlaces', () => {
  test('loads through the days, wherever it begins', async () => {
    await loadPlaces(client, '', { from: 960, to: 1_006 }, signal);
    expect(loadedVideos(shownLibrary(client) ?? never())).toEqual(all.slice(960));
    expect(asked).toHaveLength(1);
  });

  test('lays nothing in where the counts do not agree, and has them mended', async () => {
    served = all.toSpliced(400, 2);
    await loadPlaces(client, '', { from: 500, to: 600 }, signal);
    const library = shownLibrary(client);
    expect([library?.isInDoubt, loadedVideos(library ?? never())]).toEqual([true, []]);
  });
});

test('finds the place of a video that nobody has seen, also among hundreds of one second', async () => {
  for (const place of [0, 2, 3, 350, 700, 1_002, 1_005]) {
    setLibrary(client, '', libraryOf(timelineOf(all)));
    expect(await findPlace(client, '', all[place] ?? never(), signal)).toBe(place);
  }
  const other = video(1, 5_000);
  expect(await findPlace(client, '', other, signal)).toBe(-1);
});

test('the library is asked for with its newest videos at the same time', async () => {
  const library = await client.fetchQuery(libraryOptions(client, { q: 'fox' }));
  expect([library.total, loadedVideos(library).length]).toEqual([1_006, 50]);
  expect(asked.every((url) => url.includes('q=fox'))).toBe(true);
});

test('what changed here is laid over each library as far as it is known to belong', () => {
  for (const filter of ['starred=true', 'trashed=true'])
    setLibrary(client, filter, layInVideos(libraryOf(timelineOf(all)), { day: 0, at: 0 }, all.slice(0, 3)));
  setLibrary(client, '', layInVideos(libraryOf(timelineOf(all)), { day: 0, at: 0 }, all.slice(0, 3)));
  const gone = video(0, 2, { change: 2, trashed_at: 9 });
  layOverVideo(client, gone);
  const countIn = (filter: string) => {
    setShownFilter(client, filter);
    return shownLibrary(client)?.total;
  };
  expect(['', 'starred=true', 'trashed=true'].map(countIn)).toEqual([1_005, 1_005, 1_006]);
});

function never(): never {
  throw new Error('It is there.');
}
