import { useTranslations } from 'use-intl';
import { chargeOfVideo } from '@/components/studio/charge';
import { isErrorCode } from '@/lib/errors';
import type { Video } from '@/lib/jobs/wire';
import { useDifference } from './use-difference';

/**
 * What a tile has no room to say: of a video that failed or is unsure, all that the review room says first; of another
 * one where it is not as asked, and the first of its warnings.
 */
export function useTileHint(video: Video): string | undefined {
  const t = useTranslations();
  const difference = useDifference(video);
  const charge = chargeOfVideo(video);
  if (charge) {
    const word = video.error?.code ?? 'submit_unconfirmed';
    const code = isErrorCode(word) ? word : 'internal';
    return [t(`errors.${code}`), t(`charged.${charge}`), t(`advice.${code}`)].join(' ');
  }
  const notes = [difference && t('gallery.gotInstead', difference), video.firstframe.warnings[0]?.message];
  return notes.filter(Boolean).join(' ') || undefined;
}
