import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { formatPrice } from '@/lib/jobs/price';
import type { Totals } from './summarise';

type DayChartProps = { currency: string; days: { day: string; totals: Totals }[] };

/** A bar for each day, of one currency; what may have been charged is striped. The table below says the same in figures. */
export function DayChart({ currency, days }: DayChartProps) {
  const t = useTranslations('spending');
  const format = useFormatter();
  const language = useLocale();
  const bars = days.map(({ day, totals }) => {
    const { micros = 0, unsureMicros = 0 } = totals.money.find((money) => money.currency === currency) ?? {};
    return { day, micros, unsureMicros };
  });
  const highest = Math.max(1, ...bars.map(({ micros, unsureMicros }) => micros + unsureMicros));
  // A day is a day wherever one looks from.
  const name = (day: string) =>
    format.dateTime(new Date(`${day}T12:00:00Z`), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const height = (micros: number) => `${(micros / highest) * 100}%`;
  const money = (micros: number) => formatPrice(micros, currency, language);

  return (
    <figure className="space-y-1">
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-13 text-muted tabular-nums">
        <span>
          {t('byDay', { currency })}
          {bars.some(({ unsureMicros }) => unsureMicros > 0) && t('striped')}
        </span>
        <span>{t('most', { price: money(highest) })}</span>
      </figcaption>
      <div aria-hidden className="flex h-28 items-end gap-px border-line border-b sm:gap-1">
        {bars.map(({ day, micros, unsureMicros }) => (
          <div
            key={day}
            title={`${name(day)}: ${money(micros + unsureMicros)}`}
            className="flex h-full min-w-0 flex-1 flex-col justify-end hover:bg-raised"
          >
            {unsureMicros > 0 && (
              <div
                className="unsure-stripes border-unsure border-t"
                style={{ height: height(unsureMicros) }}
              />
            )}
            <div className="bg-muted" style={{ height: height(micros) }} />
          </div>
        ))}
      </div>
      <div aria-hidden className="flex justify-between text-13 text-faint tabular-nums">
        <span>{name(days[0]?.day ?? '')}</span>
        <span>{name(days.at(-1)?.day ?? '')}</span>
      </div>
    </figure>
  );
}
