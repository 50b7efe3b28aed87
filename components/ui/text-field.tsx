import type { ComponentProps } from 'react';
import { FormField, type FormFieldProps, inputLook } from './form-field';

type TextFieldProps = Omit<FormFieldProps, 'children'> &
  Omit<ComponentProps<'input'>, 'onChange' | 'id'> & { onChange: (value: string) => void };

/** A line of text with its label. */
export function TextField({ label, note, hint, error, onChange, className = '', ...input }: TextFieldProps) {
  return (
    <FormField label={label} note={note} hint={hint} error={error}>
      {(ids) => (
        <input
          autoComplete="off"
          {...input}
          {...ids}
          onChange={(event) => onChange(event.target.value)}
          className={`${inputLook} h-9 pointer-coarse:h-10 ${className}`}
        />
      )}
    </FormField>
  );
}
