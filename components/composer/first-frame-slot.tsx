import { ImagePlus, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { fillDraft, useDraft } from '@/components/studio/draft';
import type { FieldProps } from './refusal';

type FirstFrameSlotProps = {
  /** Its id, and what is wrong with it. */
  control: FieldProps;
  onChoose: () => void;
};

/** The slot at the left of the bar: a dashed tile with a plus, or the chosen image. */
export function FirstFrameSlot({ control, onChoose }: FirstFrameSlotProps) {
  const t = useTranslations('composer.firstFrame');
  const frame = useDraft((draft) => draft.firstFrame);

  if (!frame) {
    return (
      <button
        type="button"
        id={control.id}
        aria-describedby={control['aria-describedby']}
        onClick={onChoose}
        aria-label={t('add')}
        className="flex size-16 shrink-0 flex-col items-center justify-center gap-1 rounded-tile border border-line-strong border-dashed text-faint transition-colors duration-150 ease-settle hover:border-accent hover:text-text sm:size-20"
      >
        <ImagePlus size={20} strokeWidth={1.5} aria-hidden />
        <span className="hidden text-13 sm:inline">{t('hint')}</span>
      </button>
    );
  }
  const { width, height } = frame;
  return (
    <div className="group relative size-16 shrink-0 sm:size-20">
      <button
        type="button"
        id={control.id}
        aria-describedby={control['aria-describedby']}
        onClick={onChoose}
        aria-label={t('replace', { width, height })}
        className={`size-full overflow-hidden rounded-tile border ${control['aria-invalid'] ? 'border-failed' : 'border-line'}`}
      >
        <img src={frame.url} alt={t('alt')} className="size-full object-cover" />
      </button>
      <button
        type="button"
        onClick={() => fillDraft({ firstFrame: null })}
        aria-label={t('remove')}
        title={t('remove')}
        className="absolute -top-2 -right-2 flex size-6 items-center justify-center rounded-full border border-line-strong bg-panel text-muted transition-colors duration-150 ease-settle after:absolute after:-inset-1 hover:text-text pointer-coarse:after:-inset-2"
      >
        <X size={14} strokeWidth={1.5} aria-hidden />
      </button>
    </div>
  );
}
