import { expect, test } from 'vitest';
import { describeFilter } from './describe-filter';

const words = {
  search: (text: string) => `“${text}”`,
  nameOf: (kind: string, value: string) => `${kind} ${value}`,
  join: (all: string[]) => all.join(', '),
};

test('no filter is no words', () => {
  expect(describeFilter({}, words)).toEqual([]);
});

test('each thing that is asked for, what is written first, and several of a kind as one', () => {
  const filter = { project: 'project_1', status: 'unsent,blocked', q: '雨', has_reference: 'false' };
  expect(describeFilter(filter, words)).toEqual([
    { kind: 'q', words: '“雨”' },
    { kind: 'status', words: 'status unsent, status blocked' },
    { kind: 'project', words: 'project project_1' },
    { kind: 'has_reference', words: 'has_reference false' },
  ]);
});
