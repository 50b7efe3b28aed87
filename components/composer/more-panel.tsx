import { Dices, X } from 'lucide-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { PresetRow } from '@/components/prompts/preset-row';
import { fillDraft, useDraft, useSettings } from '@/components/studio/draft';
import { IconButton } from '@/components/ui/icon-button';
import type { Model } from '@/lib/providers/wire';
import { ImageSlots } from './image-slots';
import { NumberField, SelectField, TextField } from './more-fields';
import { OptionField } from './option-field';
import { faultOfMetadata, mostOf } from './to-create';

/** Seeds that every provider takes: a signed 32-bit number is the least they have in common. */
const largestSeed = 2_147_483_647;

function Seed() {
  const t = useTranslations('composer');
  const seed = useDraft((draft) => draft.seed);
  return (
    <div className="flex items-end gap-1">
      <NumberField
        label={t('seed')}
        value={seed}
        step={1}
        placeholder={t('seedOpen')}
        onChange={(value) => fillDraft({ seed: value })}
      />
      <IconButton
        label={t('rollSeed')}
        onClick={() => fillDraft({ seed: Math.floor(Math.random() * largestSeed) })}
      >
        <Dices size={16} strokeWidth={1.5} aria-hidden />
      </IconButton>
      {seed !== null && (
        <IconButton label={t('clearSeed')} onClick={() => fillDraft({ seed: null })}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

function Fps({ model }: { model: Model }) {
  const t = useTranslations('composer');
  const fps = useDraft((draft) => draft.fps);
  const limits = model.firstframe.fps;
  if (limits === null) return null;
  if (limits.values.length === 0) {
    return (
      <NumberField
        label={t('fps')}
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
      value={fps === null ? '' : String(fps)}
      choices={['', ...limits.values.map(String)]}
      emptyLabel={t('providersChoice')}
      onChange={(value) => fillDraft({ fps: value === '' ? null : Number(value) })}
    />
  );
}

function Metadata() {
  const t = useTranslations('composer');
  const metadata = useDraft((draft) => draft.metadata);
  const fault = faultOfMetadata(metadata);
  return (
    <TextField
      label={t('metadata')}
      value={metadata}
      isCode
      rows={2}
      placeholder='{"style": "film"}'
      error={fault === null ? null : t('metadataWrong', { fault })}
      onChange={(value) => fillDraft({ metadata: value })}
    />
  );
}

/** What the chosen model takes beyond the words and the chips. What it does not take is not here. */
export function MorePanel({ model }: { model: Model }) {
  const t = useTranslations('composer');
  const headingId = useId();
  const draft = useSettings();
  const { maximum_takes, seed, negative_prompt, user, metadata, options } = model.firstframe;
  const takes = Array.from({ length: maximum_takes }, (_, index) => String(index + 1));

  return (
    <section
      aria-labelledby={headingId}
      className="mt-3 max-h-[45dvh] space-y-4 overflow-y-auto border-line border-t pt-3"
    >
      <h2 id={headingId} className="sr-only">
        {t('more')}
      </h2>
      <PresetRow />
      <ImageSlots model={model} />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {maximum_takes > 1 && (
          <SelectField
            label={t('takes')}
            value={String(Math.min(draft.takes, maximum_takes))}
            choices={takes}
            onChange={(value) => fillDraft({ takes: Number(value) })}
          />
        )}
        <Fps model={model} />
        {seed && (
          <div className="col-span-2">
            <Seed />
          </div>
        )}
        {user && (
          <div className="col-span-2">
            <TextField
              label={t('user')}
              value={draft.user}
              onChange={(value) => fillDraft({ user: value })}
            />
          </div>
        )}
        {options.map((option) => (
          <OptionField key={option.name} option={option} />
        ))}
      </div>
      {negative_prompt && (
        <TextField
          label={t('negativePrompt')}
          value={draft.negativePrompt}
          rows={2}
          onChange={(value) => fillDraft({ negativePrompt: value })}
        />
      )}
      {mostOf(model, 'first_frame') > 0 && (
        <TextField
          label={t('imageUrl')}
          value={draft.imageUrl}
          placeholder="https://…"
          onChange={(value) => fillDraft({ imageUrl: value })}
        />
      )}
      {metadata && <Metadata />}
    </section>
  );
}
