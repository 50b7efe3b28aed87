import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { spellFilter } from '@/components/library/filter';
import { useFilter } from '@/components/library/use-filter';
import { useTotals } from './use-totals';

/** How long a figure has to stand before it is said: what is typed letter by letter is said once. */
const settledAfterMs = 600;

/** How many videos are shown, and of how many. It is said aloud when the filter changed, and not at every new video. */
export function LibraryCount({ className = '' }: { className?: string }) {
  const t = useTranslations('find');
  const spelt = spellFilter(useFilter());
  const { shown, all } = useTotals();
  const [said, setSaid] = useState('');
  const lastSpelt = useRef(spelt);
  const isKnown = shown !== undefined && all !== undefined;
  const words = !isKnown ? '' : spelt === '' ? t('count', { count: all }) : t('countOf', { shown, all });

  useEffect(() => {
    if (words === '' || spelt === lastSpelt.current) return;
    const timer = setTimeout(() => {
      lastSpelt.current = spelt;
      setSaid(words);
    }, settledAfterMs);
    return () => clearTimeout(timer);
  }, [words, spelt]);

  return (
    <>
      <span className={`shrink-0 whitespace-nowrap text-13 text-muted tabular-nums ${className}`}>
        {words}
      </span>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}
