import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clampFraming, defaultFraming, type Framing } from '@/lib/media/framing';
import { follow, moveByKey, panBy, splitTurn, turnBy, turnedShape, zoomAbout } from './move-framing';

const frame = { width: 1280, height: 720 };
const image = { width: 4000, height: 3000 };
const near: Framing = { ...defaultFraming, zoom: 2 };
const places = fc.record({ x: fc.integer({ min: -640, max: 640 }), y: fc.integer({ min: -360, max: 360 }) });

describe('fingers', () => {
  test('one carries the image with it', () => {
    const moved = follow(near, frame, [{ x: 0, y: 0 }], [{ x: 128, y: -72 }]);
    expect(moved).toMatchObject({ x: 0.1, y: -0.1, zoom: 2 });
  });

  test('two that part make it larger about their middle', () => {
    const before = [
      { x: -100, y: 0 },
      { x: 100, y: 0 },
    ];
    const after = [
      { x: -150, y: 0 },
      { x: 150, y: 0 },
    ];
    expect(follow(near, frame, before, after)).toMatchObject({ x: 0, y: 0, zoom: 3 });
  });

  test('what came or went between two moments moves nothing', () => {
    expect(follow(near, frame, [{ x: 0, y: 0 }], [])).toBe(near);
  });
});

test('what is under the pointer stays there while the image grows', () => {
  fc.assert(
    fc.property(places, fc.double({ min: 0.6, max: 3, noNaN: true }), (place, factor) => {
      const grown = zoomAbout(near, frame, factor, place);
      // How far the place is from the image's centre, in parts of the image as it is drawn.
      const on = ({ x, zoom }: Framing) => (place.x / frame.width - x) / zoom;
      expect(on(grown)).toBeCloseTo(on(near), 9);
    }),
  );
});

test('four quarter turns lead back', () => {
  const moved = panBy(near, frame, { x: 100, y: 50 });
  let turned = moved;
  for (let quarter = 0; quarter < 4; quarter += 1) turned = turnBy(turned, frame, 90);
  const back = clampFraming(image, frame, turned);
  expect(back.turn).toBe(0);
  expect(back.x).toBeCloseTo(moved.x, 9);
  expect(back.y).toBeCloseTo(moved.y, 9);
});

test.each([
  ['ArrowRight', false, { x: 0.01 }],
  ['ArrowRight', true, { x: 0.1 }],
  ['ArrowUp', false, { y: -12.8 / 720 }],
  ['+', false, { zoom: 2.1 }],
  ['=', true, { zoom: 2.5 }],
  ['-', true, { zoom: 1.6 }],
  ['r', false, { turn: 90 }],
  ['R', true, { turn: -90 }],
])('the key %s with Shift %s', (key, shiftKey, changes) => {
  expect(moveByKey(near, frame, { key, shiftKey })).toEqual({ ...near, ...changes });
});

test('other keys are left alone', () => {
  expect(moveByKey(near, frame, { key: 'Tab', shiftKey: false })).toBeNull();
});

test.each([
  [0, 0, 0],
  [44, 0, 44],
  [-170, -180, 10],
  [92, 90, 2],
])('a turn of %i is %i and %i', (turn, quarter, fine) => {
  expect(splitTurn(turn)).toEqual({ quarter, fine });
});

test('a turned image stands as it is seen', () => {
  expect(turnedShape(image, 95)).toEqual({ width: 3000, height: 4000 });
  expect(turnedShape(image, -170)).toEqual(image);
});
