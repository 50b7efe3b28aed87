import type { LibraryFilter } from '@/components/library/filter';
import type { JobStatus } from '@/lib/jobs/job';
import { fineStatuses, partsOfStatus } from '@/lib/jobs/status-wire';
import type { FilterKind } from './filter-kinds';

function partsOf(word: string): readonly string[] {
  return Object.hasOwn(partsOfStatus, word) ? partsOfStatus[word as JobStatus] : [word];
}

/**
 * What is chosen of a kind: of statuses any number, of all else one or none. One of OpenAI's words chooses all that it stands
 * for.
 */
export function chosenOf(filter: LibraryFilter, kind: FilterKind): string[] {
  const value = filter[kind];
  if (!value) return [];
  if (kind !== 'status') return [value];
  return [...new Set(value.split(',').filter(Boolean).flatMap(partsOf))];
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
  const order: readonly string[] = fineStatuses;
  const ordered = next.sort((one, other) => order.indexOf(one) - order.indexOf(other));
  return ordered.length === 0 ? withoutKind(filter, kind) : { ...filter, status: ordered.join(',') };
}
