import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { summariseVideos } from '@/lib/client/selected-videos';
import type { SelectionSummary } from '@/lib/jobs/selection-wire';

/** While a band is drawn what is chosen changes with every tile; only what it comes to is asked about. */
const settlesWithinMs = 120;

/** Tells lists of ids apart by identity, since thousands of ids are too long a key. */
const keys = new WeakMap<readonly string[], number>();
let lastKey = 0;

function keyOf(ids: readonly string[]): number {
  const known = keys.get(ids);
  if (known !== undefined) return known;
  lastKey += 1;
  keys.set(ids, lastKey);
  return lastKey;
}

/** The first part of the keys of all summaries. */
export const summaryKey = 'summary';

/** What some videos have in common; that of what was chosen before, until it is known. @param ids the same list while it is the same */
export function useSummary(ids: readonly string[]): SelectionSummary | undefined {
  const { data } = useQuery({
    queryKey: [summaryKey, keyOf(ids)],
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, settlesWithinMs));
      signal.throwIfAborted();
      return summariseVideos(ids, signal);
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return data;
}
