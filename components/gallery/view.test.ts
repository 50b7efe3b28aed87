import { expect, test } from 'vitest';
import { readView, shapeFor } from './view';

test('what was stored is read, whatever it is', () => {
  expect(readView('{"isList":true,"size":4}')).toEqual({ isList: true, size: 4 });
  for (const text of [null, '', '7', '[]', '{"size":9}', '{"size":1.5}', '{"isList":"yes"}'])
    expect(readView(text)).toEqual({ isList: false, size: 2 });
});

test('each step of the size is larger, at every width', () => {
  for (const width of [336, 700, 1_392, 2_500]) {
    const heights = [0, 1, 2, 3, 4].map((size) => shapeFor({ isList: false, size }, width, 16).height);
    expect(heights).toEqual(heights.toSorted((one, other) => one - other));
    expect(new Set(heights).size).toBe(5);
  }
});
