import type { LibraryFilter } from '@/components/library/filter';
import { chosenOf } from './change-filter';
import { type FilterKind, filterKinds } from './filter-kinds';

/** One thing that a filter asks for. */
export type FilterPart = { kind: keyof LibraryFilter; words: string };

/** How a value of a kind is called, and how several are joined. */
export type FilterWords = {
  search: (text: string) => string;
  nameOf: (kind: FilterKind, value: string) => string;
  join: (words: string[]) => string;
};

/** What a filter asks for, in words and in the order of the chips; what is written comes first. */
export function describeFilter(filter: LibraryFilter, { search, nameOf, join }: FilterWords): FilterPart[] {
  const written: FilterPart[] = filter.q ? [{ kind: 'q', words: search(filter.q) }] : [];
  const chosen = filterKinds.flatMap((kind): FilterPart[] => {
    const values = chosenOf(filter, kind);
    return values.length > 0 ? [{ kind, words: join(values.map((value) => nameOf(kind, value))) }] : [];
  });
  return [...written, ...chosen];
}
