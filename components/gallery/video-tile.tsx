import { memo, useEffect } from 'react';
import { useIsNew } from '@/components/news/new-marks';
import { late } from '@/components/ui/late';
import type { Video } from '@/lib/jobs/wire';
import { NewMark } from './new-mark';
import { OpenTile } from './open-tile';
import { endPreview, previewHandlers, startPreview, usePreview } from './previewed-tile';
import { ReadyTile } from './ready-tile';
import { TileBackdrop } from './tile-backdrop';
import { TileLink } from './tile-link';
import { isUnderWay, tileKind } from './tile-state';

/** `isStop` is whether Tab comes to it. */
type TileProps = { video: Video; isStop: boolean };

const TileTools = late(() => import('./tile-tools').then((module) => module.TileTools));

/**
 * What is in the tile of a video, whatever its state. The whole of it is a link to the review room; what else can be
 * pressed lies above that.
 */
export const VideoTile = memo(function VideoTile({ video, isStop }: TileProps) {
  const { id } = video;
  const kind = tileKind(video);
  const isReady = kind === 'ready';
  const wish = usePreview(id);
  const isNew = useIsNew(video);
  const firstFrame = video.firstframe.asked.references.find(({ role }) => role === 'first_frame');

  useEffect(() => () => endPreview(id), [id]);

  return (
    // It has no box of its own: it hears of the pointer and of the focus, wherever in the tile they are.
    <div className="contents" {...previewHandlers(id, isReady)}>
      {isReady ? (
        <ReadyTile video={video} wish={wish} />
      ) : (
        <TileBackdrop url={firstFrame?.url ?? null} isCovered={!isUnderWay(kind)} />
      )}
      {kind === 'unsure' && <div aria-hidden className="unsure-stripes absolute inset-0" />}
      {isReady && isNew && wish === null && (
        <NewMark className="pointer-events-none absolute bottom-2 left-2" />
      )}
      <TileLink
        video={video}
        kind={kind}
        isNew={isNew}
        isStop={isStop}
        takesPress={(isTap) => {
          // With a finger, the first tap plays and the second opens.
          const isFirst = isTap && isReady && wish === null;
          if (isFirst) startPreview(id, 'tap');
          else endPreview(id);
          return isFirst;
        }}
      />
      {!isReady && <OpenTile video={video} kind={kind} isNew={isNew} />}
      <TileTools video={video} />
    </div>
  );
});
