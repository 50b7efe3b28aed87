import { readFilter } from '@/components/library/filter';
import { listIdsBetween } from '@/lib/client/organise';

/** Ids in the order of the gallery, and whether there are more than may be chosen. */
export type FoundIds = { ids: string[]; hasMore: boolean };

/**
 * The ids between two videos of the gallery as it is filtered now, both included, whichever of them comes first; without them
 * the ids of all that it shows.
 */
export async function idsOfList(from?: string, to?: string): Promise<FoundIds> {
  const filter = readFilter(new URLSearchParams(window.location.search));
  const { data, has_more: hasMore } = await listIdsBetween(filter, from, to);
  return { ids: data, hasMore };
}
