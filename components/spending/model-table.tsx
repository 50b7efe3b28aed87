import { useTranslations } from 'use-intl';
import { MoneyCell } from './money-cell';
import type { Totals } from './summarise';

type Row = { key: string; provider: string; model: string; totals: Totals };

/** What was spent at each provider with each model. */
export function ModelTable({ rows }: { rows: Row[] }) {
  const t = useTranslations('spending');
  return (
    <table className="w-full text-13 tabular-nums">
      <caption className="pb-1 text-left text-muted">{t('byModel')}</caption>
      <thead className="sr-only">
        <tr>
          <th>{t('model')}</th>
          <th>{t('videosColumn')}</th>
          <th>{t('spent')}</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line border-line border-t">
        {rows.map(({ key, provider, model, totals }) => (
          <tr key={key}>
            <th scope="row" className="py-1.5 pr-3 text-left align-top font-normal">
              <span className="break-all">{model}</span> <span className="text-muted">· {provider}</span>
            </th>
            <td className="whitespace-nowrap py-1.5 pr-3 text-right align-top text-muted">
              {t('videos', { count: totals.videos + totals.unsureVideos })}
            </td>
            <MoneyCell totals={totals} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
