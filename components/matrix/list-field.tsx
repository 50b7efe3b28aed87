import { useState } from 'react';
import { FormField, inputLook } from '@/components/ui/form-field';
import { readList } from './read-list';

type ListFieldProps = {
  label: string;
  hint?: string;
  values: readonly string[];
  placeholder: string;
  isRight: (word: string) => boolean;
  /** What is said of words that are no such value. */
  sayWrong: (words: string) => string;
  onChange: (values: string[]) => void;
};

/** A list that is typed, where nobody has listed what there is. What is no value is named and left out. */
export function ListField({ label, hint, values, placeholder, isRight, sayWrong, onChange }: ListFieldProps) {
  const [text, setText] = useState(values.join(', '));
  const wrong = readList(text).filter((word) => !isRight(word));
  return (
    <FormField label={label} hint={hint} error={wrong.length > 0 ? sayWrong(wrong.join(', ')) : null}>
      {(ids) => (
        <input
          {...ids}
          value={text}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            onChange(readList(event.target.value).filter(isRight));
          }}
          className={`${inputLook} h-8 tabular-nums pointer-coarse:h-10`}
        />
      )}
    </FormField>
  );
}
