import { expect, test } from 'vitest';
import type { DraftImage } from './draft';
import { imageIn, moveReference, swapFrames, withImage } from './draft-slots';

const image = (name: string): DraftImage => ({
  file: new File(['x'], name),
  url: name,
  width: 2,
  height: 1,
  framing: null,
});
const [first, a, b, c] = [image('first'), image('a'), image('b'), image('c')] as const;
const draft = { firstFrame: first, lastFrame: null, references: [a, b, c] };

test('an image is put into its slot and taken out of it', () => {
  expect(withImage(draft, 'lastFrame', a)).toEqual({ ...draft, lastFrame: a });
  expect(withImage(draft, 'firstFrame', null)).toEqual({ ...draft, firstFrame: null });
  expect(withImage(draft, 1, first).references).toEqual([a, first, c]);
  expect(withImage(draft, 1, null).references).toEqual([a, c]);
  expect(withImage(draft, 9, first).references).toEqual([a, b, c, first]);
  expect([imageIn(draft, 'firstFrame'), imageIn(draft, 2), imageIn(draft, 3)]).toEqual([first, c, null]);
});

test('the frames change places, also with an empty one', () => {
  expect(swapFrames(draft)).toEqual({ firstFrame: null, lastFrame: first });
});

test.each([
  [0, 2, [b, c, a]],
  [2, 0, [c, a, b]],
  [1, 1, [a, b, c]],
] as const)('reference %i moved to %i', (from, to, order) => {
  expect(moveReference(draft, from, to).references).toEqual(order);
});

test.each([
  [0, -1],
  [2, 3],
  [7, 0],
])('reference %i has no way to %i', (from, to) => {
  expect(moveReference(draft, from, to)).toEqual({});
});
