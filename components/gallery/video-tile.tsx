import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { enterRoom } from '@/components/studio/room';
import type { Video } from '@/lib/jobs/wire';
import { OpenTile } from './open-tile';
import { ReadyTile } from './ready-tile';
import { TileBackdrop } from './tile-backdrop';
import { isUnderWay, tileKind } from './tile-state';
import { usePreview } from './use-preview';
import { useTileHint } from './use-tile-hint';

/**
 * What is in the tile of a video, whatever its state. The whole of it is a link to the review room; what else can be
 * pressed lies above that.
 */
export const VideoTile = memo(function VideoTile({ video }: { video: Video }) {
  const t = useTranslations('gallery');
  const kind = tileKind(video);
  const preview = usePreview(video.id, kind === 'ready');
  const name = t('open', { prompt: (video.prompt ?? '').slice(0, 120), state: t(`state.${kind}`) });
  const hint = useTileHint(video);
  const firstFrame = video.firstframe.asked.references.find(({ role }) => role === 'first_frame');

  return (
    <>
      {kind === 'ready' ? (
        <ReadyTile video={video} isPlaying={preview.isPlaying} />
      ) : (
        <TileBackdrop url={firstFrame?.url ?? null} isCovered={!isUnderWay(kind)} />
      )}
      {kind === 'unsure' && <div aria-hidden className="unsure-stripes absolute inset-0" />}
      <a
        href={`/videos/${encodeURIComponent(video.id)}`}
        aria-label={name}
        title={hint}
        data-video={video.id}
        {...preview.handlers}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          if (preview.takesTap(event.nativeEvent)) return;
          enterRoom(video.id);
        }}
        className="absolute inset-0 rounded-tile outline-offset-[-2px]"
      />
      {kind !== 'ready' && <OpenTile video={video} kind={kind} />}
    </>
  );
});
