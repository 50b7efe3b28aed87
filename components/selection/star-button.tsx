import { Star } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Video } from '@/lib/jobs/wire';
import { useMarks } from './use-marks';

/** A star on a video, which is shown at once. */
export function StarButton({ video, className = '' }: { video: Video; className?: string }) {
  const t = useTranslations('selection');
  const { star } = useMarks();
  const isStarred = video.firstframe.starred === true;
  return (
    <button
      type="button"
      aria-pressed={isStarred}
      aria-label={t('star')}
      aria-keyshortcuts="s"
      title={t(isStarred ? 'unstarHint' : 'starHint')}
      onClick={() => void star([video.id], !isStarred)}
      className={`inline-flex size-8 shrink-0 items-center justify-center rounded-control transition-colors duration-150 ease-settle pointer-coarse:size-10 ${className}`}
    >
      <Star
        size={16}
        strokeWidth={1.5}
        aria-hidden
        fill={isStarred ? 'currentColor' : 'none'}
        className={isStarred ? 'text-accent' : ''}
      />
    </button>
  );
}
