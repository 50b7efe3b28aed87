import { expect, test } from 'vitest';
import type { Facets } from '@/lib/jobs/organise-wire';
import { choicesOf, filterKinds, isWorthwhile } from './filter-kinds';

const facets: Facets = {
  object: 'facets',
  providers: [{ value: 'demo', label: 'Demo', count: 3 }],
  models: [
    { value: 'a', count: 2 },
    { value: 'b', count: 1 },
  ],
  sizes: [{ value: '1280x720', count: 3 }],
  tags: [],
  projects: [],
  statuses: [
    { value: 'unsent', count: 2 },
    { value: 'unsure', count: 1 },
  ],
  with_reference: 1,
  without_reference: 2,
  starred: 2,
  trashed: 0,
};

test('what all videos have alike is not offered, unless it is asked for', () => {
  const offered = filterKinds.filter((kind) => isWorthwhile(kind, { size: '1x1' }, facets));
  expect(offered).toEqual(['status', 'starred', 'project', 'model', 'size', 'has_reference']);
  expect(filterKinds.every((kind) => isWorthwhile(kind, {}, undefined))).toBe(true);
});

test('each kind has its choices, with how many videos have them', () => {
  expect(choicesOf('model', facets).map(({ value, count }) => [value, count])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
  expect(choicesOf('starred', facets)).toEqual([{ value: 'true', count: 2 }]);
  expect(choicesOf('status', facets).map(({ value, count }) => [value, count])).toEqual([
    ['unsent', 2],
    ['in_progress', undefined],
    ['unsure', 1],
    ['completed', undefined],
    ['errored', undefined],
    ['blocked', undefined],
    ['expired', undefined],
    ['cancelled', undefined],
  ]);
  expect(choicesOf('has_reference', facets)).toEqual([
    { value: 'true', count: 1 },
    { value: 'false', count: 2 },
  ]);
  expect(choicesOf('project', undefined)).toEqual([]);
});
