import { useTranslations } from 'use-intl';
import { ViewControls } from '@/components/gallery/view-controls';
import { isFiltered } from '@/components/library/filter';
import { useFilter } from '@/components/library/use-filter';
import { usePendingSends } from '@/components/studio/pending-sends';
import { late } from '@/components/ui/late';
import { LibraryCount } from './library-count';
import { LibrarySearch } from './library-search';
import { useTotals } from './use-totals';
import { useWayToTrash } from './use-way-to-trash';

const FilterChips = late(() => import('./filter-chips').then((module) => module.FilterChips));

/** One row over the gallery: what is looked for, and how many that are. An empty gallery has none. */
export function Toolbar() {
  const t = useTranslations('find');
  const filter = useFilter();
  const { all } = useTotals();
  useWayToTrash();
  // It comes with the tile of the first create, so that the tile stays where it is when it becomes a video.
  const isSending = usePendingSends().length > 0;
  if (all === 0 && !isSending && !isFiltered(filter)) return null;
  return (
    <search
      aria-label={t('label')}
      className="flex min-h-11 items-center gap-x-3 gap-y-2 px-3 pb-2 max-sm:flex-wrap sm:px-4 xl:px-6"
    >
      <LibrarySearch hasKey className="min-w-0 max-sm:flex-1 sm:w-56 sm:shrink-0" />
      <FilterChips />
      <LibraryCount className="ml-auto max-sm:hidden" />
      <ViewControls />
    </search>
  );
}
