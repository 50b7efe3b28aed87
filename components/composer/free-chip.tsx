import { useState } from 'react';

type FreeChipProps = {
  label: string;
  value: string;
  /** What may be written, as a regular expression. */
  pattern: string;
  placeholder: string;
  isInvalid?: boolean;
  onChange: (value: string) => void;
};

/**
 * A choice that nobody has listed, written by hand. It counts as soon as it reads as one and is marked until then; what
 * never does is taken back on leaving, so that what is seen is what is sent.
 */
export function FreeChip({ label, value, pattern, placeholder, isInvalid = false, onChange }: FreeChipProps) {
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
    <input
      aria-label={label}
      aria-invalid={isInvalid || !isLegal(text) || undefined}
      value={text}
      placeholder={placeholder}
      size={9}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => change(event.target.value.trim())}
      onBlur={() => setText(value)}
      className="h-8 shrink-0 rounded-control border border-line bg-raised px-3 text-13 tabular-nums placeholder:text-faint aria-invalid:border-failed pointer-coarse:h-10 pointer-coarse:text-16"
    />
  );
}
