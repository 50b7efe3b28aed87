import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { spellFilter } from '@/components/library/filter';
import { useFilter } from '@/components/library/use-filter';
import { libraryOptions } from '@/lib/client/live-library';
import { totalOptions } from '@/lib/client/organise';

/** How many videos the filter lets through, and how many there are; `undefined` until that is known. */
export type Totals = { shown: number | undefined; all: number | undefined };

/** The totals of the gallery as it is shown; they follow what changes. */
export function useTotals(): Totals {
  const client = useQueryClient();
  const filter = useFilter();
  const isFiltered = spellFilter(filter) !== '';
  const { data: library } = useQuery({
    ...libraryOptions(client, filter),
    enabled: false,
    placeholderData: keepPreviousData,
  });
  const { data: all } = useQuery({
    ...totalOptions({}, library?.cursor ?? 0),
    enabled: isFiltered && library !== undefined,
    placeholderData: keepPreviousData,
  });
  return { shown: library?.total, all: isFiltered ? all : library?.total };
}
