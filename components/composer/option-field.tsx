import { useTranslations } from 'use-intl';
import { fillDraft, getDraft, useDraft } from '@/components/studio/draft';
import type { WireOption } from '@/lib/providers/wire';
import { NumberField, SelectField, TextField } from './more-fields';

/** `guidance_scale` as people write it. */
function spell(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A field of one provider alone, drawn by its type. Its name is the provider's own word, so it is not translated. */
export function OptionField({ option }: { option: WireOption }) {
  const t = useTranslations('composer');
  const { name, type, choices, minimum, maximum } = option;
  const text = useDraft((draft) => draft.options[name] ?? '');
  const write = (value: string) => fillDraft({ options: { ...getDraft().options, [name]: value } });
  const label = spell(name);

  if (type === 'integer' || type === 'number') {
    return (
      <NumberField
        label={label}
        value={text === '' ? null : Number(text)}
        minimum={minimum}
        maximum={maximum}
        step={type === 'integer' ? 1 : 'any'}
        onChange={(value) => write(value === null ? '' : String(value))}
      />
    );
  }
  if (type === 'boolean' || choices.length > 0) {
    const known = type === 'boolean' ? ['', 'true', 'false'] : ['', ...choices];
    return (
      <SelectField
        label={label}
        value={text}
        choices={known}
        emptyLabel={t('providersChoice')}
        onChange={write}
      />
    );
  }
  const isWrong = type === 'json' && text.trim() !== '' && !isJson(text);
  return (
    <div className="col-span-2">
      <TextField
        label={label}
        value={text}
        isCode={type === 'json'}
        rows={type === 'json' ? 2 : 1}
        error={isWrong ? t('optionWrong') : null}
        onChange={write}
      />
    </div>
  );
}
