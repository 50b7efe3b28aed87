'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type CSSProperties, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { knownVideo } from '@/components/library/known-video';
import { removePendingSend, usePendingSends } from '@/components/studio/pending-sends';
import { useRoom } from '@/components/studio/room';
import { late, useLate } from '@/components/ui/late';
import { loadedVideos, startOfDay } from '@/lib/client/library';
import { videoOptions } from '@/lib/client/video-queries';
import { ConnectionBanner } from './connection-banner';
import { madeKeys, RatioMemory, toDays } from './entries';
import { FirstRun } from './first-run';
import { GalleryDay } from './gallery-day';
import { setGalleryJump } from './gallery-jump';
import { GalleryModel } from './gallery-model';
import { keepPlace, takePlace } from './kept-place';
import { placeOfSpot, rowAt, rowOf, type Spot, spotOf } from './lay-out-days';
import { loadRow, loadTile } from './tile-frame';
import { useChunks } from './use-chunks';
import { useDayNames } from './use-day-names';
import { beyondPx, useGalleryScroll } from './use-gallery-scroll';
import { useLiveLibrary } from './use-live-library';
import { useTileFocus } from './use-tile-focus';
import { shapeFor, useView } from './view';

const EmptyFilter = late(() => import('@/components/find/empty-filter').then((module) => module.EmptyFilter));

/**
 * All videos, newest first, in rows that keep each picture's ratio, or in a list. Only what is near the view is in the page,
 * and only what was near it is loaded.
 */
export function Gallery() {
  const t = useTranslations('gallery');
  const client = useQueryClient();
  const container = useRef<HTMLDivElement>(null);
  const { library, filter, isUnreachable, answeredAt } = useLiveLibrary();
  const sends = usePendingSends();
  const view = useView();
  const nameDay = useDayNames();
  const room = useRoom();
  const [{ width, rem }, setSpace] = useState({ width: 0, rem: 16 });
  const [model] = useState(() => new GalleryModel());
  useLate(view.isList ? loadRow : loadTile);

  const lastFilter = useRef(filter);
  if (filter !== null) lastFilter.current = filter;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known of one filter's days is not true of another's.
  const ratios = useMemo(() => new RatioMemory(), [lastFilter.current]);
  const days = useMemo(() => (library ? toDays(library, sends, Date.now()) : []), [library, sends]);
  const isEmpty = days.length === 0;

  const scrolling = useGalleryScroll(model, container, library !== undefined && !isEmpty);
  const { scrollTo } = scrolling;
  const focusing = useTileFocus(model, container, scrolling);
  // The model is laid out while drawing, so that what is drawn stands where it will be; the same twice changes nothing.
  if (width > 0) model.update(days, shapeFor(view, width, rem), ratios);
  const { layout, top, scroll } = model;

  useLayoutEffect(() => {
    const { current: element } = container;
    if (!element || isEmpty) return;
    const measure = () =>
      setSpace({
        width: element.clientWidth,
        rem: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [isEmpty]);

  // Only now that its video is shown: taken away any earlier, the tile would be gone for a moment.
  useEffect(() => {
    if (!library || sends.length === 0) return;
    const made = madeKeys(loadedVideos(library));
    for (const { key } of sends) if (made.has(key)) removePendingSend(key);
  }, [sends, library]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is another list, which begins at its top.
  useEffect(() => {
    if (model.top > model.start) scrollTo(model.start);
  }, [lastFilter.current]);

  // The browser would put the page back to where it was, and not to what is to be seen.
  const isLaidOut = layout.days.length > 0;
  useEffect(() => {
    if (!isLaidOut) return;
    window.history.scrollRestoration = 'manual';
    if (takePlace(model, lastFilter.current ?? '')) scrollTo(model.top);
    const keep = () => keepPlace(model, lastFilter.current ?? '');
    window.addEventListener('pagehide', keep);
    return () => {
      keep();
      window.removeEventListener('pagehide', keep);
    };
  }, [model, scrollTo, isLaidOut]);

  // After the room, the tile of the video that was looked at last is seen and has the focus.
  const lastRoom = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only leaving a room moves anything.
  useEffect(() => {
    const left = room === null ? lastRoom.current : null;
    lastRoom.current = room;
    const video = left && (knownVideo(client, left) ?? client.getQueryData(videoOptions(left).queryKey));
    const spot = video && spotOf(layout, video);
    if (spot) focusing.focus(spot);
  }, [room]);

  useEffect(() => {
    return setGalleryJump((date) => {
      const box = model.layout.days.find(({ day }) => day.date <= date);
      if (box) scrollTo(box.top - model.cover);
    });
  }, [model, scrollTo]);

  const [drawnFrom, drawnTo] = [top - beyondPx, top + model.view + beyondPx];
  const [first, last] = [rowAt(layout, drawnFrom), rowAt(layout, drawnTo)];
  const held = focusing.held();
  const stop = focusing.stop(drawnFrom, drawnTo);
  const placeIn = (spot: Spot | null, index: number) => {
    const day = layout.days[index]?.day;
    return spot && day?.date === spot.date ? placeOfSpot(day, spot) : -1;
  };

  const placeAt = (y: number, isEnd: boolean) => {
    const { index, row } = rowAt(layout, y);
    const box = layout.days[index];
    if (!library || !box?.day.videos) return 0;
    const at = box.rows.first(isEnd ? row + 1 : Math.max(0, row)) - box.day.sends.length;
    return startOfDay(library, library.days.indexOf(box.day.videos)) + Math.max(0, at);
  };
  useChunks(library, width > 0 ? filter : null, {
    from: placeAt(top - model.view, false),
    to: placeAt(top + 2 * model.view, true),
  });

  if (!library) {
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
    <section aria-label={t('label')} style={{ '--cover': `${model.cover}px` } as CSSProperties}>
      {isUnreachable && <ConnectionBanner answeredAt={answeredAt} />}
      {isEmpty && (lastFilter.current ? <EmptyFilter /> : <FirstRun />)}
      {!isEmpty && (
        <div
          ref={container}
          className="gallery relative overflow-y-clip"
          style={{ height: model.pageHeight }}
          {...focusing.handlers}
        >
          {layout.days.map((box, index) => {
            const heldAt = placeIn(held, index);
            const isNear = index >= first.index && index <= last.index;
            if (!isNear && heldAt < 0) return null;
            const from = index === first.index ? Math.max(0, first.row) : 0;
            const to = index === last.index ? last.row + 1 : box.rows.count;
            return (
              <GalleryDay
                key={box.day.date}
                box={box}
                name={nameDay(box.day.date)}
                head={layout.head}
                isList={view.isList}
                drawn={{ from, to: isNear ? to : from, kept: heldAt < 0 ? -1 : rowOf(box, heldAt) }}
                stop={placeIn(stop, index)}
                top={box.top - scroll.offset}
              />
            );
          })}
        </div>
      )}
    </section>
  );
}
