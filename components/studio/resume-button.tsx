import { useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { showToast } from '@/components/ui/toast';
import { resumeProvider } from '@/lib/client/change-provider';
import { messageOf } from '@/lib/client/message-of';
import { providerKeys } from '@/lib/client/provider-queries';

type ResumeButtonProps = {
  provider: { id: string; label: string };
  /** Where there is little room, one word has to do. */
  isShort?: boolean;
  onResumed?: () => void;
};

/** Says that what a provider refused was seen to, so that what waits for it is sent. */
export function ResumeButton({ provider, isShort = false, onResumed }: ResumeButtonProps) {
  const t = useTranslations('held');
  const client = useQueryClient();
  const [isResuming, setIsResuming] = useState(false);

  async function resume() {
    setIsResuming(true);
    try {
      await resumeProvider(provider.id);
      void showToast(t('resumed', { label: provider.label }));
      onResumed?.();
      await client.invalidateQueries({ queryKey: providerKeys.all });
    } catch (error) {
      void showToast(t('notResumed', { message: messageOf(error) }));
    } finally {
      setIsResuming(false);
    }
  }

  return (
    <Button
      className="border-line-strong"
      aria-label={t('resume')}
      disabled={isResuming}
      title={t('resumeHint')}
      onClick={resume}
    >
      <Play size={16} strokeWidth={1.5} aria-hidden />
      {t(isShort ? 'resumeShort' : 'resume')}
    </Button>
  );
}
