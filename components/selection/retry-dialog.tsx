import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { DialogPart } from '@/components/studio/dialogs-shown';
import { showToast } from '@/components/ui/toast';
import { formatPrice, toMicros } from '@/lib/jobs/price';
import { ActionDialog } from './action-dialog';
import { retryMany } from './retry-many';
import { clearSelection, useSelection } from './selection-store';
import { useSummary } from './use-summary';

/** Those that are being sent: out of which videos they were chosen, and how far it is. */
type Sending = { chosen: readonly string[]; done: number; total: number };

/** Sends the failed ones of the chosen videos again, after saying how many and what that costs. */
export function RetryDialog({ ids, onClose }: DialogPart<'retryMany'>) {
  const t = useTranslations('selection.retryMany');
  const language = useLocale();
  const client = useQueryClient();
  const selection = useSelection();
  const [sending, setSending] = useState<Sending | null>(null);
  /** Those that were sent since this was opened, also from a dialog before it, are chosen no more. */
  const chosen = useMemo(() => ids.filter((id) => selection.ids.has(id)), [ids, selection]);
  const summary = useSummary(sending?.chosen ?? chosen);

  const retryable = summary?.retryable ?? [];
  const waiting = retryable.filter((id) => selection.ids.has(id));
  // Once some were sent it is the price of too many, until it is known what the others cost.
  const isPriced = waiting.length === retryable.length;
  const prices = (summary?.retry_cost ?? []).map(({ amount, currency }) =>
    formatPrice(toMicros(amount), currency, language),
  );

  async function sendAgain(gone: AbortSignal): Promise<boolean> {
    setSending({ chosen, done: 0, total: waiting.length });
    const { sent, failures } = await retryMany(client, waiting, gone, () =>
      setSending((before) => before && { ...before, done: before.done + 1 }),
    );
    setSending(null);
    const [first] = failures;
    if (first !== undefined) void showToast(t('failed', { count: failures.length, message: first }));
    else if (sent > 0) void showToast(t('sent', { count: sent }));
    if (first !== undefined || gone.aborted) return false;
    clearSelection();
    return true;
  }

  return (
    <ActionDialog
      title={t('title')}
      action={t('send', { count: waiting.length })}
      canAct={waiting.length > 0 && sending === null}
      onAct={sendAgain}
      onClose={onClose}
    >
      <div className="space-y-2">
        {sending ? (
          <p role="status" className="flex items-center gap-3 text-13 text-muted tabular-nums">
            <progress value={sending.done} max={sending.total} className="h-1 flex-1" />
            {sending.done} / {sending.total}
          </p>
        ) : (
          <>
            <p>{t('text', { count: waiting.length, all: chosen.length })}</p>
            {isPriced && prices.length > 0 && <p>{t('cost', { price: prices.join(' + ') })}</p>}
            {isPriced && summary !== undefined && summary.retry_unpriced > 0 && (
              <p className="text-muted">{t('unpriced', { count: summary.retry_unpriced })}</p>
            )}
          </>
        )}
      </div>
    </ActionDialog>
  );
}
