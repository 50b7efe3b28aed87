import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { usePendingSends } from '@/components/studio/pending-sends';
import { changesOptions, noteBatches, openCountOptions } from '@/lib/client/live-library';
import { libraryOptions } from '@/lib/client/video-queries';

const intervalMs = 1_000;

/**
 * The library, kept up to date: about once a second only what changed is asked for, as long as something is open and
 * the tab is seen. When the studio does not answer, what is on the screen stays, and asking goes on more slowly.
 */
export function useLiveLibrary() {
  const client = useQueryClient();
  const library = useInfiniteQuery({ ...libraryOptions(), retry: true });
  const isSending = usePendingSends().length > 0;
  const atFirst = library.data?.pages[0]?.firstframe;
  const openAtFirst = atFirst?.open;
  const batchesAtFirst = atFirst?.batches;

  useEffect(() => {
    if (openAtFirst !== undefined) client.setQueryData(openCountOptions().queryKey, openAtFirst);
  }, [client, openAtFirst]);

  useEffect(() => noteBatches(client, batchesAtFirst), [client, batchesAtFirst]);

  const { data: open = 0 } = useQuery(openCountOptions());
  const changes = useQuery({
    ...changesOptions(client),
    enabled: library.data !== undefined,
    refetchInterval: open > 0 || isSending ? intervalMs : false,
  });

  // An older page that was on its way puts back the pages as they were when it was asked for.
  const pageCount = library.data?.pages.length ?? 0;
  const { refetch } = changes;
  useEffect(() => {
    if (pageCount > 1) void refetch();
  }, [pageCount, refetch]);

  return {
    library,
    isUnreachable: changes.failureCount > 0 || library.failureCount > 1,
    /** When the studio last answered (Unix milliseconds); 0 before it ever did. */
    answeredAt: Math.max(changes.dataUpdatedAt, library.dataUpdatedAt),
  };
}
