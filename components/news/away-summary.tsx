import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';
import { newsOptions } from '@/lib/client/news-queries';
import { countWords } from './count-words';
import { goToVideo } from './go-to-video';
import type { Visit } from './visit';

const dayMs = 24 * 3_600_000;

type AwaySummaryProps = { away: NonNullable<Visit['away']>; onDismiss: () => void };

/** What happened in an absence, in one line over the gallery, so that nothing moves. */
export function AwaySummary({ away, onDismiss }: AwaySummaryProps) {
  const t = useTranslations('news');
  const format = useFormatter();
  const { data: news } = useQuery(newsOptions(Math.floor(away.from / 1_000)));
  const words = news && countWords(news);
  const newest = news?.newest[0];
  if (!words || !newest) return null;

  const isToday = new Date(away.from).toDateString() === new Date(away.to).toDateString();
  const isLong = away.to - away.from > 6 * dayMs;
  const time = format.dateTime(away.from, {
    ...(isToday ? {} : isLong ? { day: 'numeric', month: 'short' } : { weekday: 'short' }),
    hour: 'numeric',
    minute: '2-digit',
  });
  return (
    <aside aria-label={t('away')} className="relative z-15 flex h-0 justify-end">
      <div className="mt-2 flex h-10 items-center gap-1 self-start rounded-tile border border-line-strong bg-panel pr-1 pl-3 text-13 shadow-raised">
        <p role="status" className="tabular-nums">
          {t(words, { finished: news.finished, failed: news.failed, time })}
        </p>
        <button
          type="button"
          onClick={() => goToVideo(newest.id)}
          className="h-8 rounded-control px-2 font-medium text-accent-strong hover:bg-raised pointer-coarse:h-10"
        >
          {t('show')}
        </button>
        <IconButton label={t('dismiss')} onClick={onDismiss}>
          <X size={16} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </div>
    </aside>
  );
}
