import { useLocale, useTranslations } from 'use-intl';
import { formatPrice, type Price, toMicros } from '@/lib/jobs/price';

/** A price in words: `0.10 USD a second, 0.30 USD a second at 1792×1024`. */
export function PriceWords({ price }: { price: Price | null }) {
  const t = useTranslations('spending');
  const language = useLocale();
  if (!price) return <span className="text-unsure">{t('unknown')}</span>;
  const money = (units: number) => formatPrice(toMicros(units), price.currency, language);
  const sizesByPrice = Map.groupBy(Object.entries(price.per_second_by_size), ([, units]) => units);
  const parts = [
    price.per_second !== null && t('perSecond', { price: money(price.per_second) }),
    price.per_video !== null && t('perVideo', { price: money(price.per_video) }),
    ...[...sizesByPrice].map(([units, sizes]) =>
      t('perSecondAt', {
        price: money(units),
        size: sizes.map(([size]) => size.replace('x', '×')).join(' / '),
      }),
    ),
  ];
  return <span className="tabular-nums">{parts.filter(Boolean).join(t('and'))}</span>;
}
