import { useTranslations } from 'use-intl';
import { Dialog } from '@/components/ui/dialog';
import { NewsForm } from './news-form';

/** How to be told that a video ended. */
export function NewsDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('news');
  return (
    <Dialog title={t('title')} width="narrow" onClose={onClose}>
      <NewsForm />
    </Dialog>
  );
}
