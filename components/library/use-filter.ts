import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { type LibraryFilter, readFilter, spellFilter } from './filter';

/** The filter that the address names. It stays while a review room is open, whose neighbours are those that match. */
export function useFilter(): LibraryFilter {
  const spelt = spellFilter(readFilter(useSearchParams()));
  // By its text, so that it is the same object for as long as it says the same.
  return useMemo(() => readFilter(new URLSearchParams(spelt)), [spelt]);
}

/**
 * Changes the filter by changing the address. What is typed letter by letter replaces the address that is there; what is
 * chosen is a step that going back undoes.
 */
export function setFilter(filter: LibraryFilter, { isStep = true } = {}): void {
  const { pathname, search, hash } = window.location;
  const query = new URLSearchParams(search);
  for (const name of Object.keys(readFilter(query))) query.delete(name);
  for (const [name, value] of new URLSearchParams(spellFilter(filter))) query.set(name, value);
  const spelt = query.toString();
  const address = `${pathname}${spelt && `?${spelt}`}${hash}`;
  if (isStep) window.history.pushState(null, '', address);
  else window.history.replaceState(null, '', address);
}
