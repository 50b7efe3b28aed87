import { focusManager, QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Video, VideoList } from '@/lib/jobs/wire';
import { libraryOf, loadedVideos } from './library';
import {
  askForChanges,
  catchUp,
  changesOptions,
  layOverVideos,
  openCountOptions,
  setLibrary,
  setShownFilter,
  shownLibrary,
} from './live-library';
import { videoListSchema } from './schemas';
import { testVideo } from './test-video';

function emptyList(cursor: number, open: number, hasMore = false): VideoList {
  return {
    object: 'list',
    data: [],
    first_id: null,
    last_id: null,
    has_more: hasMore,
    firstframe: { cursor, total: 0, open },
  };
}

const dayFrom = new Date(2026, 10, 20).getTime() / 1_000;

function video(number: number, change: number, extra: Partial<Video['firstframe']> = {}): Video {
  return testVideo(`video_${number}`, dayFrom + number, { change, ...extra });
}

const shownIds = () => loadedVideos(shownLibrary(client) ?? libraryOf(noVideos)).map(({ id }) => id);

const noVideos = { object: 'timeline' as const, total: 0, cursor: 3, days: [] };

let client: QueryClient;
let stop = () => {};

/** Lets the answers say what they will, and counts how often was asked. */
function answerWith(answer: (url: string) => Response | Promise<Response>) {
  const asked = vi.fn((url: string) => Promise.resolve(url).then(answer));
  vi.stubGlobal('fetch', asked);
  return asked;
}

function watch(refetchInterval: number | false = false) {
  const observer = new QueryObserver(client, { ...changesOptions(client), refetchInterval });
  stop = observer.subscribe(() => {});
  return observer;
}

/** Loading takes real time, which stands still in these tests. */
beforeAll(async () => {
  await videoListSchema();
});

beforeEach(() => {
  vi.useFakeTimers();
  focusManager.setFocused(true);
  client = new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } });
  setLibrary(client, '', libraryOf(noVideos));
});

afterEach(() => {
  stop();
  client.clear();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('changesOptions', () => {
  test('asks from the newest change seen, until there is no more', async () => {
    const asked = answerWith((url) =>
      Response.json(url.includes('changed_since=3&') ? emptyList(7, 2, true) : emptyList(9, 0)),
    );
    watch();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.mock.calls.map(([url]) => /changed_since=(\d+)/.exec(url)?.[1])).toEqual(['3', '7']);
    expect(shownLibrary(client)?.cursor).toBe(9);
    expect(client.getQueryData(openCountOptions().queryKey)).toBe(0);
  });

  test('asks a silent studio ever more slowly, never gives up, and begins anew with the next outage', async () => {
    const asked = answerWith(() => Promise.reject(new TypeError('Failed to fetch')));
    const observer = watch();
    await vi.advanceTimersByTimeAsync(0);
    expect(observer.getCurrentResult().failureCount).toBe(1);
    const pauses: number[] = [];
    for (let passed = 0; pauses.length < 6; passed += 500) {
      const before = asked.mock.calls.length;
      await vi.advanceTimersByTimeAsync(500);
      if (asked.mock.calls.length === before) continue;
      pauses.push(passed + 500);
      passed = -500;
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);

    answerWith(() => Response.json(emptyList(3, 1)));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(observer.getCurrentResult().failureCount).toBe(0);

    const again = answerWith(() => Promise.reject(new TypeError('Failed to fetch')));
    void observer.refetch();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(again).toHaveBeenCalledTimes(2);
  });

  test('takes a studio that hangs for one that does not answer', async () => {
    // The runtime's own timer cannot be wound forward.
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new DOMException('Too late', 'TimeoutError')), ms);
      return controller.signal;
    });
    vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
      const { promise, reject } = Promise.withResolvers<Response>();
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      return promise;
    });
    const observer = watch();
    await vi.advanceTimersByTimeAsync(19_000);
    expect(observer.getCurrentResult().failureCount).toBe(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(observer.getCurrentResult().failureCount).toBe(1);
  });

  test('says nothing to the studio while the tab is not seen, and asks at once when it is', async () => {
    answerWith(() => Response.json(emptyList(3, 1)));
    watch(1_000);
    await vi.advanceTimersByTimeAsync(0);
    const asked = answerWith(() => Response.json(emptyList(4, 1)));
    focusManager.setFocused(false);
    client.mount();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).not.toHaveBeenCalled();
    focusManager.setFocused(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveBeenCalledTimes(1);
    client.unmount();
  });
});

describe('catchUp', () => {
  test('lays an answer that a later one overtook over nothing, and asks on from where the later one ended', async () => {
    const asked: { since: string | undefined; answer: (response: Response) => void }[] = [];
    vi.stubGlobal('fetch', (url: string) => {
      const { promise, resolve } = Promise.withResolvers<Response>();
      asked.push({ since: /changed_since=(\d+)/.exec(url)?.[1], answer: resolve });
      return promise;
    });
    const { signal } = new AbortController();
    const answerOf = (cursor: number, changed: Video[]) =>
      Response.json({ ...emptyList(cursor, 0), data: changed });
    const slow = catchUp(client, signal);
    const quick = catchUp(client, signal);
    // It was made and thrown away; the first answer knows only that it was made.
    asked[1]?.answer(answerOf(5, [video(1, 5, { trashed_at: 9 })]));
    await quick;
    expect([shownLibrary(client)?.cursor, shownIds()]).toEqual([5, []]);
    asked[0]?.answer(answerOf(4, [video(1, 4)]));
    await vi.waitFor(() => expect(asked).toHaveLength(3));
    expect([shownLibrary(client)?.cursor, shownIds()]).toEqual([5, []]);
    asked[2]?.answer(answerOf(5, []));
    await slow;
    expect(asked.map(({ since }) => since)).toEqual(['3', '3', '5']);
    expect([shownLibrary(client)?.cursor, shownIds()]).toEqual([5, []]);
  });
});

describe('layOverVideos', () => {
  test('writes each library once and asks for what changed once, however many they are', async () => {
    setLibrary(client, 'starred=true', libraryOf(noVideos));
    setShownFilter(client, 'starred=true');
    const asked = answerWith(() => Response.json({ ...emptyList(3, 0), firstframe: { cursor: 3, open: 0 } }));
    watch();
    await vi.advanceTimersByTimeAsync(0);
    asked.mockClear();
    const written = vi.fn();
    client.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && query.queryKey[1] === 'library') written(query.queryKey[2]);
    });
    layOverVideos(client, [video(1, 4), video(2, 5), video(3, 6)]);
    askForChanges(client);
    await vi.advanceTimersByTimeAsync(0);
    expect(written.mock.calls.flat().sort()).toEqual(['', 'starred=true']);
    expect(asked).toHaveBeenCalledTimes(1);
    setShownFilter(client, '');
    expect(shownIds()).toEqual(['video_3', 'video_2', 'video_1']);
  });
});
