import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FormField, inputLook } from '@/components/ui/form-field';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import type { Preset } from '@/lib/providers/wire';

type PresetFieldProps = {
  presets: readonly Preset[];
  /** The chosen preset's id, or empty. */
  value: string;
  /** Whether another choice would throw away what was written into the dialect. */
  isDialectEdited: boolean;
  error: string | null;
  onChange: (preset: string) => void;
};

/** Which preset it speaks. */
export function PresetField({ presets, value, isDialectEdited, error, onChange }: PresetFieldProps) {
  const t = useTranslations('providers');
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <div className="space-y-3">
      <FormField label={t('preset.label')} hint={value === '' ? t('preset.hint') : null} error={error}>
        {(ids) => (
          <span className="relative flex items-center">
            <select
              {...ids}
              value={value}
              onChange={(event) =>
                isDialectEdited ? setAsked(event.target.value) : onChange(event.target.value)
              }
              className={`choice-chip ${inputLook} h-9 cursor-pointer truncate pr-8 pointer-coarse:h-10`}
            >
              <option value="">{t('preset.none')}</option>
              {presets.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
            <ChevronDown
              size={14}
              strokeWidth={1.5}
              aria-hidden
              className="pointer-events-none absolute right-3 text-faint"
            />
          </span>
        )}
      </FormField>
      {asked !== null && (
        <InlineConfirm
          action={t('preset.replaceAction')}
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null);
            onChange(asked);
          }}
        >
          {t('preset.replaceQuestion')}
        </InlineConfirm>
      )}
    </div>
  );
}
