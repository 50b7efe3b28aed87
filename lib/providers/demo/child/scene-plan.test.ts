import { describe, expect, it } from 'vitest';
import { planScene } from './scene-plan.ts';
import { hashText, seededRandom } from './seeded-random.ts';

const plan = (prompt: string, seed = 1) => planScene(prompt, seededRandom(seed));

describe('planScene', () => {
  it.each([
    ['A boat on the sea at sunset', { ground: 'sea', hour: 'dusk', weather: 'clear' }],
    ['neon city in the rain', { ground: 'city', hour: 'neon', weather: 'rain' }],
    ['Snowy mountains at dawn', { ground: 'mountains', hour: 'dawn', weather: 'snow', isSnowy: true }],
    ['misty forest', { ground: 'forest', hour: 'overcast', weather: 'fog' }],
    ['Northern lights over the hills', { ground: 'mountains', hour: 'night', weather: 'aurora' }],
    ['a planet at sunset', { ground: 'space', hour: 'night', weather: 'clear' }],
    ['雨夜的城市', { ground: 'city', hour: 'night', weather: 'rain' }],
    ['沙漠黄昏', { ground: 'desert', hour: 'dusk' }],
    ['海边的日出', { ground: 'sea', hour: 'dawn' }],
  ])('reads %j', (prompt, expected) => {
    expect(plan(prompt)).toMatchObject(expected);
  });

  it('finds no word inside another', () => {
    // "season" holds "sea" at its start, "training" holds "rain".
    expect(plan('training', 3).weather).toBe('clear');
  });

  it('chooses by the seed what the prompt does not say, and the same again', () => {
    const seeds = Array.from({ length: 40 }, (_, index) => hashText(String(index)));
    const grounds = seeds.map((seed) => plan('?', seed).ground);
    expect(new Set(grounds).size).toBeGreaterThan(3);
    expect(seeds.map((seed) => plan('?', seed).ground)).toEqual(grounds);
  });
});
