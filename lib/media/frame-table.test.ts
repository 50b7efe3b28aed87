import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOf, evenTable, frameAt, frameStamped, frameTable, middleOf, startOf } from './frame-table';

const even = (count: number, fps: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ timestamp: from + index / fps, duration: 1 / fps }));

/** Frames of any lengths, in any order, from any beginning. */
const listed = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 60 }),
    fc.integer({ min: 0, max: 5_000 }),
  )
  .chain(([lengths, from]) => {
    let at = from;
    const frames = lengths.map((length) => {
      const frame = { timestamp: at / 1_000, duration: length / 1_000 };
      at += length;
      return frame;
    });
    return fc.shuffledSubarray(frames, { minLength: frames.length });
  });

describe('the table of frames', () => {
  test('numbers them in the order in which they are seen, not decoded', () => {
    const [first, second, third, fourth] = even(4, 25);
    if (!first || !second || !third || !fourth) throw new Error('four');
    const table = frameTable([first, fourth, second, third]);
    expect(table.starts).toEqual([0, 0.04, 0.08, 0.12]);
    expect(table.seconds).toBeCloseTo(0.16);
  });

  test('counts from the first frame that is seen, though the file begins later', () => {
    const table = frameTable(even(3, 10, 1.5));
    expect(table.origin).toBe(1.5);
    expect(table.starts.map((start) => Number(start.toFixed(6)))).toEqual([0, 0.1, 0.2]);
    expect(table.stamps[0]).toBe(1.5);
    expect(table.seconds).toBeCloseTo(0.3);
  });

  test('leaves out what an edit list puts before the beginning, and cuts the frame that reaches into it', () => {
    const table = frameTable(even(6, 10, -0.25));
    expect(table.stamps).toHaveLength(4);
    expect(table.stamps[0]).toBeCloseTo(-0.05);
    expect(table.starts[0]).toBe(0);
    expect(table.starts[1]).toBeCloseTo(0.05);
    expect(frameStamped(table, -0.05)).toBe(0);
  });

  test('gives a last frame without a length the one of the frame before it', () => {
    const table = frameTable([
      { timestamp: 0, duration: 0 },
      { timestamp: 0.5, duration: 0 },
    ]);
    expect(table.seconds).toBe(1);
  });

  test('refuses a file without a frame', () => {
    expect(() => frameTable([])).toThrow(RangeError);
  });

  test('a file that is only known by its length has even frames', () => {
    expect(evenTable(2, 24).starts).toHaveLength(48);
    expect(evenTable(0, null).starts).toHaveLength(1);
  });

  test('any moment belongs to exactly one frame, which begins before it and ends after it', () => {
    fc.assert(
      fc.property(listed, fc.double({ min: 0, max: 1, noNaN: true }), (frames, share) => {
        const table = frameTable(frames);
        const frame = frameAt(table, share * table.seconds);
        expect(startOf(table, frame)).toBeLessThanOrEqual(share * table.seconds + 1e-5);
        expect(endOf(table, frame)).toBeGreaterThanOrEqual(share * table.seconds - 1e-5);
      }),
    );
  });

  test('a frame is found again by its middle, its beginning, and by its stamp rounded to microseconds', () => {
    fc.assert(
      fc.property(listed, (frames) => {
        const table = frameTable(frames);
        for (const [frame, stamp] of table.stamps.entries()) {
          expect(frameAt(table, middleOf(table, frame))).toBe(frame);
          expect(frameAt(table, startOf(table, frame))).toBe(frame);
          expect(frameStamped(table, Math.floor(stamp * 1e6) / 1e6)).toBe(frame);
        }
      }),
    );
  });
});
