import { expect, test } from 'vitest';
import type { FrameSource, SourceSound } from '@/components/player/frame-source';
import type { Leg } from './sequence-places';
import { SequenceSound } from './sequence-sound';

const run = { from: 0.2, rate: 1, part: { begin: 0.2, end: 1 }, isLooping: false };
const leg = (due: number): Leg => ({ index: 0, run, due, seconds: 0.8 });
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** The sound of a video, and what is asked of it. */
function testSound(name: string, told: string[]) {
  const sound: SourceSound = {
    now: () => 100,
    wake: async () => {},
    start: (_run, startedAt) => void told.push(`${name} from ${startedAt}`),
    stop: () => void told.push(`${name} stops`),
    setVolume: (volume) => void told.push(`${name} at ${volume}`),
  };
  return { openSound: async () => sound } as unknown as FrameSource;
}

test('each part is heard from the moment at which it is due, as loud as the one before', async () => {
  const told: string[] = [];
  const sound = new SequenceSound();
  const first = leg(0);
  sound.setVolume(0.5);
  sound.follow(first, testSound('a', told));
  expect(sound.now()).toBeNull();
  await settle();
  sound.start(run, 90);
  expect(sound.now()).toBe(100);
  sound.follow(first, testSound('again', told));
  const second = leg(0.8);
  sound.follow(second, testSound('b', told));
  await settle();
  sound.stop();
  expect(told).toEqual(['a at 0.5', 'a from 90', 'a stops', 'b at 0.5', 'b from 90.8', 'b stops']);
});

test('what comes too late, or cannot be decoded, is silent', async () => {
  const told: string[] = [];
  const sound = new SequenceSound();
  sound.start(run, 90);
  sound.follow(leg(0), testSound('late', told));
  sound.follow(leg(0.8), { openSound: () => Promise.reject(new Error('broken')) } as unknown as FrameSource);
  await settle();
  expect(sound.now()).toBeNull();
  expect(told).toEqual([]);
});
