import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { showToast } from '@/components/ui/toast';
import type { VideoAction } from '@/lib/client/change-video';
import { messageOf } from '@/lib/client/message-of';
import { actOnVideo } from './act-on-video';

/** Does an action to a video and shows what came of it at once; a failure is said in passing. */
export function useVideoAction(id: string) {
  const t = useTranslations('gallery');
  const client = useQueryClient();
  const [isActing, setIsActing] = useState(false);

  /** Returns whether it was done. */
  async function act(action: VideoAction): Promise<boolean> {
    setIsActing(true);
    try {
      await actOnVideo(client, id, action);
      if (action === 'retry') void showToast(t('retried'));
      return true;
    } catch (error) {
      void showToast(t('actionFailed', { message: messageOf(error) }));
      return false;
    } finally {
      setIsActing(false);
    }
  }

  return { act, isActing };
}
