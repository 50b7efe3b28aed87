import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { framesPlayed, type Marks, shuttle, withMark } from './player-state';

describe('J and L', () => {
  test('begin at once, then go twice as fast, and no faster', () => {
    expect(shuttle({ isPlaying: false, rate: 1 }, 1)).toBe(1);
    expect(shuttle({ isPlaying: true, rate: 1 }, 1)).toBe(2);
    expect(shuttle({ isPlaying: true, rate: 2 }, 1)).toBe(2);
    expect(shuttle({ isPlaying: true, rate: -1 }, -1)).toBe(-2);
  });

  test('turn round at their own speed', () => {
    expect(shuttle({ isPlaying: true, rate: 2 }, -1)).toBe(-1);
    expect(shuttle({ isPlaying: true, rate: -2 }, 1)).toBe(1);
  });

  test('leave slow motion for the right speed', () => {
    expect(shuttle({ isPlaying: true, rate: 0.25 }, 1)).toBe(1);
    expect(shuttle({ isPlaying: false, rate: -2 }, -1)).toBe(-1);
  });
});

test('marks are never the wrong way round, whatever is pressed', () => {
  const presses = fc.array(fc.tuple(fc.constantFrom('first' as const, 'last' as const), fc.nat(95)));
  fc.assert(
    fc.property(presses, (pressed) => {
      let marks: Marks = { first: null, last: null };
      for (const [which, frame] of pressed) {
        marks = withMark(marks, which, frame);
        expect(marks[which]).toBe(frame);
        const { first, last } = framesPlayed(marks, 96);
        expect(first).toBeLessThanOrEqual(last);
      }
    }),
  );
});
