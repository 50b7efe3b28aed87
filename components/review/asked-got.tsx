import { TriangleAlert } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { type Difference, differencesOf } from '@/components/gallery/compare-got';
import type { Video } from '@/lib/jobs/wire';

/** Codecs by the names that people know; another one keeps its own. */
const codecNames: Record<string, string> = {
  avc: 'H.264',
  hevc: 'H.265',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
};

/** What was asked beside what the file holds. A difference has a sign and a word besides its colour. */
export function AskedGot({ video }: { video: Video }) {
  const t = useTranslations('review');
  const units = useTranslations('common');
  const format = useFormatter();
  const { asked, got } = video.firstframe;
  const differences = differencesOf(video.firstframe);

  const seconds = (value: number | null | undefined) =>
    value === null || value === undefined
      ? null
      : units('secondsShort', { seconds: format.number(value, { maximumFractionDigits: 2 }) });
  const rate = (value: number | null | undefined) =>
    value === null || value === undefined ? null : units('fps', { fps: format.number(value) });
  const rows: { field: Difference | 'codec'; name: string; wanted: string | null; found: string | null }[] = [
    {
      field: 'size',
      name: t('size'),
      wanted: asked.size?.replace('x', '×') ?? null,
      found: got && `${got.width}×${got.height}`,
    },
    { field: 'seconds', name: t('length'), wanted: seconds(asked.seconds), found: seconds(got?.seconds) },
    { field: 'fps', name: t('frames'), wanted: rate(asked.fps), found: rate(got?.fps) },
    { field: 'codec', name: t('codec'), wanted: null, found: got && (codecNames[got.codec] ?? got.codec) },
  ];
  const shown = rows.filter(({ wanted, found }) => wanted !== null || found !== null);
  if (shown.length === 0) return null;

  return (
    <table className="w-full table-fixed text-13 tabular-nums">
      <caption className="sr-only">{t('compared')}</caption>
      <thead>
        <tr className="text-left text-muted">
          <th className="w-36 font-normal">
            <span className="sr-only">{t('details')}</span>
          </th>
          <th className="pb-1 font-normal">{t('askedColumn')}</th>
          {got && <th className="pb-1 font-normal">{t('gotColumn')}</th>}
        </tr>
      </thead>
      <tbody>
        {shown.map(({ field, name, wanted, found }) => {
          const isOther = differences.some((difference) => difference === field);
          return (
            <tr key={field}>
              <th scope="row" className="py-1 pr-4 text-left font-normal text-muted">
                {name}
              </th>
              <td className="py-1">{wanted ?? '–'}</td>
              {got && (
                <td className={`py-1 ${isOther ? 'text-unsure' : ''}`}>
                  <span className="inline-flex items-center gap-1">
                    {isOther && <TriangleAlert size={14} strokeWidth={1.5} aria-hidden />}
                    {found ?? '–'}
                    {isOther && <span className="sr-only">({t('differs')})</span>}
                  </span>
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
