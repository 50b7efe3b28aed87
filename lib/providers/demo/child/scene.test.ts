import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { createCamera } from './camera.ts';
import { createScene } from './scene.ts';
import { seededRandom } from './seeded-random.ts';

const grounds = ['sea', 'city', 'forest', 'desert', 'mountains', 'planet'];
const sizes = [
  [320, 180],
  [180, 320],
] as const;
const cases = grounds.flatMap((ground) => sizes.map(([width, height]) => [ground, width, height] as const));

describe('createScene', () => {
  it.each(cases)('paints every pixel of %s at %i × %i, wherever the camera goes', (ground, width, height) => {
    for (let seed = 0; seed < 6; seed++) {
      const draw = createScene(ground, seed, width, height);
      const camera = createCamera(seededRandom(seed));
      for (const progress of [0, 0.5, 1]) {
        const canvas = createCanvas(width, height);
        draw(canvas.getContext('2d'), camera(progress), progress * 12);
        const pixels = canvas.data();
        let empty = 0;
        for (let index = 3; index < pixels.length; index += 4) if (pixels[index] !== 255) empty++;
        expect({ seed, progress, empty }).toEqual({ seed, progress, empty: 0 });
      }
    }
  });
});
