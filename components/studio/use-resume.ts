import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { showToast } from '@/components/ui/toast';
import { resumeProvider } from '@/lib/client/change-provider';
import { messageOf } from '@/lib/client/message-of';
import { providerKeys } from '@/lib/client/provider-queries';

/** Says that what a provider refused was seen to, so that what waits for it is sent; a failure is said in passing. */
export function useResume({ id, label }: { id: string; label: string }) {
  const t = useTranslations('held');
  const client = useQueryClient();
  const [isResuming, setIsResuming] = useState(false);

  /** Returns whether it was done. */
  async function resume(): Promise<boolean> {
    setIsResuming(true);
    try {
      await resumeProvider(id);
      void showToast(t('resumed', { label }));
      await client.invalidateQueries({ queryKey: providerKeys.all });
      return true;
    } catch (error) {
      void showToast(t('notResumed', { message: messageOf(error) }));
      return false;
    } finally {
      setIsResuming(false);
    }
  }

  return { resume, isResuming };
}
