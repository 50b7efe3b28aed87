import { useTranslations } from 'use-intl';
import { isFiltered } from '@/components/library/filter';
import { useFilter } from '@/components/library/use-filter';
import { useTotals } from './use-totals';

/** How many videos are shown, and of how many; empty until that is known. */
export function useCountWords(): string {
  const t = useTranslations('find');
  const filter = useFilter();
  const { shown, all } = useTotals();
  if (shown === undefined || all === undefined) return '';
  return isFiltered(filter) ? t('countOf', { shown, all }) : t('count', { count: all });
}
