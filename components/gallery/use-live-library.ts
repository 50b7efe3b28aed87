import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFilter } from '@/components/library/use-filter';
import { usePendingSends } from '@/components/studio/pending-sends';
import {
  changesOptions,
  libraryOptions,
  openCountOptions,
  setShownFilter,
  spellListFilter,
} from '@/lib/client/live-library';

const intervalMs = 1_000;

/**
 * The library under the filter of the address, kept up to date: about once a second only what changed is asked for, as long
 * as something is open and the tab is seen. When the studio does not answer, what is on the screen stays, and asking goes
 * on more slowly.
 */
export function useLiveLibrary() {
  const client = useQueryClient();
  const filter = useFilter();
  const spelt = spellListFilter(filter);
  const { data, isPlaceholderData, ...asking } = useQuery({
    ...libraryOptions(client, filter),
    // While another filter is being asked for, what was shown stays.
    placeholderData: keepPreviousData,
  });
  const isSending = usePendingSends().length > 0;
  const isThere = data !== undefined && !isPlaceholderData;

  const { data: open = 0 } = useQuery(openCountOptions());
  const changes = useQuery({
    ...changesOptions(client),
    enabled: data !== undefined,
    refetchInterval: open > 0 || isSending ? intervalMs : false,
  });

  const { refetch } = changes;
  useEffect(() => {
    setShownFilter(client, spelt);
    // One that was shown before does not know what changed since.
    if (isThere) void refetch();
  }, [client, spelt, isThere, refetch]);

  return {
    library: data,
    /** The filter of the library that is there, spelt as in an address; `null` while it is asked for. */
    filter: isThere ? spelt : null,
    isUnreachable: changes.failureCount > 0 || asking.failureCount > 1,
    /** When the studio last answered (Unix milliseconds); 0 before it ever did. */
    answeredAt: Math.max(changes.dataUpdatedAt, asking.dataUpdatedAt),
  };
}
