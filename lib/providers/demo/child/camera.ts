import { between, pick, type Random } from './seeded-random.ts';

/**
 * Where the camera is: `x` and `y` in widths and heights of the frame, `zoom` beyond 1, `roll` in radians. A layer takes
 * as much of it as its depth says.
 */
export type Camera = { x: number; y: number; zoom: number; roll: number };

const still: Camera = { x: 0, y: 0, zoom: 0, roll: 0 };

type Move = 'push' | 'panLeft' | 'panRight' | 'rise' | 'arc';

function target(move: Move, random: Random): Camera {
  const side = random() < 0.5 ? -1 : 1;
  switch (move) {
    case 'push':
      return { ...still, zoom: between(random, 0.09, 0.12) };
    case 'panLeft':
      return { ...still, x: between(random, 0.04, 0.06), zoom: 0.03 };
    case 'panRight':
      return { ...still, x: -between(random, 0.04, 0.06), zoom: 0.03 };
    case 'rise':
      return { ...still, y: between(random, 0.035, 0.05), zoom: 0.05 };
    case 'arc':
      return { x: side * 0.035, y: 0.015, zoom: 0.07, roll: -side * 0.006 };
  }
}

/** Starts and ends gently, and keeps moving in between. */
function ease(progress: number): number {
  return progress * progress * (3 - 2 * progress) * 0.6 + progress * 0.4;
}

/** A slow move chosen by the seed. It begins at rest, so the first frame is the picture as it is. */
export function createCamera(random: Random): (progress: number) => Camera {
  const { x, y, zoom, roll } = target(
    pick<Move>(random, ['push', 'panLeft', 'panRight', 'rise', 'arc']),
    random,
  );
  return (progress) => {
    const amount = ease(progress);
    return { x: x * amount, y: y * amount, zoom: zoom * amount, roll: roll * amount };
  };
}
