import { expect, test } from 'vitest';
import { daysLeft } from './days-left';

const day = 24 * 60 * 60;

test.each([
  [0, 30],
  [1, 30],
  [day, 29],
  [29 * day + 1, 1],
  [30 * day, 0],
  [40 * day, 0],
])('%d seconds after it was deleted: %d days left', (seconds, days) => {
  expect(daysLeft(1_000, (1_000 + seconds) * 1_000)).toBe(days);
});
