import { ArrowRight } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import type { JobLogEntry } from '@/lib/jobs/log-wire';
import { JobLogExchange } from './job-log-exchange';

type JobLogRowProps = {
  row: JobLogEntry;
  /** The one above it. */
  before: JobLogEntry | null;
};

const dayOf = (at: number) => new Date(at * 1_000).toDateString();

/** One thing that happened: when, what, and how it went. */
export function JobLogRow({ row, before }: JobLogRowProps) {
  const t = useTranslations('log');
  const states = useTranslations('log.state');
  const format = useFormatter();
  const { at, last_at: lastAt, count, entry } = row;
  const missing = row.sequence - (before?.sequence ?? 0) - 1;
  const time = (seconds: number) => format.dateTime(seconds * 1_000, { timeStyle: 'medium' });
  const day = (seconds: number) => format.dateTime(seconds * 1_000, { dateStyle: 'medium' });
  const isNewDay = before === null || dayOf(before.last_at) !== dayOf(at);
  const last = dayOf(at) === dayOf(lastAt) ? time(lastAt) : `${day(lastAt)}, ${time(lastAt)}`;

  return (
    <li className="py-1.5">
      {missing > 0 && <p className="pb-1.5 text-faint">{t('missing', { count: missing })}</p>}
      {isNewDay && <p className="pb-1 text-faint">{day(at)}</p>}
      <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-baseline gap-x-2 tabular-nums">
        <time dateTime={new Date(at * 1_000).toISOString()} className="text-faint">
          {time(at)}
        </time>
        <div className="min-w-0">
          {entry.kind === 'exchange' && <JobLogExchange exchange={entry} />}
          {entry.kind === 'move' && (
            <p className="flex flex-wrap items-center gap-x-1.5 py-0.5">
              {entry.from !== entry.to && (
                <>
                  <span className="text-muted">{states(entry.from)}</span>
                  <ArrowRight size={14} strokeWidth={1.5} className="text-faint" aria-label={t('became')} />
                </>
              )}
              <span className={entry.to === 'failed' ? 'text-failed' : ''}>{states(entry.to)}</span>
              {entry.by === 'person' && <span className="text-muted">{t('byPerson')}</span>}
            </p>
          )}
          {entry.kind === 'trouble' && <p className="py-0.5 text-unsure">{t('fault')}</p>}
          {entry.kind !== 'exchange' && entry.message && (
            <p className="break-words pb-0.5 text-muted">{entry.message}</p>
          )}
          {count > 1 && <p className="pb-0.5 text-faint">{t('repeated', { count, last })}</p>}
        </div>
      </div>
    </li>
  );
}
