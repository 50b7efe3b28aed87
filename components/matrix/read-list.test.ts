import { expect, test } from 'vitest';
import { readLines, readList, readSeeds } from './read-list';

test('a list is written in many ways', () => {
  expect(readList(' 1280x720, 720x1280\n1280x720；1x1 ')).toEqual(['1280x720', '720x1280', '1x1']);
  expect(readList(' , ')).toEqual([]);
});

test('seeds are whole numbers, and what is none is named', () => {
  expect(readSeeds('1, 2 3, 02, -1, 1.5, x, 99999999999999999')).toEqual({
    seeds: [1, 2, 3, -1],
    wrong: ['1.5', 'x', '99999999999999999'],
  });
});

test('each line that says something is a prompt', () => {
  expect(readLines(' a boat \n\n a train\n')).toEqual(['a boat', 'a train']);
});
