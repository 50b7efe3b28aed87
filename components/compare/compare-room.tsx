'use client';

import { useQueries, useQueryClient } from '@tanstack/react-query';
import { Columns2, SquareSplitHorizontal, X, ZoomIn } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { knownVideo } from '@/components/library/known-video';
import { leaveRoom } from '@/components/studio/room';
import { useLayer } from '@/components/studio/use-layer';
import { IconButton } from '@/components/ui/icon-button';
import { videoOptions } from '@/lib/client/video-queries';
import { mostCompared } from './choose';
import { CompareControls } from './compare-controls';
import { ComparePanes } from './compare-panes';
import { differencesBetween } from './differences';
import { DifferencesLine } from './differences-line';
import type { Zoom } from './frame-view';
import { type Pair, pairAmong, readIds } from './layout';
import { useCompareKeys } from './use-compare-keys';
import { useComparePlayer } from './use-compare-player';

const letters = ['A', 'B', 'C', 'D'];
const scales = [1, 2, 4];
const middle: Zoom = { scale: 1, x: 0.5, y: 0.5 };

/** Two to four videos side by side, or one over the other, played by one clock. @param ids with commas between */
export function CompareRoom({ ids: spelt }: { ids: string }) {
  const t = useTranslations('compare');
  const client = useQueryClient();
  const room = useRef<HTMLDivElement>(null);
  const [isWipe, setIsWipe] = useState(false);
  const [chosenPair, setPair] = useState<Pair>([0, 1]);
  const [zoom, setZoom] = useState(middle);
  const ids = useMemo(() => readIds(spelt, mostCompared), [spelt]);
  const found = useQueries({
    queries: ids.map((id) => ({ ...videoOptions(id), initialData: () => knownVideo(client, id) })),
  });
  const isAsking = found.some(({ isPending, isError }) => isPending && !isError);
  const known = found.flatMap(({ data }) =>
    data?.status === 'completed' && !data.firstframe.purged ? [data] : [],
  );
  // Nothing is opened before it is known what there is.
  const videos = isAsking ? [] : known;
  const { opened, isOpening } = useComparePlayer(videos);
  const rows = differencesBetween(videos);
  const pair = pairAmong(chosenPair, videos.length);
  const seen = isWipe ? pair : videos.map((_, index) => index);
  const shownLetters = letters.slice(0, videos.length);

  const wipe = useCallback(() => setIsWipe((is) => !is), []);
  const magnify = useCallback(
    () =>
      setZoom(({ scale, ...point }) => ({
        ...point,
        scale: scales[(scales.indexOf(scale) + 1) % scales.length] ?? 1,
      })),
    [],
  );
  useLayer(room, ids[0] ?? '');
  useCompareKeys(opened?.player ?? null, { leave: leaveRoom, wipe, zoom: magnify });

  return (
    <div
      ref={room}
      role="dialog"
      aria-modal="true"
      aria-label={t('title')}
      tabIndex={-1}
      className="fixed inset-0 z-40 flex flex-col overflow-y-auto bg-page outline-none"
    >
      <header className="flex h-14 shrink-0 items-center gap-1 border-line border-b px-3 sm:px-4">
        <h1 className="font-medium text-16">{t('title')}</h1>
        <IconButton
          label={t('zoom', { scale: String(zoom.scale) })}
          aria-pressed={zoom.scale > 1}
          onClick={magnify}
          className="ml-auto aria-pressed:text-accent-strong"
        >
          <ZoomIn size={20} strokeWidth={1.5} aria-hidden />
        </IconButton>
        <fieldset aria-label={t('layout')} className="flex">
          <IconButton
            label={t('side')}
            aria-pressed={!isWipe}
            onClick={() => setIsWipe(false)}
            className="aria-pressed:bg-raised aria-pressed:text-text"
          >
            <Columns2 size={20} strokeWidth={1.5} aria-hidden />
          </IconButton>
          <IconButton
            label={t('wipe')}
            aria-pressed={isWipe}
            onClick={() => setIsWipe(true)}
            className="aria-pressed:bg-raised aria-pressed:text-text"
          >
            <SquareSplitHorizontal size={20} strokeWidth={1.5} aria-hidden />
          </IconButton>
        </fieldset>
        <IconButton label={t('leave')} onClick={leaveRoom}>
          <X size={20} strokeWidth={1.5} aria-hidden />
        </IconButton>
      </header>
      {videos.length >= 2 ? (
        <>
          <DifferencesLine rows={rows} letters={shownLetters} />
          {videos.length < ids.length && (
            <p role="status" className="shrink-0 px-3 py-2 text-13 text-unsure sm:px-4">
              {t('some', { count: ids.length - videos.length })}
            </p>
          )}
          <ComparePanes
            {...{ videos, rows, opened, isOpening, zoom, isWipe, pair }}
            onPair={setPair}
            letters={shownLetters}
            onZoom={(point) => setZoom(({ scale }) => ({ ...point, scale }))}
          />
          {opened && <CompareControls {...{ opened, videos, seen }} />}
        </>
      ) : (
        <p role="status" className="m-auto p-8 text-center text-16 text-muted">
          {isAsking ? '' : t('tooFew')}
        </p>
      )}
    </div>
  );
}
