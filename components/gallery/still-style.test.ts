import fc from 'fast-check';
import { expect, test } from 'vitest';
import { momentOf, stillAt, stillStyle } from './still-style';

test('a place across the tile is one of twelve stills', () => {
  expect([-0.1, 0, 0.08, 0.09, 0.5, 0.999, 1, 2].map(stillAt)).toEqual([0, 0, 0, 1, 6, 11, 11, 11]);
  expect([momentOf(0), momentOf(11)]).toEqual([0.5 / 12, 11.5 / 12]);
});

test('a still of the same shape fills the box exactly', () => {
  const size = { width: 160, height: 90 };
  expect(stillStyle(0, size, size)).toEqual({ backgroundSize: '400% 300%', backgroundPosition: '0% 0%' });
  expect(stillStyle(11, size, size).backgroundPosition).toBe('100% 100%');
});

test('the box shows the middle of its still and nothing of its neighbours, whatever the shapes', () => {
  const side = fc.integer({ min: 20, max: 2_000 });
  const size = fc.record({ width: side, height: side });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 11 }), size, size, (still, box, video) => {
      const { backgroundSize, backgroundPosition } = stillStyle(still, box, video);
      const [width = 0, height = 0] = backgroundSize.split(' ').map(Number.parseFloat);
      const [x = 0, y = 0] = backgroundPosition.split(' ').map(Number.parseFloat);
      const sheet = { width: (box.width * width) / 100, height: (box.height * height) / 100 };
      const cell = { width: sheet.width / 4, height: sheet.height / 3 };
      expect(cell.width / cell.height).toBeCloseTo(video.width / video.height, 4);
      const left = ((sheet.width - box.width) * x) / 100 - cell.width * (still % 4);
      const top = ((sheet.height - box.height) * y) / 100 - cell.height * Math.floor(still / 4);
      expect(left).toBeCloseTo((cell.width - box.width) / 2, 4);
      expect(top).toBeCloseTo((cell.height - box.height) / 2, 4);
      expect(left).toBeGreaterThan(-0.001);
      expect(top).toBeGreaterThan(-0.001);
    }),
  );
});
