import { expect, test } from 'vitest';
import { newId } from './new-id';

test('an id sorts by the time at which it was made, and no two are the same', () => {
  const times = [0, 1, 1_800_000_000_000, 1_800_000_000_001, 9_000_000_000_000];
  const ids = times.map((now) => newId('video', now));
  expect(ids.toSorted()).toEqual(ids);
  expect(ids).toEqual(ids.map(() => expect.stringMatching(/^video_[0-9a-f]{36}$/)));
  expect(new Set(Array.from({ length: 1_000 }, () => newId('msg', 1))).size).toBe(1_000);
});
