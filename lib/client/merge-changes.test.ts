import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Video } from '@/lib/jobs/wire';
import {
  forgetBeyond,
  type Library,
  layInVideos,
  libraryOf,
  loadedVideos,
  placeAmongAll,
  recount,
  splitPlace,
  videoAtPlace,
} from './library';
import { compareAge } from './library-day';
import { mergeChanges } from './merge-changes';

const dayMs = 86_400_000;
/** Midnight here, some day. */
const midnight = new Date(2026, 10, 20).getTime();

function video(number: number, change: number, extra: Partial<Video['firstframe']> = {}): Video {
  const ms = midnight + number * (dayMs / 4);
  const firstframe = { created_at_ms: ms, change, step: null, trashed_at: null, purged: false, ...extra };
  const id = `video_${String(number).padStart(3, '0')}`;
  return { id, created_at: Math.floor(ms / 1_000), firstframe } as Video;
}

const isThere = ({ firstframe }: Video) => firstframe.trashed_at === null;

/** What the server says of its days. */
function timelineOf(videos: readonly Video[], cursor: number) {
  const days = new Map<number, number>();
  for (const { firstframe } of videos) {
    const day = Math.floor(((firstframe.created_at_ms ?? 0) - midnight) / dayMs);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return {
    object: 'timeline' as const,
    total: videos.length,
    cursor,
    days: [...days]
      .sort(([one], [other]) => other - one)
      .map(([day, count]) => {
        const [from, before] = [day, day + 1].map((each) => (midnight + each * dayMs) / 1_000);
        const date = new Date(midnight + day * dayMs + dayMs / 2).toISOString().slice(0, 10);
        return { date, from: from ?? 0, before: before ?? 0, count };
      }),
  };
}

function loaded(videos: readonly Video[]): Library {
  const sorted = videos.toSorted(compareAge);
  return layInVideos(libraryOf(timelineOf(sorted, 0)), { day: 0, at: 0 }, sorted);
}

const ids = (library: Library) => loadedVideos(library).map(({ id }) => id);

describe('mergeChanges', () => {
  test('puts a changed video in its old place and leaves the others untouched', () => {
    const [one, two] = [video(1, 1), video(9, 2)];
    const before = loaded([one, two]);
    const next = video(1, 5);
    const after = mergeChanges(before, [next], isThere);
    expect(videoAtPlace(after, 1)).toBe(next);
    expect(after.days[0]).toBe(before.days[0]);
  });

  test('puts a new video first, into a day of its own where it needs one, and drops what was trashed', () => {
    const before = loaded([video(1, 1), video(2, 2)]);
    const after = mergeChanges(before, [video(3, 3), video(8, 4), video(2, 5, { trashed_at: 9 })], isThere);
    expect(ids(after)).toEqual(['video_008', 'video_003', 'video_001']);
    expect([after.total, after.isInDoubt]).toEqual([3, false]);
    expect(after.days.map(({ count }) => count)).toEqual([1, 2]);
  });

  test('does not let a slow answer undo a newer one', () => {
    const newer = video(1, 9);
    expect(videoAtPlace(mergeChanges(loaded([newer]), [video(1, 4)], isThere), 0)).toBe(newer);
  });

  test('keeps what is shown until it is known not to match, and takes in nothing that is not known to', () => {
    const before = loaded([video(1, 1)]);
    const after = mergeChanges(before, [video(1, 2), video(2, 3)], () => undefined);
    expect(ids(after)).toEqual(['video_001']);
    expect(ids(mergeChanges(after, [video(1, 2)], () => false))).toEqual([]);
  });

  test('is in doubt about a video whose place is not loaded, once', () => {
    const videos = [video(3, 1), video(2, 2), video(1, 3)];
    const before = libraryOf(timelineOf(videos, 3));
    const after = mergeChanges(before, [video(2, 4)], isThere);
    expect(after.isInDoubt).toBe(true);
    const sure = recount(after, timelineOf(videos, 4));
    expect(mergeChanges(sure, [video(2, 5)], isThere).isInDoubt).toBe(false);
    expect(mergeChanges(sure, [video(2, 5, { trashed_at: 1 })], isThere).isInDoubt).toBe(true);
  });
});

test('whatever is loaded, forgotten and changed: each video stands where the server has it', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('change' as const), number: fc.nat(60), isTrashed: fc.boolean() }),
    fc.record({
      kind: fc.constant('load' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      size: fc.nat(9),
    }),
    fc.record({ kind: fc.constant('forget' as const), from: fc.nat(40), size: fc.nat(20) }),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(60), { maxLength: 40 }),
      fc.array(step, { maxLength: 40 }),
      (at, steps) => {
        const truth = new Map(at.map((number) => [number, video(number, 1)]));
        const list = () => [...truth.values()].filter(isThere).sort(compareAge);
        let change = 1;
        let library = libraryOf(timelineOf(list(), change));
        for (const each of steps) {
          if (each.kind === 'change') {
            change += 1;
            const next = video(each.number, change, { trashed_at: each.isTrashed ? 1 : null });
            truth.set(each.number, next);
            library = mergeChanges(library, [next], isThere);
          } else if (each.kind === 'load') {
            const place = Math.floor(each.at * library.total);
            library = layInVideos(
              library,
              splitPlace(library, place),
              list().slice(place, place + each.size),
            );
          } else library = forgetBeyond(library, each.from, each.from + each.size);
          if (library.isInDoubt) library = recount(library, timelineOf(list(), change));
          expect(library.total).toBe(list().length);
          for (const known of loadedVideos(library)) {
            expect(list()[placeAmongAll(library, known)]).toBe(known);
          }
        }
        const all = layInVideos(library, { day: 0, at: 0 }, list());
        expect(ids(all)).toEqual(list().map(({ id }) => id));
      },
    ),
    { numRuns: 500 },
  );
});
