import { expect, test } from 'vitest';
import { spellTime } from './grab-frame';

test.each([
  [0, '0:00.000'],
  [2.417, '0:02.417'],
  [0.0417, '0:00.042'],
  [61.5, '1:01.500'],
  [600, '10:00.000'],
])('%d seconds are %s', (seconds, words) => {
  expect(spellTime(seconds)).toBe(words);
});
