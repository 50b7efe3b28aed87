import { useLocale, useTranslations } from 'use-intl';
import { formatPrice } from '@/lib/jobs/price';
import type { Totals } from './summarise';

/** Sums in a table: each currency on a line of its own, and what about them is not sure. */
export function MoneyCell({ totals: { money, unpriced } }: { totals: Totals }) {
  const t = useTranslations('spending');
  const language = useLocale();
  return (
    <td className="py-1.5 text-right align-top">
      {money.map(({ currency, micros, unsureMicros }) => (
        <div key={currency} className="whitespace-nowrap">
          <div>{formatPrice(micros, currency, language)}</div>
          {unsureMicros > 0 && (
            <div className="text-unsure">+ {formatPrice(unsureMicros, currency, language)}</div>
          )}
        </div>
      ))}
      {unpriced > 0 && <div className="text-unsure">{t('unpricedCount', { count: unpriced })}</div>}
    </td>
  );
}
