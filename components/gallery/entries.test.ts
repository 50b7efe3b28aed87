import { expect, test } from 'vitest';
import type { PendingSend } from '@/components/studio/pending-sends';
import { layInVideos, libraryOf } from '@/lib/client/library';
import type { Video } from '@/lib/jobs/wire';
import { dateOf, entryAt, madeKeys, RatioMemory, toDays } from './entries';

const now = new Date(2026, 10, 21, 9).getTime();

const send = (key: string): PendingSend => ({
  key,
  prompt: '',
  size: '720x1280',
  takes: 1,
  previewUrl: null,
  sentAt: now,
});
const video = (id: string, key: string | null, size = '1280x720') =>
  ({
    id,
    created_at: now / 1_000,
    size,
    firstframe: { idempotency_key: key, created_at_ms: now, change: 1, asked: { size } },
  }) as Video;

function libraryWith(videos: Video[], count = videos.length) {
  const from = new Date(2026, 10, 21).getTime() / 1_000;
  const days = count > 0 ? [{ date: dateOf(now), from, before: from + 86_400, count }] : [];
  const library = libraryOf({ object: 'timeline', total: count, cursor: 0, days });
  return layInVideos(library, { day: 0, at: 0 }, videos);
}

test('a create is one entry, before and after it is a video', () => {
  const [before] = toDays(libraryWith([video('video_1', null)]), [send('k')], now);
  expect(before && [0, 1].map((at) => entryAt(before, at).key)).toEqual(['k', 'video_1']);
  const made = libraryWith([video('video_2', 'k'), video('video_1', null)]);
  const [after] = toDays(made, [send('k')], now);
  expect(after && [0, 1].map((at) => entryAt(after, at).key)).toEqual(['k', 'video_1']);
  expect(after && entryAt(after, 0).video?.id).toBe('video_2');
});

test('the first create of a day has a day', () => {
  const days = toDays(libraryWith([]), [send('k')], now);
  expect(days.map(({ date, count }) => [date, count])).toEqual([['2026-11-21', 1]]);
});

test('what is not loaded keeps its name when something comes before it', () => {
  const [before] = toDays(libraryWith([video('video_9', null)], 5), [], now);
  const [after] = toDays(libraryWith([video('video_9', null)], 5), [send('k')], now);
  expect(before && entryAt(before, 3).key).toBe(after && entryAt(after, 4).key);
});

test('knows which creates are videos by now', () => {
  expect([...madeKeys([video('video_2', 'k'), video('video_1', null)])]).toEqual(['k', 'video_1']);
});

test('remembers the ratios of what was loaded once, and takes the commonest for what never was', () => {
  const memory = new RatioMemory();
  const tall = '1000x2000';
  const known = ['3', '2', '1'].map((id) => video(id, null, id === '3' ? tall : '1000x1000'));
  const [loaded] = toDays(libraryWith(known, 5), [], now);
  expect([...(memory.of(loaded ?? never()) ?? [])]).toEqual([0.5, 1, 1, 1, 1]);
  // Forgotten, with one more before it.
  const [forgotten] = toDays(libraryWith([], 5), [send('k')], now);
  expect([...(memory.of(forgotten ?? never()) ?? [])]).toEqual([Math.fround(9 / 16), 0.5, 1, 1, 1, 1]);
});

function never(): never {
  throw new Error('There is a day.');
}
