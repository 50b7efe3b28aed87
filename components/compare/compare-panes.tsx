import { type PointerEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { tileRatio } from '@/components/gallery/tile-state';
import { moveCompare } from '@/components/studio/room';
import type { Video } from '@/lib/jobs/wire';
import { middleOf } from '@/lib/media/frame-table';
import { ComparePane } from './compare-pane';
import type { DifferenceRow } from './differences';
import { factsOf } from './facts';
import type { Zoom } from './frame-view';
import { gridFor, moved, type Pair } from './layout';
import type { Opened } from './use-compare-player';
import { useKeepOne } from './use-keep-one';
import { WipePair } from './wipe-pair';

/** Where in the comparison the playhead is: the middle of the frame that is counted. */
function useSeconds(opened: Opened | null): number {
  return useSyncExternalStore(opened?.player.store.subscribe ?? nothing, () =>
    opened ? middleOf(opened.player.leader.table, opened.player.state.frame) : 0,
  );
}
const nothing = () => () => {};

/** What stands below the pictures, and the width below which their captions have two lines, in pixels. */
const controlsHeight = 130;
const narrow = 640;

type PanesProps = {
  videos: readonly Video[];
  letters: readonly string[];
  rows: readonly DifferenceRow[];
  opened: Opened | null;
  isOpening: boolean;
  zoom: Zoom;
  isWipe: boolean;
  pair: Pair;
  onPair: (pair: Pair) => void;
  onZoom: (point: Pick<Zoom, 'x' | 'y'>) => void;
};

/** The pictures, laid out as large as they can be, or two of them in one place. */
export function ComparePanes(props: PanesProps) {
  const { videos, letters, rows, opened, isOpening, zoom, isWipe, pair, onPair, onZoom } = props;
  const t = useTranslations('compare');
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 1_200, height: 700, caption: 40 });
  const seconds = useSeconds(opened);
  const ids = videos.map(({ id }) => id);
  const { keep, isKeeping } = useKeepOne(ids);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the grid is another element each time that it comes back.
  useEffect(() => {
    const { current: element } = box;
    if (!element) return;
    // As high as what can be seen at once, not as what is laid out in it.
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, offsetTop } = element;
      const height = window.innerHeight - offsetTop - controlsHeight;
      setRoom({ width, height, caption: width < narrow ? 72 : 40 });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isWipe]);

  function look({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) {
    if (zoom.scale === 1) return;
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    onZoom({ x: (clientX - left) / width, y: (clientY - top) / height });
  }

  const panes = videos.map((video, index) => ({
    letter: letters[index] ?? '',
    ratio: tileRatio(video.size),
    facts: factsOf(video, rows, (seed) => t('seed', { seed: String(seed) })),
    source: opened?.sources.get(video.id),
    onKeep: () => void keep(video.id),
  }));

  if (isWipe) return <WipePair {...{ panes, pair, onPair, isOpening, isKeeping, seconds, zoom }} />;
  const { columns } = gridFor(
    panes.map(({ ratio }) => ratio),
    room,
  );
  return (
    <div
      ref={box}
      className="grid shrink-0 grow basis-0 auto-rows-[minmax(12rem,1fr)] gap-2 px-2 pt-2"
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {panes.map(({ ratio: _ratio, ...pane }, index) => (
        <ComparePane
          key={ids[index]}
          {...pane}
          isOpening={isOpening}
          seconds={seconds}
          zoom={zoom}
          onLook={look}
          isFirst={index === 0}
          isLast={index === panes.length - 1}
          isKeeping={isKeeping}
          onMove={(way) => moveCompare(moved(ids, index, way))}
        />
      ))}
    </div>
  );
}
