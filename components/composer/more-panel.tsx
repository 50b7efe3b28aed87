import { Braces } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { PresetRow } from '@/components/prompts/preset-row';
import { openDialog } from '@/components/studio/dialogs';
import { fillDraft, useDraft, useSettings } from '@/components/studio/draft';
import { Button } from '@/components/ui/button';
import type { Model } from '@/lib/providers/wire';
import { FieldFault } from './field-fault';
import type { TakeFiles } from './image-slot';
import { NumberField, SelectField, TextField } from './more-fields';
import { OptionField } from './option-field';
import { RareSettings } from './rare-settings';
import { ReferenceSlots } from './reference-slots';
import { type FieldProps, fieldProps, useFaultyField } from './refusal';
import { SeedField } from './seed-field';

function Fps({ model, control }: { model: Model; control: FieldProps }) {
  const t = useTranslations('composer');
  const fps = useDraft((draft) => draft.fps);
  const limits = model.firstframe.fps;
  if (limits === null) return null;
  if (limits.values.length === 0) {
    return (
      <NumberField
        label={t('fps')}
        control={control}
        value={fps}
        minimum={limits.minimum ?? 1}
        maximum={limits.maximum}
        step={limits.step ?? 1}
        onChange={(value) => fillDraft({ fps: value })}
      />
    );
  }
  return (
    <SelectField
      label={t('fps')}
      control={control}
      value={fps === null ? '' : String(fps)}
      choices={['', ...limits.values.map(String)]}
      emptyLabel={t('providersChoice')}
      onChange={(value) => fillDraft({ fps: value === '' ? null : Number(value) })}
    />
  );
}

/** What the chosen model takes beyond the words and the chips. What it does not take is not here. */
export function MorePanel({ model, onFiles }: { model: Model; onFiles: TakeFiles }) {
  const t = useTranslations('composer');
  const request = useTranslations('request');
  const headingId = useId();
  const panel = useRef<HTMLElement>(null);
  const draft = useSettings();
  const faulty = useFaultyField();
  const { seed, negative_prompt, options } = model.firstframe;

  // The bar scrolls where it has no room for all of it, and whoever opens this wants to see it.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  return (
    <section
      ref={panel}
      aria-labelledby={headingId}
      className="mt-3 max-h-[45dvh] space-y-4 overflow-y-auto border-line border-t pt-3"
    >
      <h2 id={headingId} className="sr-only">
        {t('more')}
      </h2>
      <PresetRow />
      <ReferenceSlots model={model} faulty={faulty} onFiles={onFiles} />
      <FieldFault of={['references']} model={model} />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Fps model={model} control={fieldProps('fps', faulty)} />
        {seed && (
          <div className="col-span-2">
            <SeedField control={fieldProps('seed', faulty)} />
          </div>
        )}
        <div className="col-span-full empty:hidden">
          <FieldFault of={['fps', 'seed']} model={model} />
        </div>
        {options
          .filter(({ is_rare: isRare }) => !isRare)
          .map((option) => (
            <OptionField key={option.name} option={option} model={model} />
          ))}
      </div>
      {negative_prompt && (
        <div>
          <TextField
            label={t('negativePrompt')}
            control={fieldProps('negativePrompt', faulty)}
            value={draft.negativePrompt}
            rows={2}
            onChange={(value) => fillDraft({ negativePrompt: value })}
          />
          <FieldFault of={['negativePrompt']} model={model} />
        </div>
      )}
      <RareSettings model={model} />
      <Button look="bare" className="-ml-3" onClick={() => openDialog({ name: 'request' })}>
        <Braces size={16} strokeWidth={1.5} aria-hidden />
        {request('show')}
      </Button>
    </section>
  );
}
