import { useState } from 'react';

type FreeChipProps = {
  label: string;
  value: string;
  /** What may be written, as a regular expression. */
  pattern: string;
  placeholder: string;
  onChange: (value: string) => void;
};

/** A choice that nobody has listed, written by hand. It counts once it reads as one; until then it is marked. */
export function FreeChip({ label, value, pattern, placeholder, onChange }: FreeChipProps) {
  const [text, setText] = useState(value);
  const isLegal = text === '' || new RegExp(`^${pattern}$`).test(text);
  return (
    <input
      aria-label={label}
      aria-invalid={!isLegal || undefined}
      value={text}
      placeholder={placeholder}
      size={9}
      onChange={(event) => {
        const next = event.target.value.trim();
        setText(next);
        if (next === '' || new RegExp(`^${pattern}$`).test(next)) onChange(next);
      }}
      className="h-8 shrink-0 rounded-control border border-line bg-raised px-3 text-13 tabular-nums placeholder:text-faint aria-invalid:border-failed pointer-coarse:h-10 pointer-coarse:text-16"
    />
  );
}
