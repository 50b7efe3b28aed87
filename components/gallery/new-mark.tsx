import { useTranslations } from 'use-intl';

/** Says that a video came to its end while nobody was here. */
export function NewMark({ isOverPicture }: { isOverPicture: boolean }) {
  const t = useTranslations('tiles');
  return (
    <span
      aria-hidden
      className={`pointer-events-none absolute rounded-[4px] bg-accent-fill px-1.5 font-medium text-13 text-on-accent ${isOverPicture ? 'bottom-2 left-2' : 'top-2 right-2'}`}
    >
      {t('new')}
    </span>
  );
}
