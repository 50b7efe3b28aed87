import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { showToast } from '@/components/ui/toast';
import { changeVideo, trashVideo } from '@/lib/client/change-video';
import { catchUp, layOverVideo } from '@/lib/client/live-library';
import { makeKey } from '@/lib/client/make-key';
import { messageOf } from '@/lib/client/message-of';

/** The tile goes with the next poll in any case. */
const catchUpWithinMs = 5_000;

/** Moves a video to the trash, says so, and offers to undo it. */
export function useTrash(id: string): () => Promise<void> {
  const t = useTranslations();
  const client = useQueryClient();

  async function tell(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const message = messageOf(error);
      void showToast(t('gallery.actionFailed', { message }));
    }
  }

  return () =>
    tell(async () => {
      await trashVideo(id);
      await catchUp(client, AbortSignal.timeout(catchUpWithinMs)).catch(() => {});
      const restore = async () => layOverVideo(client, await changeVideo(id, 'restore', makeKey()));
      void showToast(t('review.deleted'), { label: t('common.undo'), onClick: () => void tell(restore) });
    });
}
