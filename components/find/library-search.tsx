import { useTranslations } from 'use-intl';
import { currentFilter, setFilter, useFilter } from '@/components/library/use-filter';
import { SearchBox } from '@/components/ui/search-box';

/** By this the key and the palette find the field. */
export const librarySearchId = 'find-search';

/** The field in which prompts are searched; what it says is in the address. @param hasKey whether its key leads here */
export function LibrarySearch({ className, hasKey = false }: { className?: string; hasKey?: boolean }) {
  const t = useTranslations('find');
  const { q = '' } = useFilter();
  return (
    <SearchBox
      id={librarySearchId}
      label={t('search')}
      {...(hasKey && { title: t('searchHint'), 'aria-keyshortcuts': 'F' })}
      value={q}
      // Searching is one step, which going back undoes; the letters that follow belong to it.
      onSearch={(next, before) =>
        setFilter({ ...currentFilter(), q: next }, { isStep: before === '' || next === '' })
      }
      className={className}
    />
  );
}
