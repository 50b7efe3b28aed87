import { useTranslations } from 'use-intl';
import { TextField } from '@/components/ui/text-field';

/** The three letters of a currency. */
export function CurrencyField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations('spending');
  return (
    <TextField
      label={t('currency')}
      error={null}
      value={value}
      onChange={onChange}
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={3}
      className="max-w-24 uppercase"
    />
  );
}
