import { useTranslations } from 'use-intl';
import { fillDraft, getDraft, useDraft } from '@/components/studio/draft';
import type { Model, WireOption } from '@/lib/providers/wire';
import { FieldFault } from './field-fault';
import { useJsonWords } from './metadata-field';
import { NumberField, SelectField, TextField } from './more-fields';
import { type FieldProps, fieldProps, useFaultyField } from './refusal';
import { spellOption } from './spell-option';

type ControlProps = { option: WireOption; control: FieldProps };

function Control({ option, control }: ControlProps) {
  const t = useTranslations('composer');
  const wordsOf = useJsonWords();
  const { name, type, choices, minimum, maximum } = option;
  const text = useDraft((draft) => draft.options[name] ?? '');
  const write = (value: string) => fillDraft({ options: { ...getDraft().options, [name]: value } });
  const label = spellOption(name);

  if (type === 'integer' || type === 'number') {
    return (
      <NumberField
        label={label}
        control={control}
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
        control={control}
        value={text}
        choices={known}
        emptyLabel={t('providersChoice')}
        onChange={write}
      />
    );
  }
  return (
    <TextField
      label={label}
      control={control}
      value={text}
      isCode={type === 'json'}
      rows={type === 'json' ? 2 : 1}
      error={type === 'json' && text.trim() !== '' ? wordsOf(text) : null}
      onChange={write}
    />
  );
}

/** A field of one provider alone, drawn by its type. Its name is the provider's own word, so it is not translated. */
export function OptionField({ option, model }: { option: WireOption; model: Model }) {
  const faulty = useFaultyField();
  const { name, type, choices } = option;
  const isWide = type === 'json' || (type === 'text' && choices.length === 0);
  return (
    <div className={isWide ? 'col-span-2' : ''}>
      <Control option={option} control={fieldProps(`option:${name}`, faulty)} />
      <FieldFault of={[`option:${name}`]} model={model} />
    </div>
  );
}
