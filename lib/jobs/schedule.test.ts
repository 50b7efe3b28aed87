import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOff, dueTime, pollInterval } from './schedule';

test('backing off grows from about a second to five minutes, and never beyond', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, random) => {
        const wait = backOff(failures, random);
        expect(wait).toBeGreaterThanOrEqual(750);
        expect(wait).toBeLessThanOrEqual(300_000);
        expect(backOff(failures + 1, random)).toBeGreaterThanOrEqual(wait);
      },
    ),
  );
  expect(backOff(1, 1)).toBe(1_000);
  expect(backOff(100, 1)).toBe(300_000);
});

test('polls become rarer with age, up to what the dialect allows', () => {
  const polling = { intervalMs: 4_000, maximumIntervalMs: 20_000 };
  expect(pollInterval(0, polling)).toBe(4_000);
  expect(pollInterval(60_000, polling)).toBe(7_000);
  expect(pollInterval(3_600_000, polling)).toBe(20_000);
});

test('a due time is a whole number that comes, whatever was calculated', () => {
  const now = 1_800_000_000_000;
  expect(dueTime(now + 86_400_000, now)).toBe(now + 86_400_000);
  expect(dueTime(Number.NaN, now)).toBe(now + 300_000);
  fc.assert(
    fc.property(fc.double(), (wanted) => {
      const time = dueTime(wanted, now);
      expect(Number.isSafeInteger(time) && time >= 0 && time <= now + 30 * 86_400_000).toBe(true);
    }),
  );
});
