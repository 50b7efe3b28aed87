import { useQuery } from '@tanstack/react-query';
import { Copy, ImageDown, ImagePlus, type LucideIcon, StepForward } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { findModel } from '@/components/composer/narrow-choices';
import { mostOf } from '@/components/composer/to-create';
import { useSettings } from '@/components/studio/draft';
import { Button } from '@/components/ui/button';
import { modelOptions } from '@/lib/client/model-queries';
import type { PlayerActions } from './player-actions';

type ActionProps = { icon: LucideIcon; label: string; title?: string; isBusy: boolean; onClick: () => void };

function Action({ icon: Icon, label, title, isBusy, onClick }: ActionProps) {
  return (
    <Button look="bare" title={title} disabled={isBusy} onClick={onClick}>
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      {label}
    </Button>
  );
}

/** What becomes of the frame that is shown. On a phone they slide sideways. */
export function FrameButtons({ actions, isBusy }: { actions: PlayerActions; isBusy: boolean }) {
  const t = useTranslations('player');
  const pictures = useTranslations('pictures');
  const settings = useSettings();
  const { data: models } = useQuery(modelOptions());
  const model = models ? findModel(models.data, settings) : null;
  const takesLast = model !== null && mostOf(model, 'last_frame') > 0;
  return (
    <div className="chip-row -ml-3 flex items-center gap-1 overflow-x-auto">
      <Action
        icon={ImagePlus}
        label={pictures('useFrame')}
        isBusy={isBusy}
        onClick={() => actions.takeFrame('firstFrame')}
      />
      {takesLast && (
        <Action
          icon={ImagePlus}
          label={t('useAsLast')}
          isBusy={isBusy}
          onClick={() => actions.takeFrame('lastFrame')}
        />
      )}
      <Action
        icon={StepForward}
        label={t('extend')}
        title={t('extendHint')}
        isBusy={isBusy}
        onClick={actions.extend}
      />
      <Action icon={Copy} label={t('copy')} isBusy={isBusy} onClick={actions.copy} />
      <Action icon={ImageDown} label={t('save')} isBusy={isBusy} onClick={actions.save} />
    </div>
  );
}
