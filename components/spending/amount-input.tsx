import { FormField, inputLook } from '@/components/ui/form-field';

type AmountInputProps = {
  label: string;
  hint?: string;
  value: string;
  /** Said behind the figure. */
  unit?: string;
  isWhole?: boolean;
  error?: string | null;
  onChange: (value: string) => void;
};

/** A field for an amount of money, or for a count. */
export function AmountInput({ label, hint, value, unit, isWhole, error = null, onChange }: AmountInputProps) {
  return (
    <FormField label={label} hint={hint} error={error}>
      {(ids) => (
        <div className="flex items-center gap-2">
          <input
            {...ids}
            value={value}
            inputMode={isWhole ? 'numeric' : 'decimal'}
            autoComplete="off"
            maxLength={12}
            onChange={(event) => onChange(event.target.value)}
            className={`${inputLook} h-9 max-w-32 tabular-nums pointer-coarse:h-10`}
          />
          {unit && <span className="text-13 text-muted">{unit}</span>}
        </div>
      )}
    </FormField>
  );
}
