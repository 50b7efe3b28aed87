import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupByDay } from './group-by-day';

const at = (text: string) => new Date(text).getTime();
const identity = (time: number) => time;

test('cuts at midnight of the place where it is read', () => {
  const now = at('2026-11-21T09:00:00');
  const times = [
    '2026-11-21T08:00:00',
    '2026-11-21T00:00:00',
    '2026-11-20T23:59:59',
    '2026-11-18T12:00:00',
  ].map(at);
  const days = groupByDay(times, identity, now);
  expect(days.map(({ key, daysAgo, items }) => [key, daysAgo, items.length])).toEqual([
    ['2026-11-21', 0, 2],
    ['2026-11-20', 1, 1],
    ['2026-11-18', 3, 1],
  ]);
});

test('keeps every item once and in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4e12 })), (times) => {
      const newestFirst = times.toSorted((a, b) => b - a);
      const days = groupByDay(newestFirst, identity, 4e12);
      expect(days.flatMap(({ items }) => items)).toEqual(newestFirst);
      expect(new Set(days.map(({ key }) => key)).size).toBe(days.length);
    }),
  );
});
