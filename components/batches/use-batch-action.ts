import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { showToast } from '@/components/ui/toast';
import { type BatchAction, changeBatch } from '@/lib/client/batches';
import { catchUp } from '@/lib/client/live-library';
import { messageOf } from '@/lib/client/message-of';

const catchUpWithinMs = 10_000;

/** Pauses, resumes or cancels a batch, and shows at once what that changed. */
export function useBatchAction(id: string) {
  const t = useTranslations('gallery');
  const client = useQueryClient();
  const [isActing, setIsActing] = useState(false);

  async function act(action: BatchAction): Promise<void> {
    setIsActing(true);
    try {
      await changeBatch(id, action);
      await catchUp(client, AbortSignal.timeout(catchUpWithinMs)).catch(() => {});
    } catch (error) {
      void showToast(t('actionFailed', { message: messageOf(error) }));
    } finally {
      setIsActing(false);
    }
  }

  return { act, isActing };
}
