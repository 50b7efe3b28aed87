import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Trouble } from '@/components/ui/trouble';
import { limitOptions } from '@/lib/client/money-queries';
import { LimitForm } from './limit-form';
import { LimitLine } from './limit-line';

/** What may be spent in a day, what of it is spent, and the way to change that. */
export function LimitSection() {
  const t = useTranslations('spending');
  const format = useFormatter();
  const { data: view, isError } = useQuery(limitOptions());
  const [isEditing, setIsEditing] = useState(false);
  const editButton = useRef<HTMLButtonElement>(null);

  function finish() {
    setIsEditing(false);
    requestAnimationFrame(() => editButton.current?.focus());
  }

  const resetsAt =
    view && format.dateTime(view.resets_at * 1_000, { dateStyle: 'medium', timeStyle: 'short' });

  return (
    <section aria-labelledby="limit" className="space-y-3">
      <h2 id="limit" className="font-medium text-13 text-muted">
        {t('limitTitle')}
      </h2>
      {isError && <Trouble>{t('failed')}</Trouble>}
      {view && (
        <div className="space-y-4 rounded-tile border border-line bg-panel p-4 sm:p-5">
          {view.limit ? <LimitLine /> : <p>{t('noLimit')}</p>}
          {view.limit && (
            <p className="text-13 text-muted">
              {t('limitDay', { zone: view.time_zone, when: resetsAt ?? '' })}{' '}
              {view.limit.amount !== null && t(`unpricedSaid.${view.limit.unpriced}`)}{' '}
              {view.spent.unpriced > 0 && view.limit.amount !== null && (
                <span className="text-unsure">{t('unpricedToday', { count: view.spent.unpriced })}</span>
              )}
            </p>
          )}
          {view.waiting > 0 && <p className="text-13 text-unsure">{t('waiting', { count: view.waiting })}</p>}
          {view.source === 'environment' && <p className="text-13 text-muted">{t('limitElsewhere')}</p>}
          {isEditing ? (
            <LimitForm limit={view.limit} onDone={finish} />
          ) : (
            view.source !== 'environment' && (
              <Button ref={editButton} onClick={() => setIsEditing(true)}>
                {t(view.limit ? 'changeLimit' : 'setLimit')}
              </Button>
            )
          )}
        </div>
      )}
    </section>
  );
}
