import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Library, layInVideos, libraryOf, splitPlace } from '@/lib/client/library';
import { compareAge } from '@/lib/client/library-day';
import { mergeChanges } from '@/lib/client/merge-changes';
import type { Video } from '@/lib/jobs/wire';
import { RatioMemory, toDays } from './entries';
import { GalleryModel } from './gallery-model';
import { placeOfSpot, rowOf } from './lay-out-days';

const midnight = new Date(2026, 10, 20).getTime();
const dayMs = 86_400_000;
const shape = { width: 1392, height: 220, gap: 16, head: 54, isList: false };
const sizes = ['1280x720', '720x1280', '1024x1024'];

/** Newest first: three in four are wide. */
function video(day: number, number: number, change = 1): Video {
  const ms = midnight - day * dayMs + number * 1_000;
  const size = sizes[number % 4] ?? '1280x720';
  const firstframe = { created_at_ms: ms, change, step: null, asked: { size }, idempotency_key: null };
  return { id: `video_${day}_${number}`, created_at: ms / 1_000, size, firstframe } as unknown as Video;
}

const perDay = 120;
const all = Array.from({ length: 8 }, (_, day) =>
  Array.from({ length: perDay }, (__, number) => video(day, number)),
)
  .flat()
  .sort(compareAge);

function emptyLibrary(): Library {
  const days = Array.from({ length: 8 }, (_, day) => {
    const from = (midnight - day * dayMs) / 1_000;
    const date = `2026-11-${String(20 - day).padStart(2, '0')}`;
    return { date, from, before: from + dayMs / 1_000, count: perDay };
  });
  return libraryOf({ object: 'timeline', total: all.length, cursor: 1, days });
}

function begin() {
  const model = new GalleryModel();
  const ratios = new RatioMemory();
  model.view = 900;
  model.cover = 56;
  const show = (library: Library) => model.update(toDays(library, [], midnight), shape, ratios);
  return { model, show };
}

test('whatever is loaded or comes in, the first row that is seen stays, and begins with the same tile', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('load' as const), at: fc.nat(all.length - 1) }),
    fc.record({
      kind: fc.constant('new' as const),
      day: fc.nat(7),
      number: fc.integer({ min: 500, max: 900 }),
    }),
    fc.record({ kind: fc.constant('wheel' as const), by: fc.integer({ min: -800, max: 800 }) }),
  );
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      fc.array(step, { maxLength: 14 }),
      (share, steps) => {
        const { model, show } = begin();
        let library = emptyLibrary();
        show(library);
        model.goTo((model.layout.height - 900) * share);
        for (const each of steps) {
          if (each.kind === 'wheel') {
            model.follow(model.scroll.page + each.by, true);
            continue;
          }
          const isAtEnd = model.top >= model.layout.height - model.view;
          const anchor = isAtEnd ? null : model.anchor();
          const before = (anchor?.y ?? 0) - model.top;
          if (each.kind === 'load') {
            const begins = splitPlace(library, each.at);
            const date = library.days[begins.day]?.from ?? 0;
            const own = all.filter(({ created_at: at }) => at >= date && at < date + dayMs / 1_000);
            if (library.days[begins.day]?.count !== own.length) continue;
            library = layInVideos(library, begins, own.slice(begins.at, begins.at + 100));
          } else library = mergeChanges(library, [video(each.day, each.number, 2)], () => true);
          show(library);
          if (!anchor) continue;
          expect(Math.abs(model.yOf(anchor.spot, anchor.isName) - model.top - before)).toBeLessThanOrEqual(1);
          const box = model.layout.days.find(({ day }) => day.date === anchor.spot.date);
          if (!box || anchor.isName) continue;
          const at = placeOfSpot(box.day, anchor.spot);
          expect(box.rows.first(rowOf(box, at))).toBe(at);
          // Page and content come together without moving it.
          model.settle();
          expect(Math.abs(model.yOf(anchor.spot) - model.top - before)).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});

test('whoever stands at the end stays there when what is before it turns out to be of another height', () => {
  const { model, show } = begin();
  const library = emptyLibrary();
  show(library);
  model.goTo(model.layout.height);
  show(layInVideos(library, { day: 7, at: 0 }, all.slice(-perDay, -20)));
  expect(model.top).toBe(model.layout.height - model.view);
});

test('goes back to where a tile began a row', () => {
  const { model, show } = begin();
  const library = emptyLibrary();
  show(library);
  const spot = { date: '2026-11-17', fromEnd: 77 };
  model.goToSpot(spot, 40);
  show(layInVideos(library, { day: 3, at: 0 }, all.slice(3 * perDay, 3 * perDay + 100)));
  const box = model.layout.days[3];
  expect(box?.rows.first(rowOf(box, perDay - 77))).toBe(perDay - 77);
  expect(model.yOf(spot) - model.top).toBe(40);
});

test('goes up to where the page begins, and no further', () => {
  const { model, show } = begin();
  show(emptyLibrary());
  model.start = -101;
  for (const [y, place] of [
    [300, 300],
    [-56, -56],
    [-400, -101],
    [Number.NEGATIVE_INFINITY, -101],
  ] as const) {
    model.goTo(y);
    expect(model.scroll).toEqual({ page: place, offset: 0 });
  }
});

test('at the top what is new is seen', () => {
  const { model, show } = begin();
  const library = layInVideos(emptyLibrary(), { day: 0, at: 0 }, all.slice(0, 50));
  show(library);
  const { height } = model.layout;
  const longer = Array.from({ length: 8 }, (_, index) => video(0, 500 + index));
  show(mergeChanges(library, longer, () => true));
  expect(model.top).toBe(0);
  expect(model.layout.height).toBeGreaterThan(height);
});

test('days of which nothing changed are not laid out again', () => {
  const { model, show } = begin();
  const library = layInVideos(emptyLibrary(), { day: 0, at: 0 }, all.slice(0, 50));
  const before = show(library).days.map(({ rows }) => rows);
  const after = show(mergeChanges(library, [video(0, 500)], () => true)).days.map(({ rows }) => rows);
  expect(after[0]).not.toBe(before[0]);
  expect(after.slice(1)).toEqual(before.slice(1));
  for (const [index, rows] of after.entries()) if (index > 0) expect(rows).toBe(before[index]);
  expect(model.layout.days).toHaveLength(8);
});
