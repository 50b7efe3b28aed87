'use client';

import { useEffect, useMemo, useRef } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { removePendingSend, usePendingSends } from '@/components/studio/pending-sends';
import { Button } from '@/components/ui/button';
import { late, useLate } from '@/components/ui/late';
import { ConnectionBanner } from './connection-banner';
import { madeKeys, toEntries } from './entries';
import { FirstRun } from './first-run';
import { groupByDay } from './group-by-day';
import { TileFrame } from './tile-frame';
import { tileRatio, videoRatio } from './tile-state';
import { useLiveLibrary } from './use-live-library';

/** Their code comes while the first videos are asked for; the frames have their shape without it. */
const loadTile = () => import('./video-tile').then((module) => module.VideoTile);
const loadSendingTile = () => import('./sending-tile').then((module) => module.SendingTile);
const VideoTile = late(loadTile);
const SendingTile = late(loadSendingTile);

/** All videos, newest first, in rows that keep each picture's ratio. */
export function Gallery() {
  const t = useTranslations('gallery');
  const format = useFormatter();
  const end = useRef<HTMLDivElement>(null);
  const { library, isUnreachable, answeredAt } = useLiveLibrary();
  const sends = usePendingSends();
  useLate(loadTile);
  useLate(loadSendingTile);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = library;

  const videos = useMemo(() => data?.pages.flatMap((page) => page.data) ?? [], [data]);
  const now = Date.now();
  const days = groupByDay(toEntries(sends, videos), ({ at }) => at, now);

  // Only now that its video is shown: taken away any earlier, the tile would be gone for a moment.
  useEffect(() => {
    const made = madeKeys(videos);
    for (const { key } of sends) if (made.has(key)) removePendingSend(key);
  }, [sends, videos]);

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
        {isUnreachable && <ConnectionBanner answeredAt={answeredAt} />}
        <p role="status" className="sr-only">
          {t('loading')}
        </p>
      </>
    );
  }
  return (
    <section aria-label={t('label')}>
      {isUnreachable && <ConnectionBanner answeredAt={answeredAt} />}
      {days.length === 0 && <FirstRun />}
      {days.map((day) => (
        <section key={day.key} aria-label={nameDay(day)}>
          <h2 className="pt-6 pb-3 font-medium text-13 text-muted">{nameDay(day)}</h2>
          <ul className="gallery-row">
            {day.items.map((entry) =>
              'send' in entry ? (
                <TileFrame key={entry.key} ratio={tileRatio(entry.send.size)}>
                  <SendingTile send={entry.send} />
                </TileFrame>
              ) : (
                <TileFrame
                  key={entry.key}
                  ratio={videoRatio(entry.video)}
                  isUnsure={entry.video.firstframe.step === 'unsure'}
                >
                  <VideoTile video={entry.video} />
                </TileFrame>
              ),
            )}
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
