'use client';

import { useEffect, useMemo, useRef } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { usePendingSends } from '@/components/studio/pending-sends';
import { Button } from '@/components/ui/button';
import type { Video } from '@/lib/jobs/wire';
import { ConnectionBanner } from './connection-banner';
import { FirstRun } from './first-run';
import { groupByDay } from './group-by-day';
import { SendingTile } from './sending-tile';
import { Tile } from './tile';
import { useLiveLibrary } from './use-live-library';

/** A create shows twice for a moment, as what was sent and as what was made; the key tells that it is one. */
function keyOf(video: Video): string {
  return video.firstframe.idempotency_key ?? video.id;
}

/** All videos, newest first, in rows that keep each picture's ratio. */
export function Gallery() {
  const t = useTranslations('gallery');
  const format = useFormatter();
  const end = useRef<HTMLDivElement>(null);
  const { library, isUnreachable } = useLiveLibrary();
  const sends = usePendingSends();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = library;

  const videos = useMemo(() => data?.pages.flatMap((page) => page.data) ?? [], [data]);
  const made = useMemo(() => new Set(videos.map(keyOf)), [videos]);
  const sending = sends.filter(({ key }) => !made.has(key));
  const now = Date.now();
  const days = groupByDay(videos, (video) => video.created_at * 1_000, now);
  const isTodayMissing = sending.length > 0 && days[0]?.daysAgo !== 0;
  const sections = isTodayMissing
    ? [{ key: 'today', date: new Date(now), daysAgo: 0, items: [] }, ...days]
    : days;

  useEffect(() => {
    const { current: element } = end;
    if (!element || !hasNextPage) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && fetchNextPage(), {
      rootMargin: '1200px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasNextPage, fetchNextPage]);

  function nameDay({ daysAgo, date }: { daysAgo: number; date: Date }): string {
    if (daysAgo <= 0) return t('today');
    if (daysAgo === 1) return t('yesterday');
    const isThisYear = date.getFullYear() === new Date(now).getFullYear();
    return format.dateTime(date, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: isThisYear ? undefined : 'numeric',
    });
  }

  if (!data) {
    return (
      <>
        {isUnreachable && <ConnectionBanner />}
        <p role="status" className="sr-only">
          {t('loading')}
        </p>
      </>
    );
  }
  return (
    <section aria-label={t('label')}>
      {isUnreachable && <ConnectionBanner />}
      {sections.length === 0 && <FirstRun />}
      {sections.map((day, index) => (
        <section key={day.key} aria-label={nameDay(day)}>
          <h2 className="pt-6 pb-3 font-medium text-13 text-muted">{nameDay(day)}</h2>
          <ul className="gallery-row">
            {index === 0 && sending.map((send) => <SendingTile key={send.key} send={send} />)}
            {day.items.map((video) => (
              <Tile key={keyOf(video)} video={video} />
            ))}
          </ul>
        </section>
      ))}
      <div ref={end} className="flex h-16 items-center justify-center">
        {hasNextPage && (
          <Button look="bare" disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </div>
    </section>
  );
}
