import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'use-intl';
import { limitOptions } from '@/lib/client/money-queries';
import { formatPrice, toMicros } from '@/lib/jobs/price';

/** What of the daily limit is spent, as a line and a bar; nothing where there is no limit. */
export function LimitLine() {
  const t = useTranslations('spending');
  const language = useLocale();
  const { data: view } = useQuery(limitOptions());
  if (!view?.limit) return null;
  const { amount, currency, videos } = view.limit;
  const money = (units: number) => formatPrice(toMicros(units), currency ?? '', language);
  const lines = [
    amount !== null && {
      words: t('limitMoney', { spent: money(view.spent.amount), limit: money(amount) }),
      part: amount > 0 ? view.spent.amount / amount : 1,
    },
    videos !== null && {
      words: t('limitVideos', { spent: view.spent.videos, limit: videos }),
      part: videos > 0 ? view.spent.videos / videos : 1,
    },
  ].filter((line) => line !== false);
  return (
    <div className="space-y-3 text-13 tabular-nums">
      {lines.map(({ words, part }) => (
        <div key={words} className="space-y-1.5">
          <p>{words}</p>
          <div aria-hidden className="h-1.5 overflow-hidden rounded-control bg-pressed">
            <div
              className={`h-full origin-left ${part >= 1 ? 'bg-failed' : 'bg-accent'}`}
              style={{ transform: `scaleX(${Math.min(1, part)})` }}
            />
          </div>
        </div>
      ))}
    </div>
  );
}
