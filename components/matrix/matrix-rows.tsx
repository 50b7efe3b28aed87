import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { type Estimate, formatPrice } from '@/lib/jobs/price';
import type { Row } from './expand-matrix';

/** As many are drawn at once; the others when they are asked for. */
const shownAtOnce = 50;
const grid =
  'grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 sm:grid-cols-[auto_minmax(0,1fr)_6.5rem_3.5rem_7rem_7rem]';

type MatrixRowsProps = {
  rows: readonly Row[];
  leftOut: ReadonlySet<string>;
  priceOf: (row: Row) => Estimate;
  onToggle: (key: string) => void;
};

function Item({
  row,
  estimate,
  isIn,
  onToggle,
}: {
  row: Row;
  estimate: Estimate;
  isIn: boolean;
  onToggle: () => void;
}) {
  const t = useTranslations('matrix');
  const compose = useTranslations('composer');
  const units = useTranslations('common');
  const language = useLocale();
  const isTaken = row.faults.length === 0;
  const say = (field: 'size' | 'seconds', value: string) =>
    field === 'seconds' ? units('secondsShort', { seconds: value }) : value.replace('x', '×');
  const size = row.size?.replace('x', '×');
  const seconds = row.seconds === null ? null : units('secondsShort', { seconds: row.seconds });
  const seed = row.seed === null ? null : String(row.seed);

  function price(): string {
    if (estimate.kind === 'known') return formatPrice(estimate.micros, estimate.currency, language);
    return compose(estimate.kind === 'free' ? 'free' : 'priceUnknown');
  }

  return (
    <li>
      <label
        className={`${grid} items-start rounded-control px-2 py-2 text-13 hover:bg-raised ${isIn ? '' : 'text-faint'}`}
      >
        <input
          type="checkbox"
          checked={isIn}
          disabled={!isTaken}
          onChange={onToggle}
          className="mt-0.5 size-4 accent-accent"
        />
        <span className="min-w-0">
          <span className="line-clamp-2 break-words">{row.prompt}</span>
          <span className="text-muted tabular-nums sm:hidden">
            {[size, seconds, seed && t('seed', { seed })].filter(Boolean).join(' · ')}
          </span>
          {!isTaken && (
            <span className="flex items-start gap-1.5 text-unsure">
              <TriangleAlert size={14} strokeWidth={1.5} aria-hidden className="mt-0.5 shrink-0" />
              {row.faults
                .map(({ field, from, to }) => t('fault', { from: say(field, from), to: say(field, to) }))
                .join(' ')}
            </span>
          )}
        </span>
        <span className="tabular-nums max-sm:hidden">{size ?? '–'}</span>
        <span className="tabular-nums max-sm:hidden">{seconds ?? '–'}</span>
        <span className="truncate tabular-nums max-sm:hidden">{seed ?? '–'}</span>
        <span className="text-right tabular-nums">{isTaken ? price() : '–'}</span>
      </label>
    </li>
  );
}

/** Every video that would be sent, with what it costs; each can be left out. */
export function MatrixRows({ rows, leftOut, priceOf, onToggle }: MatrixRowsProps) {
  const t = useTranslations('matrix');
  const compose = useTranslations('composer');
  const [shown, setShown] = useState(shownAtOnce);
  return (
    <section aria-label={t('table')}>
      <div aria-hidden className={`${grid} border-line border-b px-2 pb-1 text-13 text-faint max-sm:hidden`}>
        <span className="size-4" />
        <span>{compose('prompt')}</span>
        <span>{compose('size')}</span>
        <span>{compose('seconds')}</span>
        <span>{compose('seed')}</span>
        <span className="text-right">{t('price')}</span>
      </div>
      <ul>
        {rows.slice(0, shown).map((row) => (
          <Item
            key={row.key}
            row={row}
            estimate={priceOf(row)}
            isIn={row.faults.length === 0 && !leftOut.has(row.key)}
            onToggle={() => onToggle(row.key)}
          />
        ))}
      </ul>
      {rows.length > shown && (
        <Button look="bare" className="mt-1" onClick={() => setShown(shown + shownAtOnce)}>
          {t('showMore', { count: rows.length - shown })}
        </Button>
      )}
    </section>
  );
}
