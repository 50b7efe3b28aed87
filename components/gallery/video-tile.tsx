import { memo, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useIsNew } from '@/components/news/new-marks';
import { enterRoom } from '@/components/studio/room';
import { late } from '@/components/ui/late';
import type { Video } from '@/lib/jobs/wire';
import { NewMark } from './new-mark';
import { OpenTile } from './open-tile';
import { endPreview, previewHandlers, startPreview, usePreview } from './previewed-tile';
import { ReadyTile } from './ready-tile';
import { TileBackdrop } from './tile-backdrop';
import { isUnderWay, tileKind } from './tile-state';
import { useTileHint } from './use-tile-hint';

const TileTools = late(() => import('./tile-tools').then((module) => module.TileTools));

/**
 * What is in the tile of a video, whatever its state. The whole of it is a link to the review room; what else can be
 * pressed lies above that.
 */
export const VideoTile = memo(function VideoTile({ video }: { video: Video }) {
  const t = useTranslations();
  const { id } = video;
  const kind = tileKind(video);
  const isReady = kind === 'ready';
  const wish = usePreview(id);
  const isNew = useIsNew(video);
  const words = { prompt: (video.prompt ?? '').slice(0, 120), state: t(`gallery.state.${kind}`) };
  const name = t(isNew ? 'tiles.openNew' : 'gallery.open', words);
  const hint = useTileHint(video);
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
      {isNew && wish === null && <NewMark isOverPicture={isReady} />}
      {/* biome-ignore lint/a11y/useAnchorContent: its name is its label; nothing in it is drawn. */}
      <a
        href={`/videos/${encodeURIComponent(id)}`}
        aria-label={name}
        title={hint}
        data-video={id}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          const isTap = 'pointerType' in event.nativeEvent && event.nativeEvent.pointerType === 'touch';
          // With a finger, the first tap plays and the second opens.
          if (isTap && isReady && wish === null) return startPreview(id, 'tap');
          endPreview(id);
          enterRoom(id);
        }}
        className="absolute inset-0 rounded-tile outline-offset-[-2px]"
      />
      {!isReady && <OpenTile video={video} kind={kind} />}
      <TileTools video={video} />
    </div>
  );
});
