import { ArrowLeftRight, ArrowRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { fillDraft, getDraft, useSettings } from '@/components/studio/draft';
import { swapFrames } from '@/components/studio/draft-slots';
import { IconButton } from '@/components/ui/icon-button';
import { ImageSlot, type ImageSlotProps } from './image-slot';

/** An arrow from the first frame to the slot of the last, and what swaps the two. */
export function LastFrame(props: Pick<ImageSlotProps, 'isCropped' | 'control' | 'onFiles'>) {
  const t = useTranslations('pictures');
  const { firstFrame, lastFrame } = useSettings();
  return (
    <div className="flex gap-1">
      <div className="flex flex-col items-center justify-between">
        <span className="flex h-20 items-center text-faint sm:h-22">
          <ArrowRight size={16} strokeWidth={1.5} aria-hidden />
        </span>
        <IconButton
          label={t('swap')}
          disabled={!firstFrame && !lastFrame}
          onClick={() => fillDraft(swapFrames(getDraft()))}
        >
          <ArrowLeftRight size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </div>
      <ImageSlot slot="lastFrame" image={lastFrame} {...props} />
    </div>
  );
}
