import { useEffect, useRef, useState } from 'react';
import { spellFilter } from '@/components/library/filter';
import { useFilter } from '@/components/library/use-filter';
import { useCountWords } from './use-count-words';

/** How long a figure has to stand before it is said: what is typed letter by letter is said once. */
const settledAfterMs = 600;

/** How many videos are shown, and of how many. It is said aloud when the filter changed, and not at every new video. */
export function LibraryCount({ className = '' }: { className?: string }) {
  const spelt = spellFilter(useFilter());
  const words = useCountWords();
  const [said, setSaid] = useState('');
  const lastSpelt = useRef(spelt);

  useEffect(() => {
    if (words === '' || spelt === lastSpelt.current) return;
    // The same figure of another filter is news as well.
    setSaid('');
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
