import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextAttemptAt } from './schedule';

const second = 1_000;
const hour = 3_600 * second;
const start = 1_800_000_000_000;

/** When each try goes out after the first, if all fail at once; in milliseconds from the first. */
function tries(random: number, retryAfterMs: number | null = null): number[] {
  const found: number[] = [];
  let now = start;
  for (let attempts = 1; attempts < 100; attempts += 1) {
    const next = nextAttemptAt({ attempts, startedAt: start, retryAfterMs }, now, random);
    if (next === null) return found;
    found.push(next - start);
    now = next;
  }
  throw new Error('It never ends.');
}

describe('nextAttemptAt', () => {
  test('waits longer each time, and ends within a day', () => {
    const waits = tries(1).map((at, index, all) => (at - (all[index - 1] ?? 0)) / second);
    expect(waits).toEqual([5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 14_400, 14_400, 14_400, 14_400]);
    expect(tries(1).at(-1)).toBeLessThanOrEqual(24 * hour);
    expect(tries(1).at(-1)).toBeGreaterThan(20 * hour);
  });

  test('leaves a tenth to chance', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (random) => {
        const [first = 0] = tries(random);
        expect(first).toBeGreaterThanOrEqual(4_500);
        expect(first).toBeLessThanOrEqual(5_000);
      }),
    );
  });

  test('gives a receiver the time that it asks for, up to an hour', () => {
    const failed = { attempts: 1, startedAt: start };
    expect(nextAttemptAt({ ...failed, retryAfterMs: 90 * second }, start, 1)).toBe(start + 90 * second);
    expect(nextAttemptAt({ ...failed, retryAfterMs: 24 * hour }, start, 1)).toBe(start + hour);
    expect(nextAttemptAt({ ...failed, retryAfterMs: second }, start, 1)).toBe(start + 5 * second);
  });

  test('tries for a day and no longer, however much time is asked for', () => {
    expect(tries(1, 24 * hour).at(-1)).toBeLessThanOrEqual(24 * hour);
    expect(
      nextAttemptAt({ attempts: 1, startedAt: start, retryAfterMs: null }, start + 25 * hour),
    ).toBeNull();
  });
});
