import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { showToast } from '@/components/ui/toast';
import { changeVideo } from '@/lib/client/change-video';
import { layOverVideo } from '@/lib/client/live-library';
import { makeKey } from '@/lib/client/make-key';
import { messageOf } from '@/lib/client/message-of';
import { formatPrice, toMicros } from '@/lib/jobs/price';
import { ActionDialog } from './action-dialog';
import { clearSelection } from './selection-store';
import { useSummary } from './use-summary';

/** So many are asked for at the same time; the studio sends them no faster than their providers allow. */
const handsAtOnce = 4;

/** Sends the failed ones of some videos again, after saying how many and what that costs. */
export function RetryDialog({ ids, onClose }: DialogPart<'retryMany'>) {
  const t = useTranslations('selection.retryMany');
  const language = useLocale();
  const client = useQueryClient();
  const summary = useSummary(ids);
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  /** What each is sent under: a press after one that was not answered means the same, and must not cost twice. */
  const keys = useRef(new Map<string, string>());
  const sent = useRef(new Set<string>());

  const waiting = (summary?.retryable ?? []).filter((id) => !sent.current.has(id));
  const prices = (summary?.retry_cost ?? []).map(({ amount, currency }) =>
    formatPrice(toMicros(amount), currency, language),
  );

  async function sendAgain(): Promise<void> {
    const queue = [...waiting];
    const failures: string[] = [];
    setProgress({ done: 0, total: queue.length });
    const work = async () => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        const key = keys.current.get(id) ?? makeKey();
        keys.current.set(id, key);
        try {
          layOverVideo(client, await changeVideo(id, 'retry', key));
          sent.current.add(id);
        } catch (error) {
          failures.push(messageOf(error));
        }
        setProgress((before) => before && { ...before, done: before.done + 1 });
      }
    };
    await Promise.all(Array.from({ length: handsAtOnce }, work));
    setProgress(null);
    const [first] = failures;
    if (first === undefined) {
      clearSelection();
      onClose();
      void showToast(t('sent', { count: sent.current.size }));
    } else void showToast(t('failed', { count: failures.length, message: first }));
  }

  return (
    <ActionDialog
      title={t('title')}
      action={t('send', { count: waiting.length })}
      canAct={waiting.length > 0 && progress === null}
      onAct={sendAgain}
      onClose={onClose}
    >
      <div className="space-y-2">
        <p>{t('text', { count: waiting.length, all: ids.length })}</p>
        {prices.length > 0 && <p>{t('cost', { price: prices.join(' + ') })}</p>}
        {summary !== undefined && summary.retry_unpriced > 0 && (
          <p className="text-muted">{t('unpriced', { count: summary.retry_unpriced })}</p>
        )}
        {progress && (
          <p role="status" className="flex items-center gap-3 text-13 text-muted tabular-nums">
            <progress value={progress.done} max={progress.total} className="h-1 flex-1" />
            {progress.done} / {progress.total}
          </p>
        )}
      </div>
    </ActionDialog>
  );
}
