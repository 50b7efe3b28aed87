import { expect, test } from 'vitest';
import { frameFileName, spellTime } from './spell-place';

test('a time has the places that are needed, and carries over', () => {
  expect([0, 58 / 24, 59.9996, 61.5, 3_599.9999, 3_661].map(spellTime)).toEqual([
    '00:00.000',
    '00:02.417',
    '01:00.000',
    '01:01.500',
    '1:00:00.000',
    '1:01:01.000',
  ]);
});

test('a saved frame is named by its video and its number from 1', () => {
  expect(frameFileName('2026-11-21_a-red-fox_3f9a1c.mp4', 57)).toBe(
    '2026-11-21_a-red-fox_3f9a1c_frame-0058.png',
  );
});
