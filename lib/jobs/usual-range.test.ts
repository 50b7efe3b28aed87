import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { usualRange } from './usual-range';

const seconds = (...values: number[]) => values.map((value) => value * 1_000);

describe('usualRange', () => {
  test('is not known from two, and known from three', () => {
    expect(usualRange([])).toBeNull();
    expect(usualRange(seconds(60, 70))).toBeNull();
    expect(usualRange(seconds(60, 60, 60))).toEqual({ low_seconds: 60, high_seconds: 60 });
  });

  test('is the middle of what was seen', () => {
    expect(usualRange(seconds(...Array.from({ length: 101 }, (_, index) => 100 + index)))).toEqual({
      low_seconds: 115,
      high_seconds: 185,
    });
  });

  test('is not moved by one that hung for a night, or by one whose clock was set back', () => {
    const usual = Array.from({ length: 20 }, (_, index) => 120 + index);
    expect(usualRange(seconds(...usual, 40_000))).toMatchObject({ high_seconds: 137 });
    expect(usualRange(seconds(...usual, -5))).toEqual(usualRange(seconds(...usual)));
  });

  test('lies within what was seen, whatever that is and in whichever order', () => {
    const durations = fc.array(fc.integer({ min: 1, max: 100_000_000 }), { minLength: 3, maxLength: 60 });
    fc.assert(
      fc.property(durations, (given) => {
        const range = usualRange(given);
        if (!range) throw new Error('there were enough');
        expect(range.low_seconds).toBeLessThanOrEqual(range.high_seconds);
        expect(range.low_seconds).toBeGreaterThanOrEqual(Math.floor(Math.min(...given) / 1_000));
        expect(range.high_seconds).toBeLessThanOrEqual(Math.ceil(Math.max(...given) / 1_000));
        expect(usualRange([...given].reverse())).toEqual(range);
      }),
    );
  });
});
