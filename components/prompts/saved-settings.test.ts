import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Settings } from '@/components/studio/draft';
import { describeSettings, toSavedSettings, toSettings } from './saved-settings';

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const settings = fc.record({
  providerId: maybe(fc.string()),
  model: maybe(fc.string()),
  size: maybe(fc.constant('1280x720')),
  seconds: maybe(fc.integer({ min: 1 })),
  takes: fc.integer({ min: 1, max: 10 }),
  fps: maybe(fc.integer({ min: 1 })),
  seed: maybe(fc.nat()),
  negativePrompt: fc.string(),
  user: fc.string(),
  metadata: fc.string(),
  options: fc.dictionary(fc.string(), fc.string()),
});

test('what is kept of a form and filled in again is what it was, and neither words nor images', () => {
  fc.assert(
    fc.property(settings, (words) => {
      const whole: Settings = {
        ...words,
        seedLocked: true,
        firstFrame: null,
        lastFrame: null,
        references: [],
      };
      expect(toSettings(toSavedSettings(whole))).toEqual(words);
    }),
  );
});

test('settings are told in a line', () => {
  const saved = {
    provider: 'p',
    model: 'sora-2',
    size: '1280x720',
    seconds: 4,
    takes: 3,
    fps: null,
    seed: 7,
    negative_prompt: '',
    user: '',
    metadata: '',
    options: { style: 'film', empty: '' },
  };
  const line = describeSettings(saved, { seconds: (value) => `${value} s` });
  expect(line).toBe('sora-2 · 1280×720 · 4 s · ×3 · # 7 · style film');
});
