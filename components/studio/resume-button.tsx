import { Play } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { useResume } from './use-resume';

type ResumeButtonProps = {
  provider: { id: string; label: string };
  /** Where there is little room, one word has to do. */
  isShort?: boolean;
  onResumed?: () => void;
};

/** Says that what a provider refused was seen to, so that what waits for it is sent. */
export function ResumeButton({ provider, isShort = false, onResumed }: ResumeButtonProps) {
  const t = useTranslations('held');
  const { resume, isResuming } = useResume(provider);

  return (
    <Button
      className="border-line-strong"
      aria-label={t('resume')}
      disabled={isResuming}
      title={t('resumeHint')}
      onClick={async () => (await resume()) && onResumed?.()}
    >
      <Play size={16} strokeWidth={1.5} aria-hidden />
      {t(isShort ? 'resumeShort' : 'resume')}
    </Button>
  );
}
