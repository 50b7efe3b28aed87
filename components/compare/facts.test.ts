import { expect, test } from 'vitest';
import type { Video } from '@/lib/jobs/wire';
import { differencesBetween } from './differences';
import { factsOf } from './facts';

function video(model: string, seed: number | null): Video {
  const asked = { size: '1280x720', seconds: 4, fps: null, seed, negative_prompt: null };
  const firstframe = { asked: { ...asked, options: {}, references: [] }, provider: { label: 'One' } };
  return { prompt: 'p', model, size: '1280x720', firstframe } as unknown as Video;
}

test('a picture says its model, size and seed, and marks what is not so in all', () => {
  const videos = [video('sora-2', 7), video('wan-2', 7), video('wan-2', null)];
  const rows = differencesBetween(videos.slice(0, 2));
  const facts = videos.map((each) => factsOf(each, rows, (seed) => `seed ${seed}`));
  expect(facts[0]).toEqual([
    { text: 'sora-2', differs: true },
    { text: '1280×720', differs: false },
    { text: 'seed 7', differs: false },
  ]);
  expect(facts[2]?.map(({ text }) => text)).toEqual(['wan-2', '1280×720']);
});
