import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { spellFilter } from '@/components/library/filter';
import { useFilter } from '@/components/library/use-filter';
import { totalOptions } from '@/lib/client/organise';
import { libraryOptions } from '@/lib/client/video-queries';

/** How many videos the filter lets through, and how many there are; `undefined` until that is known. */
export type Totals = { shown: number | undefined; all: number | undefined };

/** The totals of the gallery as it is shown; they follow what changes. */
export function useTotals(): Totals {
  const filter = useFilter();
  const isFiltered = spellFilter(filter) !== '';
  const { data: library } = useInfiniteQuery({ ...libraryOptions(), enabled: false });
  const first = library?.pages[0]?.firstframe;
  const { data: shown } = useQuery({
    ...totalOptions(filter, first?.cursor ?? 0),
    enabled: isFiltered && first !== undefined,
    placeholderData: keepPreviousData,
  });
  return { shown: isFiltered ? shown : first?.total, all: first?.total };
}
