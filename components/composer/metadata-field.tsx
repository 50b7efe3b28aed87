import { useTranslations } from 'use-intl';
import { fillDraft, useDraft } from '@/components/studio/draft';
import { Button } from '@/components/ui/button';
import { findJsonFault } from './json-fault';
import { TextField } from './more-fields';
import type { FieldProps } from './refusal';
import { faultOfMetadata } from './to-create';

/** What is wrong with a JSON text, and where, in words; `null` where it is right. */
export function useJsonWords(): (text: string) => string | null {
  const t = useTranslations('settingsMore');
  return (text) => {
    const fault = findJsonFault(text);
    if (fault === null) return null;
    const { line, column, found } = fault;
    const place = { line: String(line), column: String(column) };
    return found === null ? t('jsonEnds', place) : t('jsonWrong', { ...place, found });
  };
}

/** A JSON text over several lines, or `null` where it is none or looks so already. */
function formatted(text: string): string | null {
  try {
    const next = JSON.stringify(JSON.parse(text), null, 2);
    return next === text ? null : next;
  } catch {
    return null;
  }
}

/** An object of one's own, checked as it is typed. */
export function MetadataField({ control }: { control: FieldProps }) {
  const t = useTranslations('composer');
  const more = useTranslations('settingsMore');
  const wordsOf = useJsonWords();
  const metadata = useDraft((draft) => draft.metadata);
  const isWrong = faultOfMetadata(metadata) !== null;
  const tidy = metadata.trim() === '' || isWrong ? null : formatted(metadata);
  return (
    <div className="space-y-2">
      <TextField
        label={t('metadata')}
        control={control}
        value={metadata}
        isCode
        rows={2}
        placeholder='{"style": "film"}'
        error={isWrong ? (wordsOf(metadata) ?? more('jsonNoObject')) : null}
        onChange={(value) => fillDraft({ metadata: value })}
      />
      {tidy !== null && <Button onClick={() => fillDraft({ metadata: tidy })}>{more('formatJson')}</Button>}
    </div>
  );
}
