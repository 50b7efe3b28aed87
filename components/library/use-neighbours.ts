import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { libraryOptions } from '@/lib/client/video-queries';

/** Where a video stands in what the gallery shows. */
export type Place = {
  /** From 0; `-1` where the gallery does not show it, or does not know it yet. */
  index: number;
  total: number;
  /** The ids of the videos before and after it. */
  newer: string | undefined;
  older: string | undefined;
};

/** Where a video stands, and what is beside it: loaded where it is not there yet, since the gallery under a room does not scroll. */
export function useNeighbours(id: string): Place {
  const {
    data: library,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
  } = useInfiniteQuery({ ...libraryOptions(), enabled: false });
  const ids = library?.pages.flatMap((page) => page.data.map((each) => each.id)) ?? [];
  const index = ids.indexOf(id);
  const isNearEnd = index >= 0 && index >= ids.length - 2;
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isNearEnd, hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    index,
    total: library?.pages[0]?.firstframe.total ?? ids.length,
    newer: index > 0 ? ids[index - 1] : undefined,
    older: index >= 0 ? ids[index + 1] : undefined,
  };
}
