import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameTable } from './frame-table';
import {
  cutOf,
  evenSize,
  framesAtRate,
  isSameRate,
  type Part,
  placeIn,
  rateOf,
  runOf,
  type StoredFrame,
  secondsOf,
} from './stitch-plan';

/** Frames that are stored in an order other than the one in which they are seen, with these among them keys. */
function partOf(order: readonly number[], keys: readonly number[], fps = 24): Omit<Part, 'cut'> {
  const stored: StoredFrame[] = order.map((frame) => ({
    timestamp: frame / fps,
    isKey: keys.includes(frame),
  }));
  return { stored, table: frameTable(stored.map(({ timestamp }) => ({ timestamp, duration: 1 / fps }))) };
}

const inTurn = (count: number) => Array.from({ length: count }, (_, frame) => frame);
const evenPart = (count: number, fps: number) => partOf(inTurn(count), [0], fps);

describe('what can be copied', () => {
  test.each([
    ['all of a video', [0, 1, 2, 3], [0], 0, 3, { from: 0, to: 3 }],
    ['from a later key frame on', [0, 1, 2, 3], [0, 2], 2, 3, { from: 2, to: 3 }],
    ['up to a frame that nothing later is needed for', [0, 1, 2, 3], [0], 0, 1, { from: 0, to: 1 }],
    ['not from any other frame on', [0, 1, 2, 3], [0, 2], 1, 3, null],
    ['all of a video with frames out of order', [0, 3, 1, 2], [0], 0, 3, { from: 0, to: 3 }],
    ['not what needs a frame that is not wanted', [0, 3, 1, 2], [0], 0, 2, null],
    ['a group up to where the next one begins', [0, 2, 1, 3, 5, 4], [0, 3], 0, 2, { from: 0, to: 2 }],
    ['not a key frame with others before it in the order seen', [0, 1, 4, 2, 3, 5], [0, 4], 4, 5, null],
    ['one frame', [0, 3, 1, 2], [0], 0, 0, { from: 0, to: 0 }],
  ])('%s', (_what, order, keys, first, last, expected) => {
    expect(runOf({ ...partOf(order, keys), cut: { first, last } })).toEqual(expected);
  });

  test('is never more and never less than what is wanted, and needs nothing before it', () => {
    const group = fc
      .integer({ min: 1, max: 5 })
      .chain((length) => fc.shuffledSubarray(inTurn(length), { minLength: length }));
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 1, maxLength: 4 }),
        fc.nat(20),
        fc.nat(20),
        (groups, one, other) => {
          let begin = 0;
          const keys: number[] = [];
          const order = groups.flatMap((frames) => {
            const placed = frames.map((frame) => begin + frame);
            keys.push(placed[0] ?? 0);
            begin += frames.length;
            return placed;
          });
          const [first = 0, last = 0] = [one % begin, other % begin].sort((a, b) => a - b);
          const run = runOf({ ...partOf(order, keys), cut: { first, last } });
          if (!run) return;
          const taken = order.slice(run.from, run.to + 1);
          expect(taken.toSorted((a, b) => a - b)).toEqual(
            inTurn(last - first + 1).map((frame) => first + frame),
          );
          expect([taken[0], keys.includes(first)]).toEqual([first, true]);
        },
      ),
    );
  });
});

