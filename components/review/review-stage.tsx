import type { CSSProperties } from 'react';
import { OpenTile } from '@/components/gallery/open-tile';
import { TileBackdrop } from '@/components/gallery/tile-backdrop';
import { tileKind, tileRatio } from '@/components/gallery/tile-state';
import { Player } from '@/components/player/player';
import type { Video } from '@/lib/jobs/wire';

/** The player on a quiet ground, or how far the video is. The box keeps the video's shape from the beginning. */
export function ReviewStage({ video }: { video: Video }) {
  const kind = tileKind(video);
  const ratio = tileRatio(video.size);
  if (kind === 'ready') return <Player video={video} />;
  const firstFrame = video.firstframe.asked.references.find(({ role }) => role === 'first_frame');
  return (
    <div className="flex min-w-0 items-center justify-center bg-stage p-0 lg:flex-1 sm:p-6 lg:min-h-0">
      <div
        className="relative w-full max-w-[calc(var(--ratio)*70dvh)] overflow-hidden sm:rounded-tile lg:max-w-[calc(var(--ratio)*(100dvh-6.5rem))]"
        style={{ '--ratio': ratio, aspectRatio: ratio } as CSSProperties}
      >
        <TileBackdrop url={firstFrame?.url ?? null} isCovered />
        {kind === 'unsure' && <div aria-hidden className="unsure-stripes absolute inset-0" />}
        <OpenTile video={video} kind={kind} place="stage" />
      </div>
    </div>
  );
}
