import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clampFraming,
  cornersInImage,
  defaultFraming,
  type Framing,
  fits,
  framingLimits,
  isAsItIs,
  isCropped,
  leftOut,
  normaliseTurn,
  parsePixels,
  placeImage,
  readFraming,
  sourceOf,
} from './framing';

const side = fc.integer({ min: 1, max: 9_000 });
const pixels = fc.record({ width: side, height: side });
const frames = fc.record({
  width: fc.integer({ min: 16, max: 4_096 }),
  height: fc.integer({ min: 16, max: 4_096 }),
});
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const framings = fc.record<Framing>({
  fit: fc.constantFrom(...fits),
  colour: fc.constantFrom('#000000', '#ff8800'),
  x: number(-framingLimits.offset, framingLimits.offset),
  y: number(-framingLimits.offset, framingLimits.offset),
  zoom: number(framingLimits.leastZoom, framingLimits.mostZoom),
  turn: fc.oneof(number(-360, 360), fc.constantFrom(0, 90, 180, -90, 270)),
});
const crops = framings.map((framing): Framing => ({ ...framing, fit: 'crop' }));
const photo = { width: 4000, height: 3000 };
const wide = { width: 1280, height: 720 };

describe('whatever is asked for', () => {
  test('a crop covers the frame, also when it is turned', () => {
    fc.assert(
      fc.property(pixels, frames, crops, (image, frame, framing) => {
        const placement = placeImage(image, frame, framing);
        // A hundredth of a frame's pixel is what a float may be off by.
        const slack = 0.01 / placement.scale;
        for (const { x, y } of cornersInImage(image, frame, placement)) {
          expect(x).toBeGreaterThanOrEqual(-slack);
          expect(y).toBeGreaterThanOrEqual(-slack);
          expect(x).toBeLessThanOrEqual(image.width + slack);
          expect(y).toBeLessThanOrEqual(image.height + slack);
        }
      }),
    );
  });

  test('what was brought within its limits stays as it is', () => {
    fc.assert(
      fc.property(pixels, frames, framings, (image, frame, framing) => {
        const once = clampFraming(image, frame, framing);
        const twice = clampFraming(image, frame, once);
        expect(twice.fit).toBe(framing.fit);
        for (const field of ['x', 'y', 'zoom', 'turn'] as const)
          expect(Math.abs(twice[field] - once[field]), field).toBeLessThan(1e-6);
      }),
    );
  });

  test('an image that is shown whole is whole, and inside', () => {
    fc.assert(
      fc.property(pixels, frames, framings, (image, frame, framing) => {
        for (const fit of ['blur', 'colour'] as const)
          expect(leftOut(image, frame, { ...framing, fit, zoom: Math.min(1, framing.zoom) })).toBeLessThan(
            1e-6,
          );
      }),
    );
  });

  test('twice the image and the frame are the same picture', () => {
    const twice = ({ width, height }: typeof wide) => ({ width: 2 * width, height: 2 * height });
    fc.assert(
      fc.property(pixels, frames, framings, (image, frame, framing) => {
        const one = clampFraming(image, frame, framing);
        const other = clampFraming(twice(image), twice(frame), framing);
        expect(Math.abs(other.x - one.x)).toBeLessThan(1e-6);
        expect(Math.abs(other.y - one.y)).toBeLessThan(1e-6);
        expect(leftOut(twice(image), twice(frame), framing)).toBeCloseTo(leftOut(image, frame, framing), 6);
      }),
    );
  });

  test('all that is seen of the image is brought in, with no more pixels than the frame is worth', () => {
    fc.assert(
      fc.property(pixels, frames, crops, (image, frame, framing) => {
        const { left, top, width, height, drawn } = sourceOf(image, frame, framing);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(image.width);
        expect(top + height).toBeLessThanOrEqual(image.height);
        expect(drawn.width * drawn.height).toBeLessThan(17_000_000);
        const slack = 1 + 0.01 / placeImage(image, frame, framing).scale;
        for (const { x, y } of cornersInImage(image, frame, placeImage(image, frame, framing))) {
          expect(x).toBeGreaterThanOrEqual(left - slack);
          expect(x).toBeLessThanOrEqual(left + width + slack);
          expect(y).toBeGreaterThanOrEqual(top - slack);
          expect(y).toBeLessThanOrEqual(top + height + slack);
        }
      }),
    );
  });

  test('a framing comes back from JSON as it was, and nothing else is one', () => {
    fc.assert(
      fc.property(framings, (framing) => {
        expect(readFraming(JSON.parse(JSON.stringify(framing)))).toEqual(JSON.parse(JSON.stringify(framing)));
      }),
    );
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(readFraming(value)).toBeNull();
      }),
    );
  });
});

test.each([
  [{}, 0.25],
  [{ zoom: 2 }, 0.8125],
  [{ fit: 'colour' }, 0],
  [{ fit: 'none' }, 0],
  [{ fit: 'colour', zoom: 4 }, 0.9167],
] as const)('of a photo framed with %j a part of %f is left out', (changes, expected) => {
  expect(leftOut(photo, wide, { ...defaultFraming, ...changes })).toBeCloseTo(expected, 3);
});

test('a photo of the frame’s shape fits, and one that is off by a pixel too', () => {
  expect(isCropped({ width: 1920, height: 1080 }, wide, defaultFraming)).toBe(false);
  expect(isCropped({ width: 1366, height: 768 }, wide, defaultFraming)).toBe(false);
  expect(isCropped(photo, wide, defaultFraming)).toBe(true);
});

test('only an image of the frame’s own pixels that nobody touched is as it is', () => {
  expect(isAsItIs(wide, wide, defaultFraming)).toBe(true);
  expect(isAsItIs(wide, wide, { ...defaultFraming, fit: 'blur' })).toBe(true);
  expect(isAsItIs(wide, wide, { ...defaultFraming, turn: 360 })).toBe(true);
  expect(isAsItIs(wide, wide, { ...defaultFraming, turn: 180 })).toBe(false);
  expect(isAsItIs(wide, wide, { ...defaultFraming, zoom: 1.1 })).toBe(false);
  expect(isAsItIs(photo, wide, defaultFraming)).toBe(false);
  expect(isAsItIs(photo, wide, { ...defaultFraming, fit: 'none' })).toBe(true);
});

test('of a large photo no more is brought in than is drawn', () => {
  const large = { width: 8688, height: 5792 };
  expect(sourceOf(large, wide, defaultFraming).drawn).toEqual({ width: 2560, height: 1707 });
  const near = sourceOf(large, wide, { ...defaultFraming, zoom: 8 });
  expect(near).toMatchObject({ drawn: { width: near.width, height: near.height } });
  expect(near.width).toBeLessThan(1_200);
});

test.each([
  [0, 0],
  [190, -170],
  [-190, 170],
  [-180, 180],
  [720, 0],
])('%i degrees are a turn of %i', (given, expected) => {
  expect(normaliseTurn(given)).toBe(expected);
});

test.each([
  ['1280x720', wide],
  ['0x720', null],
  ['1280×720', null],
  [null, null],
])('%s is read as %j', (text, expected) => {
  expect(parsePixels(text)).toEqual(expected);
});
