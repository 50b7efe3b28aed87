import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CopyButton } from '@/components/ui/copy-button';

export type DetailRow = { name: string; value: ReactNode; isCode?: boolean };

/** Names and values; a row without a value is left out, a code can be copied. */
export function DetailList({ rows }: { rows: DetailRow[] }) {
  const t = useTranslations('review');
  return (
    <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2 text-13 tabular-nums">
      {rows.map(({ name, value, isCode }) =>
        value === null || value === undefined || value === '' ? null : (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="flex min-w-0 items-start justify-between gap-2">
              <span className={isCode ? 'break-all font-mono' : 'break-words'}>{value}</span>
              {isCode && <CopyButton label={t('copyId', { name })} text={String(value)} />}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}
