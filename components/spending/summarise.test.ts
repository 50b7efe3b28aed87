import { expect, test } from 'vitest';
import type { SpendingEntry } from '@/lib/jobs/spending-wire';
import { dayIn, daysOf, totalsByDay, totalsByModel, totalsOf } from './summarise';

const entry = (changes: Partial<SpendingEntry>): SpendingEntry => ({
  day: '2026-11-21',
  provider: { id: 'p', label: 'P' },
  model: 'm',
  currency: 'USD',
  amount: 0,
  videos: 0,
  unsure_amount: 0,
  unsure_videos: 0,
  ...changes,
});

const entries = [
  entry({ amount: 0.1, videos: 1 }),
  entry({ amount: 0.2, videos: 2, day: '2026-11-20', model: 'n' }),
  entry({ currency: 'EUR', amount: 5, videos: 1, unsure_amount: 5, unsure_videos: 1 }),
  entry({ currency: null, videos: 2, unsure_videos: 1, model: 'n' }),
];

test('currencies are never added, and unknown prices are counted by themselves', () => {
  expect(totalsOf(entries)).toEqual({
    money: [
      { currency: 'EUR', micros: 5_000_000, unsureMicros: 5_000_000 },
      { currency: 'USD', micros: 300_000, unsureMicros: 0 },
    ],
    videos: 6,
    unsureVideos: 2,
    unpriced: 3,
  });
});

test('every day has its sums, also over the end of a month, and also where there are none', () => {
  const days = totalsByDay(entries, '2026-11-19', '2026-12-01');
  expect(days.map(({ day }) => day).slice(0, 3)).toEqual(['2026-11-19', '2026-11-20', '2026-11-21']);
  expect(days).toHaveLength(13);
  expect(days.map(({ totals }) => totals.videos).slice(0, 4)).toEqual([0, 2, 4, 0]);
});

test('models come with the most videos first', () => {
  const rows = totalsByModel(entries).map(({ model, totals }) => [
    model,
    totals.videos + totals.unsureVideos,
  ]);
  expect(rows).toEqual([
    ['n', 5],
    ['m', 3],
  ]);
});

test.each([
  ['month', '2026-11-21', '2026-11-01'],
  ['7', '2026-03-03', '2026-02-25'],
  ['30', '2026-01-15', '2025-12-17'],
] as const)('the period %s up to %s begins on %s', (period, today, from) => {
  expect(daysOf(period, today)).toEqual({ from, to: today });
});

test('today is that of the zone', () => {
  const now = Date.parse('2026-11-21T17:00:00Z');
  expect(['UTC', 'Asia/Shanghai'].map((zone) => dayIn(zone, now))).toEqual(['2026-11-21', '2026-11-22']);
});
