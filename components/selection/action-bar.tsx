import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';
import { useBusy } from './busy';
import { FittingActions } from './fitting-actions';
import { clearSelection } from './selection-store';
import { useManyEntries } from './use-many-entries';

/**
 * What can be done to what is chosen, at the foot of the gallery, in the place of the composer: that keeps its room meanwhile,
 * so that nothing moves and the last row stays in sight.
 */
export function ActionBar({ ids }: { ids: readonly string[] }) {
  const t = useTranslations('selection');
  const entries = useManyEntries(ids);
  const busy = useBusy();

  return (
    <section
      aria-label={t('bar')}
      className="fixed inset-x-0 bottom-0 z-30 mx-auto w-full max-w-[1040px] sm:bottom-4 sm:px-4"
    >
      <div className="flex items-center gap-1 border-line border-t bg-panel p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] shadow-raised sm:rounded-bar sm:pb-2 sm:border">
        <IconButton label={t('clear')} aria-keyshortcuts="Escape" onClick={clearSelection}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
        <p className="shrink-0 pr-2 text-13 tabular-nums max-sm:hidden">
          {t('count', { count: ids.length })}
        </p>
        <p aria-hidden className="shrink-0 pr-1 text-13 tabular-nums sm:hidden">
          {ids.length}
        </p>
        {busy && ids.length > 1 ? (
          <p role="status" className="ml-auto flex items-center gap-3 px-2 text-13 text-muted tabular-nums">
            <progress value={busy.done} max={busy.total} className="h-1 w-24" />
            {t('busy', { done: busy.done, total: busy.total })}
          </p>
        ) : (
          <FittingActions ids={ids} entries={entries} />
        )}
      </div>
    </section>
  );
}
