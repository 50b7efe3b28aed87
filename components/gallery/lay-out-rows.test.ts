import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastUpTo, layOutEqual, layOutList, layOutRows, type RowShape, type Rows } from './lay-out-rows';

const shapes: fc.Arbitrary<RowShape> = fc.record({
  width: fc.integer({ min: 320, max: 3000 }),
  height: fc.integer({ min: 90, max: 520 }),
  gap: fc.constantFrom(0, 8, 12, 16),
});
const ratio = fc.double({ min: 0.4, max: 3, noNaN: true }).map(Math.fround);
const ratioLists = fc.array(ratio, { maxLength: 80 }).map((list) => Float32Array.from(list));

/** Every item once and in order, no row over another, nothing beyond the width. */
function expectSound(rows: Rows, items: number, shape: RowShape) {
  let [next, bottom] = [0, 0];
  for (let row = 0; row < rows.count; row += 1) {
    expect(rows.first(row)).toBe(next);
    expect(rows.top(row)).toBe(row === 0 ? 0 : bottom + shape.gap);
    const boxes = rows.boxes(row);
    expect(boxes.length).toBeGreaterThan(0);
    next += boxes.length;
    bottom = rows.top(row) + rows.heightOf(row);
    let end = -shape.gap;
    for (const { x, width } of boxes) {
      expect(Math.abs(x - end - shape.gap)).toBeLessThanOrEqual(1);
      end = x + width;
    }
    expect(end).toBeLessThanOrEqual(shape.width + 1);
  }
  expect(next).toBe(items);
  expect(rows.first(rows.count)).toBe(items);
  expect(rows.height).toBe(rows.count === 0 ? 0 : bottom);
}

function isFull(rows: Rows, row: number, shape: RowShape): boolean {
  const last = rows.boxes(row).at(-1);
  return Math.abs((last?.x ?? 0) + (last?.width ?? 0) - shape.width) <= 1;
}

describe('layOutRows', () => {
  test('is sound, keeps ratios, and fills every row but the last', () => {
    fc.assert(
      fc.property(ratioLists, shapes, (ratios, shape) => {
        const rows = layOutRows(ratios, shape);
        expectSound(rows, ratios.length, shape);
        for (let row = 0; row < rows.count; row += 1) {
          if (row < rows.count - 1) expect(isFull(rows, row, shape)).toBe(true);
          for (const [index, { width }] of rows.boxes(row).entries()) {
            const exact = (ratios[rows.first(row) + index] ?? 0) * rows.heightOf(row);
            // Half a pixel of the height, and one of the edges.
            expect(Math.abs(width - exact)).toBeLessThanOrEqual(0.5 * 3 + 1.01);
          }
        }
      }),
    );
  });

  test('of ratios that people ask for, no row is far from the height that is wanted', () => {
    const usual = fc.constantFrom(16 / 9, 9 / 16, 1, 4 / 3, 3 / 4);
    const wide = fc.record({
      width: fc.integer({ min: 1000, max: 3000 }),
      height: fc.integer({ min: 90, max: 260 }),
      gap: fc.constant(16),
    });
    fc.assert(
      fc.property(fc.array(usual, { maxLength: 80 }), wide, (list, shape) => {
        const rows = layOutRows(Float32Array.from(list), shape);
        for (let row = 0; row < rows.count; row += 1) {
          expect(rows.heightOf(row) / shape.height).toBeGreaterThan(0.6);
          expect(rows.heightOf(row) / shape.height).toBeLessThan(1.6);
        }
      }),
    );
  });

  test('begins a row where it must: what is after it stays, whatever is before it', () => {
    fc.assert(
      fc.property(ratioLists, ratioLists, ratioLists, shapes, (before, other, after, shape) => {
        const join = (one: Float32Array) => Float32Array.from([...one, ...after]);
        const alone = layOutRows(after, shape);
        for (const head of [before, other]) {
          const rows = layOutRows(join(head), shape, head.length);
          expectSound(rows, head.length + after.length, shape);
          const from = rows.count - alone.count;
          expect(rows.first(from)).toBe(head.length);
          for (let row = 0; row < alone.count; row += 1) {
            expect(rows.boxes(from + row)).toEqual(alone.boxes(row));
            expect(rows.heightOf(from + row)).toBe(alone.heightOf(row));
          }
        }
      }),
    );
  });

  test('of equal items it is what the closed form says', () => {
    fc.assert(
      fc.property(fc.nat(300), ratio, shapes, (items, each, shape) => {
        const counted = layOutRows(new Float32Array(items).fill(each), shape);
        const closed = layOutEqual(items, each, shape);
        expectSound(closed, items, shape);
        expect(closed.count).toBe(counted.count);
        for (let row = 0; row <= closed.count; row += 1) expect(closed.first(row)).toBe(counted.first(row));
        expect(Math.abs(closed.height - counted.height)).toBeLessThanOrEqual(closed.count);
      }),
    );
  });

  test('lays out a million in a blink', () => {
    const started = performance.now();
    const rows = layOutRows(new Float32Array(1_000_000).fill(16 / 9), { width: 1392, height: 220, gap: 16 });
    expect(rows.first(rows.count)).toBe(1_000_000);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test('a list has one item in each row', () => {
  fc.assert(
    fc.property(fc.nat(300), shapes, (items, shape) => expectSound(layOutList(items, shape), items, shape)),
  );
});

test('finds the row at a place', () => {
  fc.assert(
    fc.property(ratioLists, shapes, fc.double({ min: 0, max: 1, noNaN: true }), (ratios, shape, share) => {
      const rows = layOutRows(ratios, shape);
      const y = rows.height * share;
      const row = lastUpTo(rows.count, rows.top, y);
      if (rows.count === 0) return;
      expect(rows.top(row)).toBeLessThanOrEqual(y);
      if (row + 1 < rows.count) expect(rows.top(row + 1)).toBeGreaterThan(y);
    }),
  );
});
