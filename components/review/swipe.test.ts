import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { axisOf, shiftOf, swipeEnd } from './swipe';

const both = { hasNewer: true, hasOlder: true };
const pixels = fc.integer({ min: -2_000, max: 2_000 });
const beside = fc.record({ hasNewer: fc.boolean(), hasOlder: fc.boolean() });

describe('the axis of a move', () => {
  test('is not known at first, and is up or down unless it is clearly sideways', () => {
    expect(axisOf(4, 4)).toBeNull();
    expect(axisOf(-30, 5)).toBe('x');
    expect(axisOf(30, 28)).toBe('y');
    expect(axisOf(0, 40)).toBe('y');
  });
});

describe('the picture', () => {
  test('follows the finger, and reluctantly where there is nothing to go to', () => {
    expect(shiftOf(-80, both)).toBe(-80);
    expect(shiftOf(-80, { hasNewer: true, hasOlder: false })).toBe(-20);
    expect(shiftOf(80, { hasNewer: false, hasOlder: true })).toBe(20);
  });

  test('never goes further than the finger, nor the other way', () => {
    fc.assert(
      fc.property(pixels, beside, (dx, around) => {
        const shift = shiftOf(dx, around);
        expect(Math.abs(shift)).toBeLessThanOrEqual(Math.abs(dx));
        expect(shift * dx).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('letting go', () => {
  test('walks on after a long move or a quick one, to the side that the finger came from', () => {
    expect(swipeEnd({ dx: -200, speed: 0, width: 390 }, both)).toBe('older');
    expect(swipeEnd({ dx: 200, speed: 0, width: 390 }, both)).toBe('newer');
    expect(swipeEnd({ dx: -40, speed: -0.9, width: 390 }, both)).toBe('older');
    expect(swipeEnd({ dx: -40, speed: -0.1, width: 390 }, both)).toBeNull();
  });

  test('stays where the finger turned back', () => {
    expect(swipeEnd({ dx: -200, speed: 0.6, width: 390 }, both)).toBeNull();
  });

  test('never goes to a video that is not there', () => {
    fc.assert(
      fc.property(pixels, fc.double({ min: -5, max: 5, noNaN: true }), beside, (dx, speed, around) => {
        const end = swipeEnd({ dx, speed, width: 390 }, around);
        if (end === 'newer') expect(around.hasNewer && dx > 0).toBe(true);
        if (end === 'older') expect(around.hasOlder && dx < 0).toBe(true);
      }),
    );
  });
});
