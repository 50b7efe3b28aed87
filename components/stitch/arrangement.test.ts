import { expect, test } from 'vitest';
import { type Arrangement, isArranged, startOver, untouched } from './arrangement';
import { keepArrangement, recallArrangement } from './kept-arrangements';
import { wholePart, withEnd, withFrames } from './sequence';

const partsOf = (ids: string) => [...ids].map((id) => wholePart(id, { seconds: 4, fps: 24 }));
const [a, b, c] = partsOf('abc') as [ReturnType<typeof wholePart>, ...ReturnType<typeof partsOf>];
const whole = [a, b, c] as ReturnType<typeof partsOf>;
const idsOf = ({ parts }: Arrangement) => parts.map(({ id }) => id).join('');

test.each<[string, Partial<Arrangement>, boolean]>([
  ['nothing', {}, false],
  ['how many frames there are', { parts: [withFrames(a, 97, 4.05), ...whole.slice(1)] }, false],
  ['another order', { parts: whole.toReversed() }, true],
  ['a cut', { parts: [withEnd(a, 'last', 20), ...whole.slice(1)] }, true],
  ['one left out', { parts: whole.slice(1) }, true],
  ['a size', { size: '640x360' }, true],
  ['no bars', { fit: 'crop' }, true],
])('%s: whether anything was chosen', (_what, chosen, expected) => {
  expect(isArranged({ ...untouched(whole), ...chosen }, whole)).toBe(expected);
});

test('starting over gives back what was left out, and keeps what the files have told', () => {
  const cut = withEnd(withFrames(a, 97, 4.05), 'first', 9);
  const again = startOver({ parts: [...whole.slice(2), cut], size: '640x360', fit: 'crop' }, whole);
  expect(idsOf(again)).toBe('abc');
  expect(again.parts[0]).toEqual({ id: 'a', frames: 97, seconds: 4.05, first: 0, last: 96 });
  expect(isArranged(again, whole)).toBe(false);
});

test('what was chosen is there again for the same videos, in whatever order they are chosen, until it is started over', () => {
  const cut = withEnd(b ?? a, 'first', 30);
  const chosen: Arrangement = { parts: [...whole.slice(2), cut, a], size: '640x360', fit: 'crop' };
  expect(recallArrangement(whole)).toBeNull();
  keepArrangement(whole, chosen);
  expect(recallArrangement(whole.toReversed())).toEqual(chosen);
  expect(recallArrangement(partsOf('xyz'))).toBeNull();
  keepArrangement(whole, startOver(chosen, whole));
  expect(recallArrangement(whole)).toBeNull();
});

test('one more comes last, one less is gone, and the rest stays as it was', () => {
  const cut = withEnd(a, 'last', 30);
  const chosen: Arrangement = { ...untouched([...whole.slice(1), cut]) };
  keepArrangement(whole, chosen);
  const more = recallArrangement(partsOf('dabc'));
  expect(more && idsOf(more)).toBe('bcad');
  expect(more?.parts[2]).toEqual(cut);
  const less = recallArrangement(partsOf('ac'));
  expect(less && idsOf(less)).toBe('ca');
  // What was left out stays out, and one alone is nothing to stitch.
  keepArrangement(whole, { ...chosen, parts: chosen.parts.slice(1) });
  const without = recallArrangement(whole);
  expect(without && idsOf(without)).toBe('ca');
  expect(recallArrangement(partsOf('a'))).toBeNull();
  // Unless it is chosen once more with others.
  expect(recallArrangement(partsOf('abcd'))?.parts.map(({ id }) => id)).toEqual([...'cabd']);
});
