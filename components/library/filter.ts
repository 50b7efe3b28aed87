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

/** Beside a `prompt` these speak of the form that it fills (see `draft-address.ts`), and not of a filter. */
const ofForm: readonly string[] = ['provider', 'model', 'size'];

/** The filter that an address asks for; parameters of other names, and empty ones, say nothing. */
export function readFilter(query: URLSearchParams): LibraryFilter {
  const isForm = query.has('prompt');
  const said = names.flatMap((name) => {
    if (isForm && ofForm.includes(name)) return [];
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

/** A query with another filter in it. What filled the form is left out: it has done so, and its names are a filter's too. */
export function withFilter(query: URLSearchParams, filter: LibraryFilter): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const name of [...names, 'prompt', 'seconds']) next.delete(name);
  for (const [name, value] of new URLSearchParams(spellFilter(filter))) next.set(name, value);
  return next;
}

/** Where the gallery shows what a filter lets through. */
export function filterHref(filter: LibraryFilter): string {
  const spelt = spellFilter(filter);
  return `/${spelt && `?${spelt}`}`;
}

/** Whether anything but the whole library is asked for. */
export function isFiltered(filter: LibraryFilter): boolean {
  return spellFilter(filter) !== '';
}
