import { Ban } from 'lucide-react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import { Note } from '@/components/composer/note';
import type { Stopped } from '@/components/composer/use-estimate';
import { openDialog } from '@/components/studio/dialogs';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { formatPrice, toMicros } from '@/lib/jobs/price';

/** That the daily limit leaves no room for what is in the composer, before anything is sent, and the ways on. */
export function LimitNote({ stopped: { reason, view, estimate } }: { stopped: Stopped }) {
  const t = useTranslations('spending');
  const format = useFormatter();
  const language = useLocale();
  const { amount, currency, videos } = view.limit ?? { amount: 0, currency: '', videos: 0 };
  const money = (micros: number) => formatPrice(micros, currency ?? '', language);
  const words = {
    amount: () =>
      t('stopped.amount', {
        spent: money(toMicros(view.spent.amount)),
        limit: money(toMicros(amount ?? 0)),
        cost: money(estimate.kind === 'known' ? estimate.micros : 0),
      }),
    videos: () => t('stopped.videos', { spent: view.spent.videos, limit: videos ?? 0 }),
    unpriced: () => t('stopped.unpriced', { currency: currency ?? '' }),
  }[reason];
  const time = format.dateTime(view.resets_at * 1_000, { hour: '2-digit', minute: '2-digit' });
  return (
    <div role="status" className="mb-3 text-13">
      <Note icon={Ban} tone="text-failed">
        {words()} {reason !== 'unpriced' && t('resets', { time })}
        <div className="mt-2 flex flex-wrap gap-2">
          {reason === 'unpriced' && <Button onClick={() => openDialog({ name: 'price' })}>{t('set')}</Button>}
          <ButtonLink href="/spending">{t('changeLimit')}</ButtonLink>
        </div>
      </Note>
    </div>
  );
}
