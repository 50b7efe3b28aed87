import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeToReveal } from './place-to-reveal';

const seen = fc.record({
  top: fc.integer({ min: -160, max: 100_000 }),
  view: fc.integer({ min: 500, max: 1_600 }),
  above: fc.integer({ min: 40, max: 160 }),
  below: fc.integer({ min: 40, max: 220 }),
});
const tile = fc.record({
  y: fc.integer({ min: 0, max: 100_000 }),
  height: fc.integer({ min: 48, max: 900 }),
});

test('a tile of which all is seen moves nothing; any other is seen afterwards, and moves nothing again', () => {
  fc.assert(
    fc.property(tile, seen, (box, now) => {
      const isSeen = (top: number) =>
        box.y >= top + now.above && box.y + box.height <= top + now.view - now.below;
      const place = placeToReveal(box, now);
      if (isSeen(now.top)) expect(place).toBeNull();
      else if (box.height <= now.view - now.above - now.below - 24) {
        expect(isSeen(place ?? Number.NaN)).toBe(true);
        expect(placeToReveal(box, { ...now, top: place ?? Number.NaN })).toBeNull();
      } else expect(place).toBe(box.y - now.above - 12);
    }),
  );
});

test('the first row at the top of the page stays where it is', () => {
  // The bars stand over the gallery there, so that it begins below the window’s edge.
  const atTop = { top: -101, view: 900, above: 101 + 54, below: 200 };
  expect(placeToReveal({ y: 54, height: 220 }, atTop)).toBeNull();
  expect(placeToReveal({ y: 54, height: 220 }, { ...atTop, top: 300 })).toBe(-113);
});
