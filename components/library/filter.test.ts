import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFiltered, type LibraryFilter, readFilter, spellFilter } from './filter';

const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text === text.trim() && text !== '');
const filters: fc.Arbitrary<LibraryFilter> = fc.record(
  {
    q: word,
    status: word,
    provider: word,
    model: word,
    size: word,
    starred: fc.constant('true'),
    tag: word,
    project: word,
    has_reference: fc.constantFrom('true', 'false'),
    trashed: fc.constant('true'),
  },
  { requiredKeys: [] },
);

test('a filter comes back from its address, whatever is in it', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(readFilter(new URLSearchParams(spellFilter(filter)))).toEqual(filter);
    }),
  );
});

test('what an address says besides is no filter', () => {
  const filter = readFilter(new URLSearchParams('prompt=a&q=&model=m&q=b'));
  expect(filter).toEqual({ model: 'm' });
  expect([isFiltered(filter), isFiltered(readFilter(new URLSearchParams('prompt=a')))]).toEqual([
    true,
    false,
  ]);
});
