import { useFormatter, useTranslations } from 'use-intl';
import { dateOf } from './entries';

const dayMs = 24 * 3_600_000;

/** What the days are called: those that are near by their distance, others by their dates (`2026-11-21`). */
export function useDayNames(): (date: string) => string {
  const t = useTranslations('gallery');
  const format = useFormatter();
  const now = Date.now();
  const [today, yesterday] = [dateOf(now), dateOf(new Date(now).setHours(12) - dayMs)];
  return (date) => {
    if (date >= today) return t('today');
    if (date === yesterday) return t('yesterday');
    const isThisYear = date.slice(0, 4) === today.slice(0, 4);
    return format.dateTime(new Date(`${date}T12:00`), {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: isThisYear ? undefined : 'numeric',
    });
  };
}
