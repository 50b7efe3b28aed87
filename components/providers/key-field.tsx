import { useTranslations } from 'use-intl';
import { CodeField } from '@/components/ui/code-field';
import type { ProviderView } from '@/lib/providers/wire';
import type { ProviderDraft } from './provider-draft';

type KeyFieldProps = {
  draft: ProviderDraft;
  /** The key that is stored, of which no more than its last four characters are known here. */
  stored: ProviderView['key'];
  error: string | null;
  onChange: (change: Partial<ProviderDraft>) => void;
};

/** The key: typed for a new provider; kept, replaced or removed for one that has one. */
export function KeyField({ draft, stored, error, onChange }: KeyFieldProps) {
  const t = useTranslations('providers');
  const choices = stored?.is_readable
    ? (['keep', 'replace', 'remove'] as const)
    : (['replace', 'remove'] as const);
  const words = {
    keep: t('key.keep', { lastFour: stored?.last_four ?? '' }),
    replace: t('key.replace'),
    remove: t('key.remove'),
  };
  return (
    <div className="space-y-3">
      {stored && (
        <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
          <legend className="mb-1.5 font-medium text-13">{t('key.stored')}</legend>
          {choices.map((choice) => (
            <label
              key={choice}
              className="flex min-h-8 cursor-pointer items-center gap-2 pointer-coarse:min-h-10"
            >
              <input
                type="radio"
                checked={draft.keyChoice === choice}
                onChange={() => onChange({ keyChoice: choice, apiKey: '' })}
                className="size-4 accent-accent"
              />
              {words[choice]}
            </label>
          ))}
          {error !== null && draft.keyChoice !== 'replace' && (
            <p className="w-full break-words text-13 text-failed">{error}</p>
          )}
        </fieldset>
      )}
      {draft.keyChoice === 'replace' && (
        <CodeField
          label={stored ? t('key.new') : t('key.label')}
          note={stored ? undefined : t('optional')}
          hint={t('key.hint')}
          error={error}
          type="password"
          value={draft.apiKey}
          onChange={(apiKey) => onChange({ apiKey })}
        />
      )}
    </div>
  );
}
