import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { limitOptions } from '@/lib/client/money-queries';

/** When a video that waits for the daily limit goes on. */
export function LimitWait() {
  const t = useTranslations('spending');
  const format = useFormatter();
  const { data: view } = useQuery(limitOptions());
  if (!view) return null;
  const time = format.dateTime(view.resets_at * 1_000, { hour: '2-digit', minute: '2-digit' });
  return t('waits', { time });
}
