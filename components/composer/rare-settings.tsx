import { ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { fillDraft, useSettings } from '@/components/studio/draft';
import type { Model } from '@/lib/providers/wire';
import type { Field } from './field';
import { FieldFault } from './field-fault';
import { MetadataField } from './metadata-field';
import { TextField } from './more-fields';
import { OptionField } from './option-field';
import { fieldProps, useFaultyField } from './refusal';

/** What few ever need, folded away; it opens by itself where something in it is wrong. */
export function RareSettings({ model }: { model: Model }) {
  const t = useTranslations('composer');
  const more = useTranslations('settingsMore');
  const draft = useSettings();
  const faulty = useFaultyField();
  const [isOpen, setIsOpen] = useState(false);
  const { user, metadata, options } = model.firstframe;
  const rare = options.filter(({ is_rare: isRare }) => isRare);
  const fields: Field[] = [
    ...(user ? (['user'] as const) : []),
    ...(metadata ? (['metadata'] as const) : []),
    ...rare.map(({ name }): Field => `option:${name}`),
  ];
  const isWrong = faulty !== null && fields.includes(faulty);
  useEffect(() => {
    if (isWrong) setIsOpen(true);
  }, [isWrong]);
  if (fields.length === 0) return null;
  const texts = [user ? draft.user : '', metadata ? draft.metadata : ''];
  const count = [...texts, ...rare.map(({ name }) => draft.options[name] ?? '')].filter(
    (text) => text.trim() !== '',
  ).length;

  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)} className="group">
      <summary className="-mx-1 flex h-8 w-fit cursor-pointer items-center gap-1 rounded-control px-1 text-13 text-muted hover:text-text pointer-coarse:h-10">
        <ChevronRight
          size={16}
          strokeWidth={1.5}
          aria-hidden
          className="transition-transform duration-150 ease-settle group-open:rotate-90"
        />
        {count > 0 ? more('rareSet', { count }) : more('rare')}
      </summary>
      <div className="mt-2 space-y-4">
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {user && (
            <div className="col-span-2">
              <TextField
                label={t('user')}
                control={fieldProps('user', faulty)}
                value={draft.user}
                onChange={(value) => fillDraft({ user: value })}
              />
              <FieldFault of={['user']} model={model} />
            </div>
          )}
          {rare.map((option) => (
            <OptionField key={option.name} option={option} model={model} />
          ))}
        </div>
        {metadata && (
          <div>
            <MetadataField control={fieldProps('metadata', faulty)} />
            <FieldFault of={['metadata']} model={model} />
          </div>
        )}
      </div>
    </details>
  );
}
