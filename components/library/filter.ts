import type { ListFilter } from '@/lib/jobs/organise-wire';

/** What the gallery shows: everything outside the trash, less whatever does not match. Each key is a parameter of the address. */
export type LibraryFilter = ListFilter;

/** In the order in which an address names them. */
const names = [
  'q',
  'status',
  'provider',
  'model',
  'size',
  'starred',
  'tag',
  'project',
  'has_reference',
  'trashed',
] as const satisfies readonly (keyof LibraryFilter)[];

/** The filter that an address asks for; parameters of other names, and empty ones, say nothing. */
export function readFilter(query: URLSearchParams): LibraryFilter {
  const said = names.flatMap((name) => {
    const value = query.get(name)?.trim();
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(said);
}

/** A filter as the query of an address, without the question mark; equal filters are equal texts. */
export function spellFilter(filter: LibraryFilter): string {
  const said = names.flatMap((name) => (filter[name] ? [[name, filter[name]]] : []));
  return new URLSearchParams(said).toString();
}

/** Whether anything but the whole library is asked for. */
export function isFiltered(filter: LibraryFilter): boolean {
  return spellFilter(filter) !== '';
}
