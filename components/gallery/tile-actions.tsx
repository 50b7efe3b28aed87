import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import type { Video } from '@/lib/jobs/wire';
import type { TileKind } from './tile-state';
import { useVideoAction } from './use-video-action';

/** The ways out of a state that needs a person. Sending again may cost twice, so it asks once more. */
export function TileActions({ video, kind }: { video: Video; kind: TileKind }) {
  const t = useTranslations('gallery');
  const { act, isActing } = useVideoAction(video.id);
  const [isAsking, setIsAsking] = useState(false);

  if (kind === 'unsure') {
    return (
      <div className="pointer-events-auto mt-2 flex flex-wrap gap-2">
        {isAsking ? (
          <Button
            look="danger"
            className="h-auto min-h-8 shrink py-1 text-left"
            disabled={isActing}
            onClick={() => act('send-again')}
          >
            {t('unsureMenu.sendAgainWarning')}
          </Button>
        ) : (
          <Button disabled={isActing} onClick={() => setIsAsking(true)}>
            {t('unsureMenu.sendAgain')}
          </Button>
        )}
        <Button look="bare" disabled={isActing} onClick={() => act('give-up')}>
          {t('unsureMenu.giveUp')}
        </Button>
      </div>
    );
  }
  if (kind !== 'failed') return null;
  return (
    <div className="pointer-events-auto mt-2 flex flex-wrap gap-2">
      <Button disabled={isActing} onClick={() => act('retry')}>
        {t('retry')}
      </Button>
    </div>
  );
}
