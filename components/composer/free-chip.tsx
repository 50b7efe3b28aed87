import { useId, useState } from 'react';
import type { FieldProps } from './refusal';

type FreeChipProps = {
  label: string;
  value: string;
  /** What may be written, as a regular expression. */
  pattern: string;
  placeholder: string;
  /** Usual values, offered while one writes. */
  suggestions?: readonly string[];
  control: FieldProps;
  onChange: (value: string) => void;
};

/**
 * A choice that nobody has listed, written by hand. It counts as soon as it reads as one and is marked until then; what
 * never does is taken back on leaving, so that what is seen is what is sent.
 */
export function FreeChip({
  label,
  value,
  pattern,
  placeholder,
  suggestions = [],
  control,
  onChange,
}: FreeChipProps) {
  const listId = useId();
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  // It was changed from elsewhere, as by taking over the settings of another video.
  if (shown !== value) {
    setShown(value);
    setText(value);
  }
  const isLegal = (words: string) => words === '' || new RegExp(`^(?:${pattern})$`).test(words);

  function change(next: string) {
    setText(next);
    if (!isLegal(next)) return;
    setShown(next);
    onChange(next);
  }

  return (
    <label className="flex h-8 shrink-0 cursor-text items-center gap-2 rounded-control border border-line bg-raised pl-3 text-13 text-faint transition-colors duration-150 ease-settle has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent has-[:focus-visible]:outline-offset-2 has-[[aria-invalid]]:border-failed pointer-coarse:h-10">
      {label}
      <input
        {...control}
        aria-invalid={!isLegal(text) || control['aria-invalid']}
        value={text}
        placeholder={placeholder}
        list={suggestions.length > 0 ? listId : undefined}
        size={placeholder.length}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(event.target.value.trim())}
        onBlur={() => setText(value)}
        className="h-full rounded-r-control bg-transparent pr-3 text-text tabular-nums outline-none placeholder:text-faint pointer-coarse:text-16"
      />
      <datalist id={listId}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </label>
  );
}
