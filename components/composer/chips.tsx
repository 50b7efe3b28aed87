import { Grid2x2Plus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { openDialog } from '@/components/studio/dialogs';
import { fillDraft, useSettings } from '@/components/studio/draft';
import { ChoiceChip } from '@/components/ui/choice-chip';
import { IconButton } from '@/components/ui/icon-button';
import type { Model } from '@/lib/providers/wire';
import type { Field } from './field';
import { FreeChip } from './free-chip';
import { ratioName } from './narrow-choices';
import { fieldProps } from './refusal';
import { choicesOf } from './to-create';

type ChipsProps = {
  models: readonly Model[];
  model: Model | null;
  /** Which of them the last refusal is about. */
  faulty: Field | null;
  onModel: (providerId: string, id: string) => void;
  onChoose: (changed: 'size' | 'seconds', wish: { size: string } | { seconds: number }) => void;
};

/** What most models take, for those of which nothing is known. */
export const usualSizes = [
  '1280x720',
  '720x1280',
  '1920x1080',
  '1080x1920',
  '1024x1024',
  '854x480',
  '480x854',
];
const usualSeconds = ['4', '5', '8', '10', '12'];

/** Separates provider and model in a choice's value; neither can hold it. */
const separator = '\n';

/** The choices besides the words. They slide sideways where the bar is narrow. */
export function Chips({ models, model, faulty, onModel, onChoose }: ChipsProps) {
  const t = useTranslations('composer');
  const units = useTranslations('common');
  const matrix = useTranslations('matrix');
  const draft = useSettings();
  if (!model) return <div className="h-8 flex-1 pointer-coarse:h-10" />;

  const { choices } = choicesOf(model, draft);
  const { sizes, seconds, maximum_takes } = model.firstframe;
  const lengths = seconds.values;
  const label = ({ firstframe, id }: Model) => ({
    value: `${firstframe.provider.id}${separator}${id}`,
    label: id,
    group: firstframe.provider.label,
  });

  return (
    <div className="chip-row -m-1 flex min-w-0 flex-1 items-center gap-2 overflow-x-auto p-1 pr-6">
      <ChoiceChip
        label={t('model')}
        value={label(model).value}
        choices={models.map(label)}
        control={fieldProps('model', faulty)}
        onChange={(value) => {
          const [providerId = '', id = ''] = value.split(separator);
          onModel(providerId, id);
        }}
      />
      {sizes.length > 0 ? (
        <ChoiceChip
          label={t('size')}
          control={fieldProps('size', faulty)}
          value={choices.size ?? ''}
          choices={sizes.map((size) => ({
            value: size,
            label: `${ratioName(size)} · ${size.replace('x', '×')}`,
          }))}
          onChange={(size) => onChoose('size', { size })}
        />
      ) : (
        <FreeChip
          label={t('size')}
          control={fieldProps('size', faulty)}
          value={draft.size ?? ''}
          pattern="\d+x\d+"
          placeholder="1280x720"
          suggestions={usualSizes}
          onChange={(size) => fillDraft({ size: size || null })}
        />
      )}
      {lengths.length > 0 ? (
        <ChoiceChip
          label={t('seconds')}
          control={fieldProps('seconds', faulty)}
          value={String(choices.seconds ?? '')}
          choices={lengths.map((seconds) => ({
            value: String(seconds),
            label: units('secondsShort', { seconds }),
          }))}
          onChange={(seconds) => onChoose('seconds', { seconds: Number(seconds) })}
        />
      ) : (
        <FreeChip
          label={t('seconds')}
          control={fieldProps('seconds', faulty)}
          value={draft.seconds === null ? '' : String(draft.seconds)}
          pattern="\d+(\.\d+)?"
          placeholder="5"
          suggestions={usualSeconds}
          onChange={(seconds) => fillDraft({ seconds: seconds === '' ? null : Number(seconds) })}
        />
      )}
      {maximum_takes > 1 && (
        <ChoiceChip
          label={t('takes')}
          control={fieldProps('takes', faulty)}
          value={String(Math.min(draft.takes, maximum_takes))}
          choices={Array.from({ length: maximum_takes }, (_, index) => ({
            value: String(index + 1),
            label: `×${index + 1}`,
          }))}
          onChange={(takes) => fillDraft({ takes: Number(takes) })}
        />
      )}
      <IconButton label={matrix('open')} onClick={() => openDialog({ name: 'matrix' })}>
        <Grid2x2Plus size={16} strokeWidth={1.5} aria-hidden />
      </IconButton>
    </div>
  );
}
