import { Play } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { useBatchAction } from './use-batch-action';

/** Lets the batch of a paused video go on. */
export function ResumeBatch({ id }: { id: string }) {
  const t = useTranslations('batches');
  const { act, isActing } = useBatchAction(id);
  return (
    <Button
      className="border-line-strong"
      disabled={isActing}
      title={t('resumeHint')}
      onClick={() => void act('resume')}
    >
      <Play size={16} strokeWidth={1.5} aria-hidden />
      {t('resume')}
    </Button>
  );
}
