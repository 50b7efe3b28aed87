import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { chargeOfRefusal } from '@/components/studio/charge';
import { showToast } from '@/components/ui/toast';
import { ApiError } from '@/lib/client/api';
import { changeVideo, type VideoAction } from '@/lib/client/change-video';
import { layOverVideo } from '@/lib/client/live-library';
import { makeKey } from '@/lib/client/make-key';
import { messageOf } from '@/lib/client/message-of';

/** Does an action to a video and shows what came of it at once; a failure is said in passing. */
export function useVideoAction(id: string) {
  const t = useTranslations('gallery');
  const client = useQueryClient();
  const [isActing, setIsActing] = useState(false);
  const unanswered = useRef<{ action: VideoAction; key: string } | null>(null);

  /** Returns whether it was done. */
  async function act(action: VideoAction): Promise<boolean> {
    setIsActing(true);
    // A press after one that was never answered means the same: it must not cost twice.
    const key = unanswered.current?.action === action ? unanswered.current.key : makeKey();
    unanswered.current = null;
    try {
      layOverVideo(client, await changeVideo(id, action, key));
      if (action === 'retry') void showToast(t('retried'));
      return true;
    } catch (error) {
      if (error instanceof ApiError && chargeOfRefusal(error.code) === 'maybe')
        unanswered.current = { action, key };
      void showToast(t('actionFailed', { message: messageOf(error) }));
      return false;
    } finally {
      setIsActing(false);
    }
  }

  return { act, isActing };
}
