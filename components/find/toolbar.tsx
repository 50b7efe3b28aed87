import { useTranslations } from 'use-intl';
import { ViewControls } from '@/components/gallery/view-controls';
import { isFiltered } from '@/components/library/filter';
import { useFilter } from '@/components/library/use-filter';
import { late } from '@/components/ui/late';
import { LibraryCount } from './library-count';
import { LibrarySearch } from './library-search';
import { useTotals } from './use-totals';
import { useWayToTrash } from './use-way-to-trash';

const FilterChips = late(() => import('./filter-chips').then((module) => module.FilterChips));

/** One row over the gallery: what is looked for, and how many that are. Over an empty gallery there is only its place. */
export function Toolbar() {
  const t = useTranslations('find');
  const filter = useFilter();
  const { all } = useTotals();
  useWayToTrash();
  // Its place is kept, so that nothing moves when it turns out that there is nothing, nor when the first video comes.
  const isEmpty = all === 0 && !isFiltered(filter);
  return (
    <search
      aria-label={t('label')}
      className={`flex min-h-11 items-center gap-x-3 gap-y-2 px-3 pb-2 max-sm:flex-wrap sm:px-4 xl:px-6 ${isEmpty ? 'invisible' : ''}`}
    >
      <LibrarySearch hasKey className="min-w-0 max-sm:flex-1 sm:w-56 sm:shrink-0" />
      <FilterChips />
      <LibraryCount className="ml-auto max-sm:hidden" />
      <ViewControls />
    </search>
  );
}
