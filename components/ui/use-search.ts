import { useEffect, useRef, useState } from 'react';

/** Nothing is searched at every key, but when somebody pauses. */
const pauseMs = 200;

/**
 * What is typed into a search field, in step with what is searched, in both directions. While a word is being composed
 * (Chinese, Japanese) it is nobody's wish yet.
 * @param value what is searched now
 * @param onSearch called with what is to be searched from now on
 */
export function useSearch(value: string, onSearch: (next: string, before: string) => void) {
  const [text, setText] = useState(value);
  /** What was last searched, from here or from elsewhere. */
  const asked = useRef(value);
  const isComposing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    if (value === asked.current) return;
    clearTimeout(timer.current);
    asked.current = value;
    setText(value);
  }, [value]);

  useEffect(() => () => clearTimeout(timer.current), []);

  function search(typed: string) {
    clearTimeout(timer.current);
    const [next, before] = [typed.trim(), asked.current];
    if (next === before) return;
    asked.current = next;
    onSearch(next, before);
  }

  function type(typed: string) {
    setText(typed);
    clearTimeout(timer.current);
    if (!isComposing.current) timer.current = setTimeout(search, pauseMs, typed);
  }

  return {
    text,
    type,
    /** Searches what is typed without waiting for a pause. */
    searchNow: () => search(text),
    clear: () => {
      setText('');
      search('');
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
