import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filterHref, isFiltered, type LibraryFilter, readFilter, spellFilter, withFilter } from './filter';

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
  const filter = readFilter(new URLSearchParams('page=a&q=&model=m&q=b'));
  expect(filter).toEqual({ model: 'm' });
  expect([isFiltered(filter), isFiltered(readFilter(new URLSearchParams('prompt=a')))]).toEqual([
    true,
    false,
  ]);
});

test('beside a prompt, an address says what the form is filled with', () => {
  const address = new URLSearchParams('prompt=A boat&provider=demo&model=m&size=1280x720&starred=true');
  expect(readFilter(address)).toEqual({ starred: 'true' });
  const next = withFilter(address, { model: 'other' });
  expect(next.toString()).toBe('model=other');
});

test('another filter takes the place of the old one, and what else an address says stays', () => {
  const next = withFilter(new URLSearchParams('q=boat&view=list&trashed=true'), { tag: 'a&b' });
  expect(next.toString()).toBe('view=list&tag=a%26b');
  expect([filterHref({}), filterHref({ q: '雨' })]).toEqual(['/', '/?q=%E9%9B%A8']);
});
