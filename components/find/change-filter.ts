import type { LibraryFilter } from '@/components/library/filter';
import { type FilterKind, statuses } from './filter-kinds';

/** What is chosen of a kind: of statuses any number, of all else one or none. */
export function chosenOf(filter: LibraryFilter, kind: FilterKind): string[] {
  const value = filter[kind];
  if (!value) return [];
  return kind === 'status' ? [...new Set(value.split(',').filter(Boolean))] : [value];
}

/** The filter without anything of a kind. */
export function withoutKind(filter: LibraryFilter, kind: keyof LibraryFilter): LibraryFilter {
  const { [kind]: _gone, ...rest } = filter;
  return rest;
}

/** The filter with a value chosen, or no longer chosen where it was. */
export function toggleChoice(filter: LibraryFilter, kind: FilterKind, value: string): LibraryFilter {
  const chosen = chosenOf(filter, kind);
  if (kind !== 'status')
    return chosen.includes(value) ? withoutKind(filter, kind) : { ...filter, [kind]: value };
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  // In their own order, so that the same choice is the same address however it was made.
  const order: readonly string[] = statuses;
  const ordered = next.sort((one, other) => order.indexOf(one) - order.indexOf(other));
  return ordered.length === 0 ? withoutKind(filter, kind) : { ...filter, status: ordered.join(',') };
}
