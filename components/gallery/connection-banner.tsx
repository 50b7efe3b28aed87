import { Unplug } from 'lucide-react';
import { useTranslations } from 'use-intl';

/** Says that the studio does not answer. What is on the screen stays, since it is still true. */
export function ConnectionBanner() {
  const t = useTranslations('shell');
  return (
    <p
      role="alert"
      className="sticky top-16 z-10 mt-3 flex items-start gap-2 rounded-tile border border-line bg-raised px-4 py-3 text-13 text-text"
    >
      <Unplug size={16} strokeWidth={1.5} aria-hidden className="mt-px shrink-0 text-unsure" />
      {t('unreachable')}
    </p>
  );
}
