import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, bandBetween, coveredBy, movedBy, scrollStep } from './sweep';

const place = fc.integer({ min: 0, max: 10_000 });
const point = fc.record({ x: place, y: place });
const box = (left: number, top: number): Box => ({ left, top, right: left + 100, bottom: top + 100 });

test('a band is the same from either end', () => {
  fc.assert(
    fc.property(point, point, (one, other) => {
      const band = bandBetween(one, other);
      expect(band).toEqual(bandBetween(other, one));
      expect(band.left).toBeLessThanOrEqual(band.right);
      expect(band.top).toBeLessThanOrEqual(band.bottom);
    }),
  );
});

test('a longer band covers whatever the shorter one did', () => {
  const boxes = fc.array(fc.tuple(place, place), { maxLength: 20 });
  fc.assert(
    fc.property(boxes, point, point, place, (corners, start, end, more) => {
      const seen = new Map(corners.map(([left, top], index) => [String(index), box(left, top)]));
      const further = { x: end.x, y: end.y >= start.y ? end.y + more : end.y - more };
      const covered = coveredBy(bandBetween(start, end), seen);
      expect(coveredBy(bandBetween(start, further), seen)).toEqual(expect.arrayContaining(covered));
    }),
  );
});

test('a tile is covered once the band touches it, also where it is not on the page any more', () => {
  const seen = new Map([
    ['gone', box(0, -5_000)],
    ['here', box(0, 0)],
    ['beside', box(200, 0)],
  ]);
  expect(coveredBy({ left: 50, top: -4_950, right: 60, bottom: 10 }, seen)).toEqual(['gone', 'here']);
  expect(coveredBy({ left: 100, top: 0, right: 200, bottom: 100 }, seen)).toEqual([]);
});

test('what has moved on the page is told by any tile that is still there', () => {
  const before = new Map([
    ['gone', box(0, 0)],
    ['here', box(0, 500)],
  ]);
  const now = new Map([
    ['new', box(0, 9_000)],
    ['here', box(0, 2_500)],
  ]);
  expect(movedBy(before, now)).toBe(2_000);
  expect(movedBy(before, before)).toBe(0);
  expect(movedBy(new Map(), now)).toBe(0);
});

test('the page scrolls near its edges, the faster the nearer, and never too fast', () => {
  expect(scrollStep(400, 800)).toBe(0);
  expect(scrollStep(10, 800)).toBeLessThan(scrollStep(40, 800));
  expect(scrollStep(790, 800)).toBeGreaterThan(scrollStep(760, 800));
  expect(scrollStep(-500, 800)).toBe(-scrollStep(1_300, 800));
  expect(scrollStep(-500, 800)).toBe(scrollStep(0, 800));
});
