import { useQuery } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { Note } from '@/components/composer/note';
import { ButtonLink } from '@/components/ui/button-link';
import { limitOptions } from '@/lib/client/money-queries';
import { toMicros, whyStopped } from '@/lib/jobs/price';
import type { Total } from './total-price';

type LimitWordsProps = { total: Total; count: number };

/**
 * That the daily limit has no room for all that is chosen. It is sent all the same, as one batch: what has no room waits,
 * and goes out, and is paid for, on another day.
 */
export function LimitWords({ total, count }: LimitWordsProps) {
  const t = useTranslations('matrix');
  const spending = useTranslations('spending');
  const format = useFormatter();
  const { data: view } = useQuery(limitOptions());
  if (!view?.limit || count === 0) return null;
  const { limit, spent } = view;
  const own = total.amounts.find(({ currency }) => currency === limit.currency);
  const paid = count - total.free;
  const day = { micros: toMicros(spent.amount), videos: spent.videos };
  const estimates = [
    ...(own ? [{ kind: 'known' as const, ...own }] : []),
    ...(total.unknown > 0 || total.amounts.length > (own ? 1 : 0) ? [{ kind: 'unknown' as const }] : []),
  ];
  const reasons = estimates.map((estimate) => whyStopped(limit, day, { estimate, takes: paid }));
  const reason = reasons.find((found) => found !== null);
  if (!reason) return null;
  const time = format.dateTime(view.resets_at * 1_000, { hour: '2-digit', minute: '2-digit' });
  return (
    <div role="status" className="text-13">
      <Note icon={Ban} tone="text-unsure">
        {t(reason === 'unpriced' ? 'limitUnpriced' : 'limit', { time })}
        <div className="mt-2">
          <ButtonLink href="/spending">{spending('changeLimit')}</ButtonLink>
        </div>
      </Note>
    </div>
  );
}
