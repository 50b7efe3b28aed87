import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spellRange, usualPhase } from './usual-words';

const between = (low_seconds: number, high_seconds: number) => ({ low_seconds, high_seconds });

test.each([
  [5, 5, 5, 5, 'second'],
  [7, 19, 7, 19, 'second'],
  [12, 33, 10, 35, 'second'],
  [44, 90, 40, 90, 'second'],
  [118, 236, 1.5, 4, 'minute'],
  [120, 240, 2, 4, 'minute'],
  [200, 700, 3, 12, 'minute'],
  [30, 700, 1, 12, 'minute'],
  [3_000, 7_000, 0.5, 2, 'hour'],
  [1, 300, 0.5, 5, 'minute'],
])('from %d to %d seconds is spoken as %d–%d %ss', (low, high, from, to, unit) => {
  expect(spellRange(between(low, high))).toEqual({ from, to, unit });
});

test('what is spoken never ends before it begins, nor before what it stands for', () => {
  const bounds = fc.tuple(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 0, max: 200_000 }));
  const seconds = { second: 1, minute: 60, hour: 3_600 };
  fc.assert(
    fc.property(bounds, ([low, more]) => {
      const { from, to, unit } = spellRange(between(low, low + more));
      expect(from).toBeGreaterThan(0);
      expect(to).toBeGreaterThanOrEqual(from);
      expect(to * seconds[unit]).toBeGreaterThanOrEqual(low + more);
    }),
  );
});

test.each([
  [0, 'before'],
  [119_000, 'before'],
  [120_000, 'within'],
  [240_000, 'within'],
  [264_000, 'within'],
  [265_000, 'beyond'],
])('after %d ms of usually 2 to 4 minutes it is %s', (elapsedMs, phase) => {
  expect(usualPhase(between(120, 240), elapsedMs)).toBe(phase);
});
