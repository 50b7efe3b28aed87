import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Place } from '@/components/library/use-neighbours';
import { takeStep, type Walk, waysOf, wishStep } from './walk';

const list = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Where a video of the list stands when all is known of it. */
function known(id: string): Place {
  const index = list.indexOf(id);
  return { index, total: list.length, newer: list[index - 1], older: list[index + 1], isComing: false };
}
const nothingKnown: Place = { index: -1, total: 0, newer: undefined, older: undefined, isComing: true };
const beside = (id: string): Place => ({
  ...known(id),
  newer: undefined,
  older: undefined,
  isComing: true,
});

const at = (id: string, place: Place = known(id)) => ({ addressed: id, shown: id, place });

function press(walk: Walk, steps: readonly (1 | -1)[], here: Parameters<typeof takeStep>[1]): Walk {
  return steps.reduce((before, step) => takeStep(wishStep(before, step, here, false), here).walk, walk);
}

/** Goes on, all known, until there is nothing more to do. */
function settle(from: Walk): Walk {
  let walk = from;
  for (;;) {
    const taken = takeStep(walk, at(walk.at));
    walk = taken.walk;
    if (taken.to === null) return walk;
  }
}

describe('a step', () => {
  test('is taken at once where the video beside is known', () => {
    const walk = wishStep({ at: 'b', wish: 0 }, 1, at('b'), false);
    expect(takeStep(walk, at('b'))).toEqual({ walk: { at: 'c', wish: 0 }, to: 'c' });
    const back = wishStep({ at: 'b', wish: 0 }, -1, at('b'), false);
    expect(takeStep(back, at('b'))).toEqual({ walk: { at: 'a', wish: 0 }, to: 'a' });
  });

  test.each([
    ['nothing is known', nothingKnown],
    ['what is beside is loading', beside('c')],
  ])('waits while %s, and presses add up', (_what, place) => {
    const waiting = press({ at: 'c', wish: 0 }, [1, 1, -1, 1], at('c', place));
    expect(waiting).toEqual({ at: 'c', wish: 2 });
    expect(settle(waiting)).toEqual({ at: 'e', wish: 0 });
    expect(press({ at: 'c', wish: 0 }, [1, -1], at('c', place))).toEqual({ at: 'c', wish: 0 });
  });

  test('that is pressed on the way to another video is taken from there', () => {
    const here = { addressed: 'c', shown: 'b', place: known('b') };
    const walk = wishStep({ at: 'c', wish: 0 }, 1, here, false);
    expect(takeStep(walk, here)).toEqual({ walk: { at: 'c', wish: 1 }, to: null });
    expect(takeStep(walk, at('c')).to).toBe('d');
  });

  test('of a held key does not pile up', () => {
    const waiting = { at: 'c', wish: 1 };
    expect(wishStep(waiting, 1, at('c', beside('c')), true)).toEqual(waiting);
    expect(wishStep({ at: 'c', wish: 0 }, 1, { ...at('c'), shown: 'b' }, true).wish).toBe(0);
    expect(wishStep({ at: 'c', wish: 0 }, 1, at('c'), true).wish).toBe(1);
  });

  test('ends at the end of the list', () => {
    expect(press({ at: 'f', wish: 0 }, [1, 1], at('f'))).toEqual({ at: 'f', wish: 0 });
    expect(settle({ at: 'd', wish: 9 })).toEqual({ at: 'f', wish: 0 });
    const first = { ...nothingKnown, index: 0, total: 1 };
    expect(press({ at: 'a', wish: 0 }, [-1, 1, 1], at('a', first))).toEqual({ at: 'a', wish: 0 });
  });

  test('is forgotten where the list does not show the video, or what is beside could not be loaded', () => {
    const lost = { ...nothingKnown, total: 6, isComing: false };
    expect(takeStep({ at: 'x', wish: 1 }, at('x', lost)).walk.wish).toBe(0);
    expect(takeStep({ at: 'c', wish: 1 }, at('c', { ...beside('c'), isComing: false })).walk.wish).toBe(0);
  });

  test('is forgotten when somebody leaves or goes elsewhere', () => {
    const waiting = { at: 'c', wish: 2 };
    const left = takeStep(waiting, { ...at('c'), addressed: null });
    expect(left).toEqual({ walk: { at: 'c', wish: 0 }, to: null });
    const gone = takeStep(waiting, { addressed: 'f', shown: 'c', place: known('c') });
    expect(gone).toEqual({ walk: { at: 'f', wish: 0 }, to: null });
    expect(wishStep(waiting, -1, at('f'), false)).toEqual({ at: 'f', wish: -1 });
  });
});

test('there may be a video beside as long as nobody knows better', () => {
  expect(waysOf(nothingKnown)).toEqual({ newer: true, older: true });
  expect(waysOf({ ...beside('a') })).toEqual({ newer: false, older: true });
  expect(waysOf({ ...beside('f') })).toEqual({ newer: true, older: false });
  expect(waysOf(known('a'))).toEqual({ newer: false, older: true });
  expect(waysOf({ ...nothingKnown, isComing: false })).toEqual({ newer: false, older: false });
});

test('however late the list is known, one comes to where the presses lead', () => {
  const steps = fc.array(fc.constantFrom<1 | -1>(1, -1), { maxLength: 12 });
  fc.assert(
    fc.property(fc.constantFrom(...list), steps, (start, pressed) => {
      const waiting = press({ at: start, wish: 0 }, pressed, at(start, nothingKnown));
      const sum = pressed.reduce<number>((total, step) => total + step, 0);
      const end = Math.min(list.length - 1, Math.max(0, list.indexOf(start) + sum));
      expect(settle(waiting)).toEqual({ at: list[end], wish: 0 });
    }),
  );
});
