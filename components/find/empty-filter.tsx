import { SearchX, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { setFilter, useFilter } from '@/components/library/use-filter';
import { Button } from '@/components/ui/button';
import { withoutKind } from './change-filter';
import { describeFilter } from './describe-filter';
import { useFilterWords } from './use-filter-words';

/** What stands in place of the videos where none matches: what was asked, and the ways back. */
export function EmptyFilter() {
  const t = useTranslations('find');
  const filter = useFilter();
  const { words } = useFilterWords();
  const parts = describeFilter(filter, words);
  return (
    <section aria-label={t('none')} className="mx-auto flex max-w-xl flex-col items-center gap-4 px-4 py-24">
      <SearchX size={20} strokeWidth={1.5} aria-hidden className="text-faint" />
      <h2 className="text-balance text-center text-16 text-muted">{t('none')}</h2>
      <ul className="flex max-w-full flex-wrap justify-center gap-2">
        {parts.map(({ kind, words: said }) => (
          <li key={kind} className="max-w-full">
            <button
              type="button"
              aria-label={t('dropPart', { said })}
              title={t('dropPart', { said })}
              onClick={() => setFilter(withoutKind(filter, kind))}
              className="flex h-8 max-w-full items-center gap-1.5 rounded-control border border-line px-2.5 text-13 text-text transition-colors duration-150 ease-settle hover:bg-raised pointer-coarse:h-10"
            >
              <span className="truncate">{said}</span>
              <X size={14} strokeWidth={1.5} aria-hidden className="shrink-0 text-faint" />
            </button>
          </li>
        ))}
      </ul>
      <Button onClick={() => setFilter({})}>{t('clearAll')}</Button>
    </section>
  );
}
