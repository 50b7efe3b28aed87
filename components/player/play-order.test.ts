import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evenTable, frameAt, startOf } from '@/lib/media/frame-table';
import { partOf, playOrder } from './play-order';
import { placeAfter, startRun } from './run';

const table = evenTable(4, 10);

const laps = (run: Parameters<typeof playOrder>[1], count: number) => {
  const found = [];
  for (const lap of playOrder(table, run)) {
    found.push(lap);
    if (found.length === count) break;
  }
  return found;
};

describe('the order of play', () => {
  test('once: from the playhead to the last frame of the part', () => {
    const run = startRun(1.2, 1, partOf(table, 10, 14), false);
    const [only, more] = laps(run, 2);
    expect(only).toMatchObject({ first: 12, last: 14 });
    expect(more).toBeUndefined();
    expect(only?.dueOf(14)).toBeCloseTo(0.2);
  });

  test('again and again: each repeat is due when the one before it is over', () => {
    const run = startRun(1.2, 1, partOf(table, 10, 14), true);
    const [first, second, third] = laps(run, 3);
    expect([first, second, third].map((lap) => [lap?.first, lap?.last])).toEqual([
      [12, 14],
      [10, 14],
      [10, 14],
    ]);
    expect(second?.dueOf(10)).toBeCloseTo(0.3);
    expect(third?.dueOf(11)).toBeCloseTo(0.9);
  });

  test('a part of one frame is that frame', () => {
    const [first] = laps(startRun(2, 1, partOf(table, 20, 20), true), 1);
    expect(first).toMatchObject({ first: 20, last: 20 });
  });

  test('a video that is shorter than the part keeps its last frame until the repeat', () => {
    const [first, second] = laps(startRun(3.5, 1, { begin: 3, end: 9 }, true), 2);
    expect([first?.first, first?.last]).toEqual([35, 39]);
    expect(second?.first).toBe(30);
    expect(second?.dueOf(30)).toBeCloseTo(5.5);
  });

  test('what is due is what the playhead is at', () => {
    const frames = fc.tuple(fc.nat(39), fc.nat(39), fc.nat(39));
    fc.assert(
      fc.property(frames, fc.nat(3), fc.nat(39), ([one, other, at], lapIndex, offset) => {
        const part = partOf(table, Math.min(one, other), Math.max(one, other));
        const run = startRun(startOf(table, at), 1, part, true);
        const lap = laps(run, lapIndex + 1)[lapIndex];
        if (!lap) throw new Error('A loop ended.');
        const frame = Math.min(lap.last, lap.first + offset);
        expect(frameAt(table, placeAfter(run, lap.dueOf(frame) + 1e-4))).toBe(frame);
      }),
    );
  });
});
