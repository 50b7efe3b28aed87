import { useEffect, useRef, useState } from 'react';
import { currentFilter, setFilter, useFilter } from '@/components/library/use-filter';

/** The studio is asked when somebody pauses, not at every key. */
const pauseMs = 200;

/**
 * What is typed into a search field, and the address kept in step with it, in both directions. While a word is being
 * composed (Chinese, Japanese) it is nobody's wish yet.
 */
export function useSearch() {
  const { q = '' } = useFilter();
  const [text, setText] = useState(q);
  /** What the address was last given, or gave. */
  const asked = useRef(q);
  const isComposing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    if (q === asked.current) return;
    clearTimeout(timer.current);
    asked.current = q;
    setText(q);
  }, [q]);

  useEffect(() => () => clearTimeout(timer.current), []);

  function ask(typed: string) {
    clearTimeout(timer.current);
    const next = typed.trim();
    if (next === asked.current) return;
    // Searching is one step, which going back undoes; the letters that follow belong to it.
    const isStep = asked.current === '' || next === '';
    asked.current = next;
    setFilter({ ...currentFilter(), q: next }, { isStep });
  }

  function type(typed: string) {
    setText(typed);
    clearTimeout(timer.current);
    if (!isComposing.current) timer.current = setTimeout(ask, pauseMs, typed);
  }

  return {
    text,
    type,
    ask,
    clear: () => {
      setText('');
      ask('');
    },
    composition: {
      onCompositionStart: () => {
        isComposing.current = true;
        clearTimeout(timer.current);
      },
      onCompositionEnd: (event: { currentTarget: HTMLInputElement }) => {
        isComposing.current = false;
        type(event.currentTarget.value);
      },
    },
  };
}
