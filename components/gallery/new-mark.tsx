import { useTranslations } from 'use-intl';

/** Says that a video came to its end while nobody was here. Its tile's link says so too. */
export function NewMark({ className = '' }: { className?: string }) {
  const t = useTranslations('tiles');
  return (
    <span
      aria-hidden
      className={`tile-new rounded-[4px] bg-accent-fill px-1.5 font-medium text-13 text-on-accent ${className}`}
    >
      {t('new')}
    </span>
  );
}
