import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { usePendingSends } from '@/components/studio/pending-sends';
import { catchUp, openCountOptions } from '@/lib/client/live-library';
import { libraryOptions } from '@/lib/client/video-queries';

const intervalMs = 1_000;
const longestPauseMs = 10_000;

/**
 * The library, kept up to date: about once a second only what changed is asked for, as long as something is open and
 * the tab is seen. When the studio does not answer, what is on the screen stays, and asking goes on more slowly.
 */
export function useLiveLibrary() {
  const client = useQueryClient();
  const library = useInfiniteQuery({ ...libraryOptions(), retry: true });
  const isSending = usePendingSends().length > 0;
  const isLoaded = library.data !== undefined;
  const openAtFirst = library.data?.pages[0]?.firstframe.open;

  useEffect(() => {
    if (openAtFirst !== undefined) client.setQueryData(openCountOptions().queryKey, openAtFirst);
  }, [client, openAtFirst]);

  const { data: open = 0 } = useQuery(openCountOptions());
  const changes = useQuery({
    queryKey: ['changes'],
    queryFn: ({ signal }) => catchUp(client, signal),
    enabled: isLoaded,
    retry: false,
    gcTime: 0,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => {
      if (state.status === 'error')
        return Math.min(longestPauseMs, intervalMs * 2 ** Math.min(state.errorUpdateCount, 4));
      return open > 0 || isSending ? intervalMs : false;
    },
  });

  return {
    library,
    isUnreachable: changes.isError || library.failureCount > 1,
    answeredAt: changes.dataUpdatedAt,
  };
}
