import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridFor, moved, pairAmong, readIds, stillsOf, withSide } from './layout';

const wide = { width: 1_400, height: 700, caption: 40 };
const tall = { width: 390, height: 570, caption: 70 };

test('two wide videos lie side by side on a wide screen, and one above the other on a phone', () => {
  expect(gridFor([16 / 9, 16 / 9], wide)).toEqual({ columns: 2, rows: 1 });
  expect(gridFor([16 / 9, 16 / 9], tall)).toEqual({ columns: 1, rows: 2 });
});

test('tall videos lie side by side, four wide ones in a square, on a phone too', () => {
  expect(gridFor([16 / 9, 16 / 9, 16 / 9, 16 / 9], tall)).toEqual({ columns: 2, rows: 2 });
  expect(gridFor([9 / 16, 9 / 16, 9 / 16], wide)).toEqual({ columns: 3, rows: 1 });
  expect(gridFor([16 / 9, 16 / 9, 16 / 9, 16 / 9], wide)).toEqual({ columns: 2, rows: 2 });
});

test('every grid has a place for each', () => {
  const ratios = fc.array(fc.double({ min: 0.4, max: 3, noNaN: true }), { minLength: 1, maxLength: 4 });
  const side = fc.integer({ min: 200, max: 4_000 });
  fc.assert(
    fc.property(ratios, side, side, (all, width, height) => {
      const { columns, rows } = gridFor(all, { width, height, caption: 40 });
      expect(columns * rows).toBeGreaterThanOrEqual(all.length);
      expect(columns * (rows - 1)).toBeLessThan(all.length);
    }),
  );
});

test('moving keeps all, and stops at the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
});

test('an address names each video once, and of too many the first', () => {
  expect(readIds('a, b,,a,c,d,e', 4)).toEqual(['a', 'b', 'c', 'd']);
});

test('a side takes another video; who chooses that of the other side changes sides', () => {
  expect(withSide([0, 1], 1, 2)).toEqual([0, 2]);
  expect(withSide([0, 1], 0, 2)).toEqual([2, 1]);
  expect(withSide([0, 2], 0, 2)).toEqual([2, 0]);
  expect(withSide([0, 2], 0, 0)).toEqual([0, 2]);
  expect(pairAmong([1, 2], 3)).toEqual([1, 2]);
  expect(pairAmong([1, 2], 2)).toEqual([0, 1]);
});

test.each([
  ['all are seen', [6, 4, 3], [0, 1, 2], { index: 0, share: 1 }],
  ['the longest is not seen', [6, 4, 3], [1, 2], { index: 1, share: 4 / 6 }],
  ['on the other side', [6, 3, 4], [1, 2], { index: 2, share: 4 / 6 }],
  ['one cannot be played', [6, null, 3], [1, 2], { index: 2, share: 0.5 }],
  ['none can', [6, null, null], [1, 2], null],
] as const)('stills are those of the longest that is seen: %s', (_what, lengths, seen, expected) => {
  expect(stillsOf(lengths, seen)).toEqual(expected);
});
