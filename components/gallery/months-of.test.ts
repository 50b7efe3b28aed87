import { expect, test } from 'vitest';
import { monthsOf } from './months-of';

test('adds up the days of each month, and names the newest of them', () => {
  const days = [
    ['2026-11-21', 2],
    ['2026-11-03', 5],
    ['2026-01-31', 1],
    ['2025-11-30', 4],
  ].map(([date, count]) => ({ date: String(date), count: Number(count) }));
  expect(monthsOf(days)).toEqual([
    {
      year: '2026',
      months: [
        { month: '2026-11', newest: '2026-11-21', count: 7 },
        { month: '2026-01', newest: '2026-01-31', count: 1 },
      ],
    },
    { year: '2025', months: [{ month: '2025-11', newest: '2025-11-30', count: 4 }] },
  ]);
  expect(monthsOf([])).toEqual([]);
});
