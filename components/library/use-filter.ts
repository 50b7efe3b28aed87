import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { replaceAddress } from '@/components/studio/room-history';
import { type LibraryFilter, readFilter, spellFilter, withFilter } from './filter';

/** The filter that the address names. It stays while a review room is open, whose neighbours are those that match. */
export function useFilter(): LibraryFilter {
  const spelt = spellFilter(readFilter(useSearchParams()));
  // By its text, so that it is the same object for as long as it says the same.
  return useMemo(() => readFilter(new URLSearchParams(spelt)), [spelt]);
}

/** The filter as it is now, for an event that needs it once. */
export function currentFilter(): LibraryFilter {
  return readFilter(new URLSearchParams(window.location.search));
}

/**
 * Changes the filter by changing the address. What is typed letter by letter replaces the address that is there; what is
 * chosen is a step that going back undoes.
 */
export function setFilter(filter: LibraryFilter, { isStep = true } = {}): void {
  const { pathname, search, hash } = window.location;
  const spelt = withFilter(new URLSearchParams(search), filter).toString();
  const address = `${pathname}${spelt && `?${spelt}`}${hash}`;
  if (isStep) window.history.pushState(null, '', address);
  else replaceAddress(address);
}
