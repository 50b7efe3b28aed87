import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  leaveOut,
  meaningOfPress,
  mostSelected,
  nothingSelected,
  selectOnly,
  selectRange,
  selectSwept,
  toggle,
} from './selection';

const chosen = ({ ids }: { ids: ReadonlySet<string> }) => [...ids];
const id = fc.constantFrom(...'abcdefgh');
const list = [...'abcdefgh'];
/** The ids of the list from one to another, as the server answers them. */
function between(one: string, other: string): string[] {
  const [from, to] = [list.indexOf(one), list.indexOf(other)].sort((a, b) => a - b) as [number, number];
  return list.slice(from, to + 1);
}

test('one is taken in, and out again', () => {
  fc.assert(
    fc.property(fc.array(id), id, (before, one) => {
      const selection = before.reduce(toggle, nothingSelected);
      const twice = toggle(toggle(selection, one), one);
      expect(new Set(chosen(twice))).toEqual(new Set(chosen(selection)));
      expect(twice.anchor).toBe(one);
    }),
  );
});

test('a range that is drawn to another end takes back what it had covered, and nothing else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(id), id, fc.array(id, { minLength: 1 }), (before, anchor, ends) => {
      const first = toggle(before.filter((each) => each !== anchor).reduce(toggle, nothingSelected), anchor);
      const last = ends.at(-1) ?? anchor;
      const drawn = ends.reduce((selection, end) => selectRange(selection, between(anchor, end)), first);
      expect(new Set(chosen(drawn))).toEqual(new Set([...chosen(first), ...between(anchor, last)]));
      expect(drawn.anchor).toBe(anchor);
    }),
  );
});

test('they stand in the order of choosing, and a range from its oldest on, whichever end it was drawn from', () => {
  const clicked = ['e', 'c', 'g'].reduce(toggle, nothingSelected);
  expect(chosen(clicked)).toEqual(['e', 'c', 'g']);
  // The list has the newest first.
  expect(chosen(selectRange(clicked, between('g', 'd')))).toEqual(['e', 'c', 'g', 'f', 'd']);
  const alone = toggle(nothingSelected, 'b');
  expect(chosen(selectRange(alone, between('b', 'd')))).toEqual(['d', 'c', 'b']);
  expect(chosen(selectOnly(list))).toEqual(list.toReversed());
});

test('a band adds to what was chosen, and gives back what it leaves', () => {
  const before = toggle(nothingSelected, 'a');
  expect(chosen(selectSwept(before, ['b', 'c']))).toEqual(['a', 'c', 'b']);
  expect(chosen(selectSwept(before, ['b']))).toEqual(['a', 'b']);
  expect(selectSwept(before, []).anchor).toBe('a');
});

test('no more are chosen than can be worked on', () => {
  const many = Array.from({ length: mostSelected + 10 }, (_, index) => `video_${index}`);
  const full = selectOnly(many);
  expect(full.ids.size).toBe(mostSelected);
  expect(toggle(full, 'another').ids.has('another')).toBe(false);
  expect(selectRange(toggle(nothingSelected, 'a'), many).ids.size).toBe(mostSelected);
});

test('what is gone leaves; where nothing of it was chosen, nothing changes', () => {
  const selection = ['a', 'b', 'c'].reduce(toggle, nothingSelected);
  const left = leaveOut(selection, new Set(['c', 'x']));
  expect(chosen(left)).toEqual(['a', 'b']);
  expect(left.anchor).toBeNull();
  expect(chosen(selectRange(left, []))).toEqual(['a', 'b']);
  expect(leaveOut(selection, new Set(['x']))).toBe(selection);
});

test.each([
  [{ isMod: false, isShift: false }, 'open', 'toggle'],
  [{ isMod: true, isShift: false }, 'toggle', 'toggle'],
  [{ isMod: false, isShift: true }, 'toggle', 'range'],
] as const)('a press with %o means %s, and %s where some are chosen', (held, alone, among) => {
  expect(meaningOfPress(nothingSelected, held)).toBe(alone);
  expect(meaningOfPress(toggle(nothingSelected, 'a'), held)).toBe(among);
});
