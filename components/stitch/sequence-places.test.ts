import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOver, placeAfter, type Run } from '@/components/player/run';
import { evenTable } from '@/lib/media/frame-table';
import { wholePart, withEnd } from './sequence';
import { legsOf, nextCut, placeOfFrame, placesOf } from './sequence-places';

/** Frames 2–4 of the first, 0–9 of the second, 9 of the third, which has twice the rate. */
const parts = [
  withEnd(withEnd(wholePart('video_a', { seconds: 1, fps: 10 }), 'first', 2), 'last', 4),
  wholePart('video_b', { seconds: 1, fps: 10 }),
  withEnd(wholePart('video_c', { seconds: 0.5, fps: 20 }), 'first', 9),
];
const tables = [evenTable(1, 10), evenTable(1, 10), evenTable(0.5, 20)];
const { places, table } = placesOf(parts, tables);

test('parts lie end to end, frame by frame', () => {
  expect(table.starts.length).toBe(14);
  expect(table.seconds).toBeCloseTo(1.35, 9);
  expect(places.map(({ frame }) => frame)).toEqual([0, 3, 13]);
  expect([0, 2, 3, 12, 13].map((frame) => placeOfFrame(places, frame))).toEqual([0, 0, 1, 1, 2]);
  expect(table.starts.every((start, index) => index === 0 || start > (table.starts[index - 1] ?? 0))).toBe(
    true,
  );
});

test('the way from cut to cut leads over both ends, and no further', () => {
  expect([0, 2, 3, 13].map((frame) => nextCut(places, frame, 1))).toEqual([3, 3, 13, 13]);
  expect([13, 5, 3, 0].map((frame) => nextCut(places, frame, -1))).toEqual([3, 3, 0, 0]);
  expect(nextCut(placesOf(parts.slice(0, 2), tables).places, 5, 1)).toBe(12);
});

describe('a run through the sequence', () => {
  const run = (from: number, changes: Partial<Run> = {}): Run => ({
    from,
    rate: 1,
    part: { begin: 0, end: table.seconds },
    isLooping: false,
    ...changes,
  });

  test('goes through each part from its first frame to its last', () => {
    const legs = [...legsOf(places, run(0))];
    expect(legs.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(legs[0]?.run.part.begin).toBeCloseTo(0.2, 9);
    expect(legs[0]?.run.part.end).toBeCloseTo(0.5, 9);
    expect(legs[2]?.run.from).toBeCloseTo(0.45, 9);
  });

  test('begins where it is asked to, and repeats what is marked', () => {
    const marked = run(0.9, { part: { begin: 0.1, end: 1.1 }, isLooping: true });
    const legs = legsOf(places, marked);
    const [first, second, third] = [legs.next().value, legs.next().value, legs.next().value];
    expect(first).toMatchObject({ index: 1, due: 0 });
    expect(first?.run.from).toBeCloseTo(0.6, 9);
    expect(first?.seconds).toBeCloseTo(0.2, 9);
    expect(second).toMatchObject({ index: 0 });
    expect(second?.run.from).toBeCloseTo(0.3, 9);
    expect(third).toMatchObject({ index: 1 });
    expect(third?.due).toBeCloseTo(0.4, 9);
  });

  test('is at every moment where the sequence is', () => {
    const seconds = fc.double({ min: 0, max: table.seconds - 0.01, noNaN: true });
    fc.assert(
      fc.property(seconds, seconds, fc.boolean(), (from, played, isLooping) => {
        const whole = run(from, { isLooping });
        fc.pre(!isOver(whole, played));
        let leg = null;
        for (const each of legsOf(places, whole)) {
          leg = each;
          if (played < each.due + each.seconds) break;
        }
        const place = leg && places[leg.index];
        if (!leg || !place) throw new Error('There is no part.');
        const own = placeAfter(leg.run, played - leg.due);
        expect(own - place.from + place.begin).toBeCloseTo(placeAfter(whole, played), 4);
      }),
    );
  });
});
