import { useTranslations } from 'use-intl';
import type { DifferenceRow } from './differences';

const images = ['firstFrame', 'lastFrame', 'references'];

/** What the videos were asked for otherwise: the fields in a line; opened, what each video has there. */
export function DifferencesLine({
  rows,
  letters,
}: {
  rows: readonly DifferenceRow[];
  letters: readonly string[];
}) {
  const t = useTranslations('compare');
  const nameOf = ({ field, name }: DifferenceRow) => (field === 'option' ? name : t(`fields.${field}`));
  if (rows.length === 0) return <p className="shrink-0 px-3 py-2 text-13 text-muted sm:px-4">{t('alike')}</p>;
  return (
    <details className="max-h-[40dvh] shrink-0 overflow-y-auto border-line border-b px-3 text-13 sm:px-4">
      <summary className="cursor-pointer py-2 text-muted">
        {t('differ')} <span className="font-medium text-text">{rows.map(nameOf).join(t('and'))}</span>
      </summary>
      <div className="overflow-x-auto pb-3">
        <table className="w-full min-w-120 table-fixed tabular-nums">
          <thead>
            <tr className="text-left text-muted">
              <th className="w-32 font-normal">
                <span className="sr-only">{t('field')}</span>
              </th>
              {letters.map((letter) => (
                <th key={letter} scope="col" className="pb-1 font-medium text-text">
                  {letter}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.field} ${row.name}`} className="border-line border-t align-top">
                <th scope="row" className="py-1 pr-3 text-left font-normal text-muted">
                  {nameOf(row)}
                </th>
                {row.values.map((value, index) => (
                  <td key={letters[index]} className="break-words py-1 pr-3">
                    {value !== null && images.includes(row.field)
                      ? value
                          .split(' ')
                          .map((url) => (
                            <img
                              key={url}
                              src={url}
                              alt={nameOf(row)}
                              className="inline-block size-12 rounded-control object-cover"
                            />
                          ))
                      : (value ?? '–')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
