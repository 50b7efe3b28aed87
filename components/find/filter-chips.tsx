import { ListFilter } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { isFiltered } from '@/components/library/filter';
import { setFilter, useFilter } from '@/components/library/use-filter';
import { openDialog } from '@/components/studio/dialogs';
import { Button } from '@/components/ui/button';
import { chosenOf } from './change-filter';
import { FilterChip } from './filter-chip';
import { filterKinds, isWorthwhile } from './filter-kinds';
import { useCountWords } from './use-count-words';
import { useFilterWords } from './use-filter-words';

/**
 * The ways to filter, and what is chosen. Where there is room, all of them; elsewhere those that are chosen, and a button
 * that shows all.
 */
export function FilterChips() {
  const t = useTranslations('find');
  const filter = useFilter();
  const { facets, isPending, words, lookAgain } = useFilterWords();
  const count = filterKinds.filter((kind) => chosenOf(filter, kind).length > 0).length;
  const hasChosen = count > 0;
  const countWords = useCountWords();
  const openProjects = (close: () => void) => {
    close();
    // The focus goes back to the chip first, so that the dialog can give it back there too.
    requestAnimationFrame(() => openDialog({ name: 'projects' }));
  };

  return (
    <>
      <Button
        aria-haspopup="dialog"
        aria-label={hasChosen ? t('filtersSet', { count }) : t('filters')}
        onClick={() => openDialog({ name: 'filters' })}
        className="xl:hidden"
      >
        <ListFilter size={16} strokeWidth={1.5} aria-hidden />
        <span className="max-sm:sr-only">{t('filters')}</span>
        {hasChosen && <span className="tabular-nums">{count}</span>}
      </Button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a box of its own, and nothing is filled in here. */}
      <div
        role="group"
        aria-label={t('filters')}
        className={`chip-row -m-1 min-w-0 items-center gap-2 overflow-x-auto p-1 pr-6 max-sm:order-last max-sm:basis-full xl:flex ${isFiltered(filter) ? 'flex' : 'hidden'}`}
      >
        {/* A phone has room for it here alone. */}
        <span className="shrink-0 text-13 text-muted tabular-nums sm:hidden">{countWords}</span>
        {filterKinds.map((kind) => {
          const isChosen = chosenOf(filter, kind).length > 0;
          // All at once or not at all, so that none moves when one more turns out to be worth showing.
          if (!isChosen && (isPending || !isWorthwhile(kind, filter, facets))) return null;
          return (
            <span key={kind} className={isChosen ? 'contents' : 'contents max-xl:hidden'}>
              <FilterChip
                kind={kind}
                facets={facets}
                words={words}
                onOpen={lookAgain}
                footer={
                  kind !== 'project'
                    ? undefined
                    : (close) => (
                        <Button
                          look="bare"
                          onClick={() => openProjects(close)}
                          className="mt-1 w-full justify-start rounded-none border-line border-t px-2.5"
                        >
                          {t('manageProjects')}
                        </Button>
                      )
                }
              />
            </span>
          );
        })}
        {isFiltered(filter) && (
          <Button look="bare" onClick={() => setFilter({})} className="px-2">
            {t('clear')}
          </Button>
        )}
      </div>
    </>
  );
}
