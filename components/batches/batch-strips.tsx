import { useQuery } from '@tanstack/react-query';
import { Layers, Pause, Play, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { InlineConfirm } from '@/components/ui/inline-confirm';
import { openBatchesOptions } from '@/lib/client/live-library';
import type { Batch } from '@/lib/jobs/batch-wire';
import { useBatchAction } from './use-batch-action';

function BatchStrip({ batch }: { batch: Batch }) {
  const t = useTranslations('batches');
  const { act, isActing } = useBatchAction(batch.id);
  const [isAsking, setIsAsking] = useState(false);
  const { status, count, counts } = batch;
  const hasMore = counts.waiting > 0;
  const isPaused = status === 'paused';
  const facts = [
    t('sent', { sent: counts.sent, count }),
    counts.completed > 0 && t('ready', { count: counts.completed }),
    counts.failed > 0 && t('failed', { count: counts.failed }),
    counts.unsure > 0 && t('unsure', { count: counts.unsure }),
    counts.cancelled > 0 && t('cancelled', { count: counts.cancelled }),
  ].filter(Boolean);

  async function cancel() {
    await act('cancel');
    setIsAsking(false);
  }

  return (
    <li className="relative overflow-hidden rounded-tile border border-line bg-panel text-13">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1 pr-1 pl-4">
        <Layers size={16} strokeWidth={1.5} aria-hidden className="shrink-0 text-muted" />
        <p className="min-w-0 flex-1 py-2 text-text tabular-nums">
          <span className="font-medium">{t(isPaused ? 'paused' : 'name')}</span>{' '}
          <span className="text-muted">{facts.join(' · ')}</span>
        </p>
        {hasMore && !isAsking && (
          <div className="flex gap-1">
            <Button
              look={isPaused ? 'quiet' : 'bare'}
              disabled={isActing}
              onClick={() => void act(isPaused ? 'resume' : 'pause')}
            >
              {isPaused ? (
                <Play size={16} strokeWidth={1.5} aria-hidden />
              ) : (
                <Pause size={16} strokeWidth={1.5} aria-hidden />
              )}
              {t(isPaused ? 'resume' : 'pause')}
            </Button>
            <Button look="bare" disabled={isActing} onClick={() => setIsAsking(true)}>
              <X size={16} strokeWidth={1.5} aria-hidden />
              {t('cancelRest')}
            </Button>
          </div>
        )}
      </div>
      {isAsking && (
        <div className="p-2 pt-0">
          <InlineConfirm
            action={hasMore ? t('cancelRest') : null}
            keep={t('keep')}
            isBusy={isActing}
            onConfirm={() => void cancel()}
            onCancel={() => setIsAsking(false)}
          >
            {t('cancelAsks', { waiting: counts.waiting, sent: counts.sent })}
          </InlineConfirm>
        </div>
      )}
      <span
        aria-hidden
        className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent transition-transform duration-200 ease-settle"
        style={{ transform: `scaleX(${counts.sent / Math.max(1, count)})` }}
      />
    </li>
  );
}

/**
 * The batches of which something is under way: how far they are, and the ways to stop what was not sent yet. Of those of
 * which all was sent only the newest has a line, since nothing can be done about the others.
 */
export function BatchStrips() {
  const t = useTranslations('batches');
  const { data: batches = [] } = useQuery(openBatchesOptions());
  const shown = batches.filter(({ counts }, index) => index === 0 || counts.waiting > 0);
  return (
    <section aria-label={t('label')}>
      <ul className="space-y-2 pt-4">
        {shown.map((batch) => (
          <BatchStrip key={batch.id} batch={batch} />
        ))}
      </ul>
    </section>
  );
}
