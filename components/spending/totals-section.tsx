import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { spendingOptions } from '@/lib/client/money-queries';
import { formatPrice } from '@/lib/jobs/price';
import { DayChart } from './day-chart';
import { DayTable } from './day-table';
import { ModelTable } from './model-table';
import {
  dayIn,
  daysOf,
  type Period,
  periods,
  type Totals,
  totalsByDay,
  totalsByModel,
  totalsOf,
} from './summarise';

/** The sums of a period, each currency by itself, and what about them is not sure. */
function Headline({ totals }: { totals: Totals }) {
  const t = useTranslations('spending');
  const language = useLocale();
  const { money, videos, unsureVideos, unpriced } = totals;
  return (
    <div className="space-y-1 tabular-nums">
      {money.map(({ currency, micros, unsureMicros }) => (
        <p key={currency} className="flex flex-wrap items-baseline gap-x-3">
          <span className="text-28">{formatPrice(micros, currency, language)}</span>
          {unsureMicros > 0 && (
            <span className="text-13 text-unsure">
              {t('unsureBesides', { price: formatPrice(unsureMicros, currency, language) })}
            </span>
          )}
        </p>
      ))}
      <p className="text-13 text-muted">
        {t('videos', { count: videos + unsureVideos })}
        {unpriced > 0 && <span className="text-unsure"> · {t('unpricedCount', { count: unpriced })}</span>}
        {unsureVideos > 0 && <span> · {t('unsureCount', { count: unsureVideos })}</span>}
      </p>
    </div>
  );
}

/** What was spent in a while, by day, provider and model, by the clocks of whoever looks. */
export function TotalsSection() {
  const t = useTranslations('spending');
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [period, setPeriod] = useState<Period>('month');
  const range = daysOf(period, dayIn(zone, Date.now()));
  const { data: spending, isError, refetch } = useQuery(spendingOptions({ ...range, zone }));
  const totals = spending && totalsOf(spending.data);
  const days = spending && totalsByDay(spending.data, spending.from, spending.to);

  return (
    <section aria-labelledby="totals" className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="totals" className="font-medium text-13 text-muted">
          {t('totalsTitle')}
        </h2>
        <fieldset aria-labelledby="totals" className="flex gap-1">
          {periods.map((each) => (
            <Button
              key={each}
              look={period === each ? 'quiet' : 'bare'}
              aria-pressed={period === each}
              onClick={() => setPeriod(each)}
            >
              {t(`period.${each}`)}
            </Button>
          ))}
        </fieldset>
      </div>
      {isError && (
        <div className="flex items-center justify-between gap-4 text-13">
          <p role="alert" className="text-failed">
            {t('failed')}
          </p>
          <Button onClick={() => refetch()}>{t('again')}</Button>
        </div>
      )}
      {totals && days && (
        <div className="space-y-6 rounded-tile border border-line bg-panel p-4 sm:p-5">
          {totals.videos + totals.unsureVideos === 0 ? (
            <p className="text-muted">{t('nothing')}</p>
          ) : (
            <>
              <Headline totals={totals} />
              {totals.money.map(({ currency }) => (
                <DayChart key={currency} currency={currency} days={days} />
              ))}
              <DayTable days={days} />
              <ModelTable rows={totalsByModel(spending.data)} />
            </>
          )}
          <p className="text-13 text-muted">{t('ledgerText')}</p>
        </div>
      )}
    </section>
  );
}
