import { expect, test } from 'vitest';
import { rgbToPlanes } from './rgb-to-planes';

// What BT.709 gives for them in the narrow range.
test.each([
  ['black', [0, 0, 0], [16, 128, 128]],
  ['white', [255, 255, 255], [235, 128, 128]],
  ['grey', [128, 128, 128], [126, 128, 128]],
  ['red', [255, 0, 0], [63, 102, 240]],
  ['green', [0, 255, 0], [173, 42, 26]],
  ['blue', [0, 0, 255], [32, 240, 118]],
] as const)('%s', (_name, colour, [y, u, v]) => {
  const planes = rgbToPlanes(
    Uint8Array.from({ length: 4 * 2 * 3 }, (_, index) => colour[index % 3] ?? 0),
    4,
    2,
  );
  expect([...planes]).toEqual([...Array<number>(8).fill(y), u, u, v, v]);
});

test('each pixel has its own light, and four share a colour', () => {
  const white = [255, 255, 255];
  const rgb = Uint8Array.from([
    ...white,
    0,
    0,
    0,
    255,
    0,
    0,
    255,
    0,
    0,
    0,
    0,
    0,
    ...white,
    255,
    0,
    0,
    255,
    0,
    0,
  ]);
  expect([...rgbToPlanes(rgb, 4, 2)]).toEqual([235, 16, 63, 63, 16, 235, 63, 63, 128, 102, 128, 240]);
});
