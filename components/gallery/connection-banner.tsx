import { Unplug } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { useKept } from '@/components/offline/use-kept';
import { useNow } from '@/components/studio/now';

/** What was kept is on the screen so long after it was found. */
const takenInMs = 5_000;

/**
 * Says that the studio does not answer, over what it stands above, so that nothing below it moves. What is on the screen stays,
 * since it is still true. `answeredAt` is 0 where no answer has come at all.
 */
export function ConnectionBanner({ answeredAt, className = '' }: { answeredAt: number; className?: string }) {
  const t = useTranslations('gallery');
  const shell = useTranslations('shell');
  const format = useFormatter();
  const now = useNow();
  const kept = useKept();
  // What the studio has answered since is not what was kept.
  const isKept = kept !== null && answeredAt <= kept.toldAt + takenInMs;
  return (
    <div className={`sticky top-[var(--cover,3.5rem)] z-15 h-0 ${className}`}>
      <div className="flex translate-y-2 items-start gap-2 rounded-tile border border-line-strong bg-panel px-4 py-3 text-13 shadow-raised">
        <Unplug size={16} strokeWidth={1.5} aria-hidden className="mt-px shrink-0 text-unsure" />
        <div className="flex flex-1 flex-wrap justify-between gap-x-4">
          <p role="alert">{isKept ? t('offline') : shell('unreachable')}</p>
          {/* It changes every second, so it is kept out of what is read aloud. */}
          {answeredAt > 0 && (
            <p className="text-muted tabular-nums">
              {t('lastSeen', { ago: format.relativeTime(isKept ? kept.keptAt : answeredAt, now) })}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
