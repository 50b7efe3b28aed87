import { useFormatter } from 'use-intl';
import { useNow } from '@/components/studio/now';

const dayMs = 24 * 3_600_000;

/** A time (Unix seconds): relative within a day, as a date beyond, and exact on hover. */
export function Moment({ at }: { at: number }) {
  const format = useFormatter();
  const now = useNow();
  const date = new Date(at * 1_000);
  const exact = format.dateTime(date, { dateStyle: 'medium', timeStyle: 'medium' });
  const isRecent = Math.abs(now - date.getTime()) < dayMs;
  return (
    <time dateTime={date.toISOString()} title={exact}>
      {isRecent
        ? format.relativeTime(date, now)
        : format.dateTime(date, { dateStyle: 'medium', timeStyle: 'short' })}
    </time>
  );
}
