import { Search, X } from 'lucide-react';
import { type ComponentProps, type KeyboardEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useSearch } from './use-search';

type SearchBoxProps = {
  label: string;
  value: string;
  onSearch: (next: string, before: string) => void;
  className?: string;
} & Pick<ComponentProps<'input'>, 'id' | 'title' | 'aria-keyshortcuts'>;

/** A field in which something is searched. Escape empties it, and then leaves it. */
export function SearchBox({ label, value, onSearch, className = '', ...rest }: SearchBoxProps) {
  const t = useTranslations('common');
  const input = useRef<HTMLInputElement>(null);
  const { text, type, searchNow, clear, composition } = useSearch(value, onSearch);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') searchNow();
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
        type="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        {...composition}
        {...rest}
        className="h-8 w-full rounded-control border border-line bg-panel pr-8 pl-8 text-13 text-text transition-colors duration-150 ease-settle placeholder:text-faint hover:border-line-strong pointer-coarse:h-10 pointer-coarse:pr-10 pointer-coarse:text-16 [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label={t('clearSearch')}
          title={t('clearSearch')}
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
