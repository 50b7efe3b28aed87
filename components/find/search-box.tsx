import { Search, X } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useSearch } from './use-search';

/** By this the key and the palette find it. */
export const searchBoxId = 'find-search';

/** The field in which prompts are searched. Escape empties it, and then leaves it. */
export function SearchBox({ className = '' }: { className?: string }) {
  const t = useTranslations('find');
  const input = useRef<HTMLInputElement>(null);
  const { text, type, ask, clear, composition } = useSearch();

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') ask(text);
    else if (event.key !== 'Escape') return;
    else if (text === '') event.currentTarget.blur();
    else clear();
    event.preventDefault();
  }

  return (
    <div className={`relative flex items-center ${className}`}>
      <Search
        size={16}
        strokeWidth={1.5}
        aria-hidden
        className="pointer-events-none absolute left-2.5 text-faint"
      />
      <input
        ref={input}
        id={searchBoxId}
        type="search"
        enterKeyHint="search"
        aria-label={t('search')}
        aria-keyshortcuts="F"
        placeholder={t('search')}
        title={t('searchHint')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        {...composition}
        className="h-8 w-full rounded-control border border-line bg-panel pr-8 pl-8 text-13 text-text transition-colors duration-150 ease-settle placeholder:text-faint hover:border-line-strong pointer-coarse:h-10 pointer-coarse:pr-10 pointer-coarse:text-16 [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label={t('searchClear')}
          title={t('searchClear')}
          onClick={() => {
            clear();
            input.current?.focus();
          }}
          className="absolute right-0 flex size-8 items-center justify-center rounded-control text-faint hover:text-text pointer-coarse:size-10"
        >
          <X size={14} strokeWidth={1.5} aria-hidden />
        </button>
      )}
    </div>
  );
}
