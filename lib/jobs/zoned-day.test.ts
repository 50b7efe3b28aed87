import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayAround, dayAt, isZone, startOfDay } from './zoned-day';

// Clocks are set at midnight in Beirut and Havana, by half an hour on Lord Howe, and a day was left out on Samoa.
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Asia/Beirut', 'America/Havana'];
const odd = ['Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'America/Santiago'];

test('a day begins with its first moment, and lasts to the next', () => {
  const moment = fc.integer({ min: Date.UTC(2013, 0, 1), max: Date.UTC(2035, 0, 1) });
  fc.assert(
    fc.property(moment, fc.constantFrom(...zones, ...odd), (at, zone) => {
      const day = dayAt(at, zone);
      const { startsAt, endsAt } = dayAround(at, zone);
      expect(startsAt).toBeLessThanOrEqual(at);
      expect(endsAt).toBeGreaterThan(at);
      expect(dayAt(startsAt, zone)).toBe(day);
      expect(dayAt(startsAt - 1, zone)).toBe(addDays(day, -1));
      expect(dayAt(endsAt - 1, zone)).toBe(day);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
  ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00Z'],
  // There is no midnight on this day: clocks go from 23:59 to 01:00.
  ['2022-03-27', 'Asia/Beirut', '2022-03-26T22:00:00Z'],
  // There are two on this one.
  ['2022-11-06', 'America/Havana', '2022-11-06T04:00:00Z'],
  // There is no such day: on Samoa one was left out.
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['2026-11-21', 'Asia/Shanghai', '2026-11-20T16:00:00Z'],
])('%s in %s begins at %s', (day, zone, at) => {
  expect(new Date(startOfDay(day, zone)).toISOString()).toBe(new Date(at).toISOString());
});

test('names of zones are told from other texts', () => {
  expect(['UTC', 'Asia/Shanghai', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false]);
});
