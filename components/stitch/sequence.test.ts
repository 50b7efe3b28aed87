import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  differencesOf,
  type Facts,
  isReshaped,
  movePart,
  partSeconds,
  sizesOf,
  toVideos,
  wholePart,
  withEnd,
  withFrames,
} from './sequence';

const whole = wholePart('video_a', { seconds: 4, fps: 24 });
const facts: Facts = { width: 1280, height: 720, fps: 24, codec: 'avc' };

describe('a part', () => {
  test('is all of a video at first, and is asked for without frames', () => {
    expect(whole).toMatchObject({ frames: 96, first: 0, last: 95 });
    expect(partSeconds(whole)).toBe(4);
    expect(toVideos([whole])).toEqual([{ id: 'video_a' }]);
  });

  test('keeps its ends in order and within the video, whichever is moved', () => {
    const move = fc.tuple(
      fc.constantFrom('first' as const, 'last' as const),
      fc.integer({ min: -9, max: 120 }),
    );
    fc.assert(
      fc.property(fc.array(move), (moves) => {
        const part = moves.reduce((before, [end, frame]) => withEnd(before, end, frame), whole);
        expect(part.first >= 0 && part.first <= part.last && part.last < part.frames).toBe(true);
      }),
    );
    expect(withEnd(whole, 'first', 10)).toMatchObject({ first: 10, last: 95 });
    expect(withEnd(withEnd(whole, 'last', 20), 'first', 30)).toMatchObject({ first: 30, last: 30 });
  });

  test('is asked for by the frames that are left of it', () => {
    const cut = withEnd(withEnd(whole, 'first', 10), 'last', 20);
    expect(toVideos([cut, whole])).toEqual([
      { id: 'video_a', first_frame: 10, last_frame: 20 },
      { id: 'video_a' },
    ]);
    expect(partSeconds(cut)).toBeCloseTo(11 / 24, 9);
  });

  test('goes to the end as before once it is known how many frames there are', () => {
    expect(withFrames(whole, 97, 4.05)).toMatchObject({ frames: 97, first: 0, last: 96 });
    expect(withFrames(withEnd(whole, 'last', 20), 97, 4.05)).toMatchObject({ first: 0, last: 20 });
    expect(withFrames(withEnd(whole, 'first', 94), 90, 3.8)).toMatchObject({ first: 89, last: 89 });
  });
});

test('parts change places and none is lost', () => {
  expect(movePart(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(movePart(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(), { minLength: 1 }), fc.nat(), fc.nat(), (items, one, other) => {
      const [from, to] = [one % items.length, other % items.length];
      const moved = movePart(items, from, to);
      expect(moved[to]).toBe(items[from]);
      expect(moved.toSorted()).toEqual(items.toSorted());
    }),
  );
});

describe('what happens to them', () => {
  test.each([
    ['alike', [facts, { ...facts }], null, []],
    ['a rounding of the rate', [facts, { ...facts, fps: 24.01 }], null, []],
    ['another rate', [facts, { ...facts, fps: 23.8 }], null, ['fps']],
    ['another size and codec', [facts, { ...facts, width: 720, codec: 'vp9' }], null, ['size', 'codec']],
    ['a size of its own is asked for', [facts, facts], '640x360', ['size']],
    ['nothing', [], null, []],
  ] as const)('%s', (_what, videos, size, expected) => {
    expect(differencesOf(videos, size)).toEqual(expected);
  });

  test('sizes to choose from, and whether shapes differ', () => {
    const high = { ...facts, width: 720, height: 1280 };
    expect(sizesOf([high, facts, high, { ...facts, width: 853 }])).toEqual(['720x1280', '1280x720']);
    expect(isReshaped([facts, high], '1280x720')).toBe(true);
    expect(isReshaped([facts, { ...facts, width: 640, height: 360 }], '1280x720')).toBe(false);
  });
});
