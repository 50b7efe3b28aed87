import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Extent,
  follow,
  highestPage,
  isNearFalseEnd,
  pageHeight,
  rebase,
  type Scroll,
  toContent,
  toPage,
} from './scroll-window';

const extents: fc.Arbitrary<Extent> = fc.record({
  content: fc.oneof(
    fc.integer({ min: 2_000, max: 7_000_000 }),
    fc.integer({ min: 9_000_000, max: 300_000_000 }),
  ),
  view: fc.integer({ min: 400, max: 1_900 }),
});
const huge: Extent = { content: 218_000_000, view: 780 };
const lastOf = ({ content, view }: Extent) => content - view;
const endOf = (extent: Extent) => pageHeight(extent) - extent.view;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const place = ({ page, offset }: Scroll) => page + offset;

describe('the mapping', () => {
  test('is there and back again, rises, and meets at both ends', () => {
    fc.assert(
      fc.property(extents, share, share, (extent, one, other) => {
        const [low, high] = [one, other].sort((a, b) => a - b).map((part) => part * lastOf(extent));
        const [from = 0, to = 0] = [low, high];
        expect(toContent(toPage(from, extent), extent)).toBeCloseTo(from, 3);
        expect(toPage(from, extent)).toBeLessThanOrEqual(toPage(to, extent));
        expect(toPage(0, extent)).toBe(0);
        expect(toPage(lastOf(extent), extent)).toBe(endOf(extent));
      }),
    );
  });

  test('is none where the page has room for all', () => {
    fc.assert(
      fc.property(extents, share, (extent, part) => {
        fc.pre(extent.content <= highestPage);
        const content = part * lastOf(extent);
        expect(toPage(content, extent)).toBe(content);
        expect(toContent(content, extent)).toBe(content);
      }),
    );
  });
});

/** A page that is scrolled: what the browser would do, and what the gallery does after it. */
function wheel(scroll: Scroll, by: number, extent: Extent): Scroll {
  const page = Math.min(endOf(extent), Math.max(0, scroll.page + by));
  const next = follow(scroll, page, extent, true);
  return isNearFalseEnd(next, extent) ? rebase(next, extent) : next;
}

test('a wheel moves the content by just as much, wherever it is, without a pause', () => {
  const steps = fc.array(fc.integer({ min: -390, max: 390 }), { maxLength: 60 });
  fc.assert(
    fc.property(extents, share, steps, (extent, part, moves) => {
      const page = Math.round(part * endOf(extent));
      let scroll = follow({ page: 0, offset: 0 }, page, extent, false);
      for (const by of moves) {
        const before = place(scroll);
        scroll = wheel(scroll, by, extent);
        const wanted = Math.min(lastOf(extent), Math.max(0, before + by));
        expect(Math.abs(place(scroll) - wanted)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('a wheel reaches both ends from near them, whatever the drift', () => {
  for (const [start, by] of [
    [lastOf(huge) - 40_000, 300],
    [40_000, -300],
  ] as const) {
    // It came there by a wheel from far away, so the page stands elsewhere.
    let scroll: Scroll = { page: 3_000_000, offset: start - 3_000_000 };
    for (let turn = 0; turn < 140; turn += 1) scroll = wheel(scroll, by, huge);
    expect(place(scroll)).toBe(by > 0 ? lastOf(huge) : 0);
  }
});

test('dragging reaches every place to within what a pixel of the bar is, and both ends exactly', () => {
  fc.assert(
    fc.property(extents, share, share, (extent, from, to) => {
      fc.pre(extent.content > highestPage);
      const [start, end] = [from, to].map((part) => Math.round(part * endOf(extent)));
      let scroll: Scroll = {
        page: start ?? 0,
        offset: Math.round(toContent(start ?? 0, extent)) - (start ?? 0),
      };
      scroll = follow(scroll, end ?? 0, extent, false);
      fc.pre(Math.abs((end ?? 0) - (start ?? 0)) > 1.5 * extent.view);
      expect(Math.abs(place(scroll) - toContent(end ?? 0, extent))).toBeLessThanOrEqual(1);
      expect(place(follow(scroll, endOf(extent), extent, false))).toBe(lastOf(extent));
      expect(place(follow(scroll, 0, extent, false))).toBe(0);
    }),
  );
});

test('coming together moves nothing that is seen', () => {
  fc.assert(
    fc.property(extents, share, fc.integer({ min: -900_000, max: 900_000 }), (extent, part, drift) => {
      const content = Math.round(part * lastOf(extent));
      const scroll = { page: content - drift, offset: drift };
      const settled = rebase(scroll, extent);
      expect(place(settled)).toBe(content);
      expect(Number.isInteger(settled.offset)).toBe(true);
      expect(settled.page).toBeGreaterThanOrEqual(-1);
      expect(settled.page).toBeLessThanOrEqual(endOf(extent) + 1);
      expect(rebase(settled, extent)).toEqual(settled);
    }),
  );
});
