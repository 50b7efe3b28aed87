import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import type { Video } from '@/lib/jobs/wire';
import { useChange } from './use-change';

/** The way on for a video that failed for what was asked: the same again would fail again. */
export function ChangeButton({ video }: { video: Video }) {
  const t = useTranslations('review');
  const change = useChange(video);
  return <Button onClick={change}>{t('change')}</Button>;
}
