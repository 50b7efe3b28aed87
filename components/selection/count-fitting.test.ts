import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countFitting } from './count-fitting';

const rows = fc.record({
  widths: fc.array(fc.integer({ min: 30, max: 160 }), { minLength: 1, maxLength: 12 }),
  room: fc.integer({ min: 0, max: 1_200 }),
});
const [gap, more] = [2, 36];

/** How wide the row is with so many before the last. */
function widthOf(widths: readonly number[], count: number): number {
  const shown = [...widths.slice(0, count), widths.at(-1) ?? 0];
  const isAll = count === widths.length - 1;
  return [...shown, ...(isAll ? [] : [more])].reduce((sum, width) => sum + width + gap, -gap);
}

test('as many are shown as there is room for, and the menu only where it is needed', () => {
  fc.assert(
    fc.property(rows, ({ widths, room }) => {
      const count = countFitting(widths, { room, gap, more });
      expect(count).toBeGreaterThanOrEqual(0);
      expect(count).toBeLessThanOrEqual(widths.length - 1);
      if (count > 0) expect(widthOf(widths, count)).toBeLessThanOrEqual(room);
      if (count < widths.length - 1) expect(widthOf(widths, count + 1)).toBeGreaterThan(room);
    }),
  );
});

test('all are shown where they just fit, without the menu', () => {
  expect(countFitting([100, 80, 80], { room: 264, gap, more })).toBe(2);
  expect(countFitting([100, 80, 80], { room: 263, gap, more })).toBe(1);
  expect(countFitting([100, 80, 80], { room: 40, gap, more })).toBe(0);
  expect(countFitting([80], { room: 10, gap, more })).toBe(0);
});
