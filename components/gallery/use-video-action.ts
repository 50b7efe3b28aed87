import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { showToast } from '@/components/ui/toast';
import { changeVideo, type VideoAction } from '@/lib/client/change-video';
import { layOverVideo } from '@/lib/client/live-library';

/** Does an action to a video and shows what came of it at once; a failure is said in passing. */
export function useVideoAction(id: string) {
  const t = useTranslations('gallery');
  const client = useQueryClient();
  const [isActing, setIsActing] = useState(false);

  async function act(action: VideoAction): Promise<void> {
    setIsActing(true);
    try {
      layOverVideo(client, await changeVideo(id, action));
      if (action === 'retry') void showToast(t('retried'));
    } catch (error) {
      void showToast(t('actionFailed', { message: error instanceof Error ? error.message : String(error) }));
    } finally {
      setIsActing(false);
    }
  }

  return { act, isActing };
}
