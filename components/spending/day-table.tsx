import { useFormatter, useTranslations } from 'use-intl';
import { MoneyCell } from './money-cell';
import type { Totals } from './summarise';

/** The days on which something was sent, the last first. */
export function DayTable({ days }: { days: { day: string; totals: Totals }[] }) {
  const t = useTranslations('spending');
  const format = useFormatter();
  const spent = days.filter(({ totals }) => totals.videos + totals.unsureVideos > 0).toReversed();
  return (
    <details className="text-13">
      <summary className="w-fit cursor-pointer text-muted">{t('inFigures')}</summary>
      <table className="mt-2 w-full tabular-nums">
        <caption className="sr-only">{t('inFigures')}</caption>
        <thead>
          <tr className="border-line border-b text-left text-muted">
            <th className="py-1.5 font-normal">{t('day')}</th>
            <th className="py-1.5 text-right font-normal">{t('videosColumn')}</th>
            <th className="py-1.5 text-right font-normal">{t('spent')}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {spent.map(({ day, totals }) => (
            <tr key={day}>
              <th scope="row" className="py-1.5 text-left align-top font-normal">
                {format.dateTime(new Date(`${day}T12:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })}
              </th>
              <td className="py-1.5 text-right align-top">{totals.videos + totals.unsureVideos}</td>
              <MoneyCell totals={totals} />
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
