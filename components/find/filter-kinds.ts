import type { LibraryFilter } from '@/components/library/filter';
import type { Facets } from '@/lib/jobs/organise-wire';
import { fineStatuses } from '@/lib/jobs/status-wire';

/** What can be chosen to filter by, in the order in which it is shown. What is written (`q`) is no choice. */
export const filterKinds = [
  'status',
  'starred',
  'project',
  'tag',
  'model',
  'provider',
  'size',
  'has_reference',
] as const satisfies readonly (keyof LibraryFilter)[];
export type FilterKind = (typeof filterKinds)[number];

/** Something to choose. Its label is left out where words for it stand among the messages, or where the value is its own. */
export type FilterChoice = { value: string; label?: string; count?: number };

function countOf(status: string, facets: Facets | undefined): number | undefined {
  return facets?.statuses.find(({ value }) => value === status)?.count;
}

/** What there is to choose of a kind. @param facets `undefined` while they are not known */
export function choicesOf(kind: FilterKind, facets: Facets | undefined): FilterChoice[] {
  switch (kind) {
    case 'status':
      return fineStatuses.map((value) => ({ value, count: countOf(value, facets) }));
    case 'starred':
      return [{ value: 'true', count: facets?.starred }];
    case 'has_reference':
      return [
        { value: 'true', count: facets?.with_reference },
        { value: 'false', count: facets?.without_reference },
      ];
    case 'project':
      return facets?.projects ?? [];
    case 'tag':
      return facets?.tags ?? [];
    case 'model':
      return facets?.models ?? [];
    case 'provider':
      return facets?.providers ?? [];
    case 'size':
      return facets?.sizes ?? [];
  }
}

/** Whether it is worth showing at all: where all videos have the same of it, choosing it would change nothing. */
export function isWorthwhile(kind: FilterKind, filter: LibraryFilter, facets: Facets | undefined): boolean {
  if (filter[kind] !== undefined || facets === undefined) return true;
  if (kind === 'model' || kind === 'provider' || kind === 'size') return choicesOf(kind, facets).length > 1;
  return kind !== 'tag' || facets.tags.length > 0;
}
