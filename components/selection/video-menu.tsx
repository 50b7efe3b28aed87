import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';
import { openMenu } from './open-menu';

/** Opens, in the review room, the menu that a video has in the gallery. */
export function VideoMenu({ id }: { id: string }) {
  const t = useTranslations('selection');
  return (
    <IconButton
      label={t('moreHint')}
      aria-haspopup="menu"
      onClick={({ currentTarget }) =>
        openMenu({ ids: [id], at: currentTarget.getBoundingClientRect(), place: 'room' })
      }
    >
      <Ellipsis size={20} strokeWidth={1.5} aria-hidden />
    </IconButton>
  );
}
