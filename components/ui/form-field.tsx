import { type ReactNode, useId } from 'react';

/** How everything that is typed into looks. */
export const inputLook =
  'w-full rounded-control border border-line-strong bg-page px-3 text-14 text-text transition-colors duration-150 ease-settle placeholder:text-faint aria-invalid:border-failed pointer-coarse:text-16';

/** What ties an input to its words. */
export type FieldIds = { id: string; 'aria-describedby': string; 'aria-invalid': true | undefined };

export type FormFieldProps = {
  label: string;
  /** Said beside the label of a field that may stay empty. */
  note?: string;
  hint?: ReactNode;
  /** Why it was not taken. */
  error: string | null;
  children: (ids: FieldIds) => ReactNode;
};

/** A label over an input, and under it a hint or, where it was not taken, why. */
export function FormField({ label, note, hint, error, children }: FormFieldProps) {
  const id = useId();
  const wordsId = `${id}-words`;
  return (
    <div className="min-w-0 space-y-1.5">
      <label htmlFor={id} className="flex items-baseline gap-2 font-medium text-13">
        {label}
        {note && <span className="font-normal text-faint">{note}</span>}
      </label>
      {children({ id, 'aria-describedby': wordsId, 'aria-invalid': error !== null || undefined })}
      <div id={wordsId} className="text-13">
        {error !== null && <p className="break-words text-failed">{error}</p>}
        {hint && <p className="text-muted">{hint}</p>}
      </div>
    </div>
  );
}
