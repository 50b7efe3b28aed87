import { useId, useState } from 'react';
import type { FieldProps } from './refusal';

const inputLook =
  'w-full min-w-0 rounded-control border border-line bg-raised px-3 text-13 text-text transition-colors duration-150 ease-settle placeholder:text-faint aria-invalid:border-failed pointer-coarse:text-16';
const lineHeight = 'h-8 pointer-coarse:h-10';
const labelLook = 'mb-1 block text-13 text-muted';

type NumberFieldProps = {
  label: string;
  control: FieldProps;
  value: number | null;
  minimum?: number | null;
  maximum?: number | null;
  step?: number | 'any';
  placeholder?: string;
  onChange: (value: number | null) => void;
};

/** A number that may be left open. It counts as soon as it is one within the limits, and is marked until then. */
export function NumberField({
  label,
  control,
  value,
  minimum = null,
  maximum = null,
  step = 'any',
  placeholder,
  onChange,
}: NumberFieldProps) {
  const [text, setText] = useState(value === null ? '' : String(value));
  const [shown, setShown] = useState(value);
  // It was changed from elsewhere, as by rolling the dice.
  if (shown !== value) {
    setShown(value);
    setText(value === null ? '' : String(value));
  }
  const read = (words: string) => (words.trim() === '' ? null : Number(words));
  const isLegal = (number: number | null) =>
    number === null ||
    (Number.isFinite(number) &&
      (step !== 1 || Number.isInteger(number)) &&
      number >= (minimum ?? number) &&
      number <= (maximum ?? number));

  function change(words: string) {
    setText(words);
    const number = read(words);
    if (!isLegal(number)) return;
    setShown(number);
    onChange(number);
  }

  return (
    <div className="min-w-0 flex-1">
      <label htmlFor={control.id} className={labelLook}>
        {label}
      </label>
      <input
        {...control}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        placeholder={placeholder}
        aria-invalid={!isLegal(read(text)) || control['aria-invalid']}
        onChange={(event) => change(event.target.value)}
        onBlur={() => setText(value === null ? '' : String(value))}
        className={`${inputLook} ${lineHeight} tabular-nums`}
      />
    </div>
  );
}

type SelectFieldProps = {
  label: string;
  control: FieldProps;
  value: string;
  choices: readonly string[];
  /** What the empty choice is called. */
  emptyLabel?: string;
  onChange: (value: string) => void;
};

export function SelectField({ label, control, value, choices, emptyLabel, onChange }: SelectFieldProps) {
  return (
    <div className="min-w-0">
      <label htmlFor={control.id} className={labelLook}>
        {label}
      </label>
      <select
        {...control}
        value={choices.includes(value) ? value : ''}
        onChange={(event) => onChange(event.target.value)}
        className={`${inputLook} ${lineHeight} cursor-pointer`}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice === '' ? emptyLabel : choice}
          </option>
        ))}
      </select>
    </div>
  );
}

type TextFieldProps = {
  label: string;
  control: FieldProps;
  value: string;
  /** More than one makes it a box. */
  rows?: number;
  isCode?: boolean;
  placeholder?: string;
  error?: string | null;
  onChange: (value: string) => void;
};

export function TextField({
  label,
  control,
  value,
  rows = 1,
  isCode = false,
  placeholder,
  error = null,
  onChange,
}: TextFieldProps) {
  const errorId = `${useId()}-error`;
  const describedBy = [control['aria-describedby'], error === null ? undefined : errorId].filter(Boolean);
  const shared = {
    id: control.id,
    value,
    placeholder,
    autoComplete: 'off',
    spellCheck: !isCode,
    'aria-invalid': error !== null || control['aria-invalid'],
    'aria-describedby': describedBy.join(' ') || undefined,
  };
  const look = `${inputLook} ${isCode ? 'font-mono' : ''}`;
  return (
    <div className="min-w-0">
      <label htmlFor={control.id} className={labelLook}>
        {label}
      </label>
      {rows > 1 ? (
        <textarea
          {...shared}
          rows={rows}
          onChange={(event) => onChange(event.target.value)}
          className={`${look} field-sizing-content block max-h-40 min-h-8 resize-none py-1.5`}
        />
      ) : (
        <input
          {...shared}
          onChange={(event) => onChange(event.target.value)}
          className={`${look} ${lineHeight}`}
        />
      )}
      {error !== null && (
        <p id={errorId} className="mt-1 break-words text-13 text-failed">
          {error}
        </p>
      )}
    </div>
  );
}
