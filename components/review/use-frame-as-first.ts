import type { MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { grabFrame } from '@/components/pictures/grab-frame';
import { readPicture } from '@/components/pictures/read-picture';
import { fillWithUndo } from '@/components/studio/fill-with-undo';
import { leaveRoom } from '@/components/studio/room';
import { showToast } from '@/components/ui/toast';

/** Puts the frame that the room's player shows into the first-frame slot, and goes there. Can be undone. */
export function useFrameAsFirst(videoId: string): (event: MouseEvent) => Promise<void> {
  const t = useTranslations('pictures');
  const common = useTranslations('common');

  return async function take({ currentTarget }: MouseEvent) {
    const player = currentTarget.closest('[role="dialog"]')?.querySelector('video');
    if (!player || player.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    player.pause();
    const read = await readPicture(await grabFrame(player, videoId));
    if (!('image' in read)) return;
    const undo = fillWithUndo({ firstFrame: read.image });
    leaveRoom();
    void showToast(t('frameTaken'), {
      label: common('undo'),
      onClick: undo,
    });
  };
}
