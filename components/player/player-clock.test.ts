import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PlayerClock } from './player-clock';
import { firstLap, isOver, placeAfter, startRun } from './run';

const part = { begin: 1, end: 3 };

describe('a run', () => {
  test('begins where the playhead is, or at the part when it is elsewhere', () => {
    expect(startRun(2, 1, part, true).from).toBe(2);
    expect(startRun(0.5, 1, part, true).from).toBe(1);
    expect(startRun(3, 1, part, true).from).toBe(1);
    expect(startRun(3, -1, part, true).from).toBe(3);
    expect(startRun(1, -1, part, true).from).toBe(3);
    expect(startRun(0.5, -2, part, false).from).toBe(3);
  });

  test('repeats its part, forwards and backwards', () => {
    const forward = startRun(2, 1, part, true);
    expect([0.5, 1, 1.5, 3, 3.5].map((played) => placeAfter(forward, played))).toEqual([2.5, 1, 1.5, 1, 1.5]);
    const backward = startRun(2, -1, part, true);
    expect([0.5, 1, 1.5, 3, 3.5].map((played) => placeAfter(backward, played))).toEqual([
      1.5, 3, 2.5, 3, 2.5,
    ]);
  });

  test('stops at its end when it does not repeat', () => {
    const run = startRun(2, 2, part, false);
    expect(isOver(run, 0.99)).toBe(false);
    expect(isOver(run, 1)).toBe(true);
    expect(placeAfter(run, 9)).toBe(3);
    expect(placeAfter(startRun(2, -1, part, false), 9)).toBe(1);
  });

  test('never leaves its part', () => {
    const runs = fc.record({
      at: fc.double({ min: -5, max: 10, noNaN: true }),
      rate: fc.constantFrom(-2, -1, 0.25, 0.5, 1, 2),
      begin: fc.double({ min: 0, max: 4, noNaN: true }),
      length: fc.double({ min: 0.01, max: 5, noNaN: true }),
      isLooping: fc.boolean(),
      played: fc.double({ min: 0, max: 1_000, noNaN: true }),
    });
    fc.assert(
      fc.property(runs, ({ at, rate, begin, length, isLooping, played }) => {
        const whole = { begin, end: begin + length };
        const run = startRun(at, rate, whole, isLooping);
        const place = placeAfter(run, played);
        expect(place).toBeGreaterThanOrEqual(whole.begin);
        expect(place).toBeLessThanOrEqual(whole.end);
        // One repeat later it is at the same place.
        if (isLooping && played >= firstLap(run)) {
          const later = placeAfter(run, played + (whole.end - whole.begin));
          const apart = Math.abs(later - place);
          expect(Math.min(apart, whole.end - whole.begin - apart)).toBeLessThan(1e-6);
        }
      }),
    );
  });
});

describe('the clock', () => {
  test('rests, runs at its rate, and rests again', () => {
    const clock = new PlayerClock();
    clock.rest(1.5);
    expect(clock.place(100)).toBe(1.5);
    clock.start(startRun(1.5, 0.5, part, true), 100);
    expect(clock.place(101)).toBe(2);
    expect(clock.played(101)).toBe(0.5);
    clock.rest(clock.place(101));
    expect(clock.place(500)).toBe(2);
  });

  test('waits for the slowest and goes on from there', () => {
    const clock = new PlayerClock();
    clock.start(startRun(1, 2, part, true), 10);
    expect(clock.played(10.5)).toBe(1);
    clock.waitAt(0.25, 10.5);
    expect(clock.played(10.5)).toBe(0.25);
    expect(clock.played(11)).toBe(1.25);
  });

  test('does not jump when it begins to follow the sound card', () => {
    const clock = new PlayerClock();
    clock.start(startRun(1, 1, part, true), 1_000);
    clock.follow(1_000.75, 3);
    expect(clock.place(3)).toBe(1.75);
    expect(clock.place(4)).toBeCloseTo(2.75);
  });

  test('knows when a run that does not repeat is over', () => {
    const clock = new PlayerClock();
    clock.start(startRun(1, 1, part, false), 0);
    expect(clock.isOver(1.9)).toBe(false);
    expect(clock.isOver(2)).toBe(true);
  });
});