describe('the frames of a result', () => {
  test('are each there once where the rate is the same, whatever is cut off', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(12, 23.976, 24, 25, 29.97, 30, 60),
        fc.nat(99),
        fc.nat(99),
        (fps, one, other) => {
          const [first = 0, last = 0] = [one, other].sort((a, b) => a - b);
          const part = { ...evenPart(100, fps), cut: { first, last } };
          expect(framesAtRate(part, fps)).toEqual(inTurn(last - first + 1).map((frame) => first + frame));
        },
      ),
    );
  });

  test('go on in order at another rate, from the first that is wanted to the last, for as long', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 8, max: 60, noNaN: true }),
        fc.double({ min: 8, max: 60, noNaN: true }),
        fc.nat(99),
        fc.nat(99),
        (from, to, one, other) => {
          const [first = 0, last = 0] = [one, other].sort((a, b) => a - b);
          const part = { ...evenPart(100, from), cut: { first, last } };
          const frames = framesAtRate(part, to);
          expect(frames[0]).toBe(first);
          if (frames.length > 1) expect(frames.at(-1)).toBe(last);
          expect(frames.every((frame, index) => frame >= (frames[index - 1] ?? first) && frame <= last)).toBe(
            true,
          );
          if (!isSameRate(from, to))
            expect(Math.abs(frames.length / to - secondsOf(part))).toBeLessThanOrEqual(0.5 / to + 1 / to);
        },
      ),
    );
  });

  test('of 12 a second at 24 are each there twice, and every other one of 24 at 12', () => {
    const whole = (count: number, fps: number) => ({
      ...evenPart(count, fps),
      cut: { first: 0, last: count - 1 },
    });
    expect(framesAtRate(whole(3, 12), 24)).toEqual([0, 0, 1, 1, 2, 2]);
    expect(framesAtRate(whole(6, 24), 12)).toEqual([0, 3, 5]);
  });
});

test('rates are told apart as they are meant', () => {
  const rate = (fps: number, round: (time: number) => number) => {
    const frames = inTurn(96).map((frame) => ({ timestamp: round(frame / fps), duration: round(1 / fps) }));
    return rateOf(frameTable(frames));
  };
  const toMilliseconds = (time: number) => Math.round(time * 1_000) / 1_000;
  expect(rate(24, (time) => time)).toBe(24);
  expect(rate(24, toMilliseconds)).toBe(24);
  expect(rate(24_000 / 1_001, (time) => time)).toBe(24_000 / 1_001);
  expect(rate(17.3, (time) => time)).toBeCloseTo(17.3, 6);
  expect([isSameRate(24, 23.976), isSameRate(24, 25)]).toEqual([true, false]);
});

test('a part is all of a video where nothing else is said, and frames that it has', () => {
  const { table } = evenPart(10, 24);
  expect(cutOf(table)).toEqual({ first: 0, last: 9 });
  expect(cutOf(table, 3)).toEqual({ first: 3, last: 9 });
  expect(cutOf(table, 4, 4)).toEqual({ first: 4, last: 4 });
  for (const [first, last] of [
    [0, 10],
    [-1, 3],
    [5, 4],
    [0.5, 3],
  ] as const)
    expect(cutOf(table, first, last)).toBeNull();
});

describe('a picture of another shape', () => {
  const sides = (width: number, height: number) => ({ width, height });
  test.each([
    ['wide into high, with bars', sides(100, 200), sides(200, 100), 'bars', [100, 50, 0, 75]],
    ['wide into high, cut', sides(100, 200), sides(200, 100), 'crop', [400, 200, -150, 0]],
    ['a smaller one of the same shape', sides(200, 100), sides(100, 50), 'bars', [200, 100, 0, 0]],
    ['nearly the same shape', sides(1280, 720), sides(1280, 719), 'bars', [1280, 720, 0, 0]],
  ] as const)('%s', (_what, frame, picture, fit, [width, height, left, top]) => {
    expect(placeIn(frame, picture, fit)).toEqual({ width, height, left, top });
  });

  test('is whole with bars and fills the frame without', () => {
    const size = fc.record({
      width: fc.integer({ min: 2, max: 4_096 }),
      height: fc.integer({ min: 2, max: 4_096 }),
    });
    fc.assert(
      fc.property(size, size, (frame, picture) => {
        const bars = placeIn(frame, picture, 'bars');
        expect(bars.left >= 0 && bars.left + bars.width <= frame.width).toBe(true);
        expect(bars.top >= 0 && bars.top + bars.height <= frame.height).toBe(true);
        const crop = placeIn(frame, picture, 'crop');
        expect(crop.left <= 0 && crop.left + crop.width >= frame.width).toBe(true);
        expect(crop.top <= 0 && crop.top + crop.height >= frame.height).toBe(true);
      }),
    );
  });
});

test('encoders take even sides', () => {
  expect(evenSize({ width: 1281, height: 720 })).toEqual({ width: 1280, height: 720 });
  expect(evenSize({ width: 1, height: 3 })).toEqual({ width: 2, height: 2 });
});
