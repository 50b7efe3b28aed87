import type { CSSProperties } from 'react';
import { contentUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';
import type { FramePlayer } from './frame-player';
import { PlayerView } from './player-view';

type PictureProps = {
  video: Video;
  player: FramePlayer | null;
  ratio: number;
  isFull: boolean;
  onFull: (() => void) | null;
};

/** The picture in its place, which has its shape before it comes: until then the poster is seen, so nothing flashes. */
export function Picture({ video, player, ratio, isFull, onFull }: PictureProps) {
  const hasPoster = video.firstframe.variants.includes('thumbnail');
  const room = isFull
    ? '[container-type:size] min-h-0 flex-1'
    : 'lg:[container-type:size] lg:min-h-0 lg:flex-1';
  const fit = 'w-[min(100cqw,calc(var(--ratio)*100cqh))]';
  const fitWide = 'lg:w-[min(100cqw,calc(var(--ratio)*100cqh))]';
  return (
    <div className={`flex items-center justify-center ${room}`}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: pressing the picture is a shortcut of the buttons under it. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above; the keyboard has the space bar and F. */}
      <div
        onClick={() => player?.toggle()}
        onDoubleClick={() => onFull?.()}
        className={`relative overflow-hidden bg-black ${isFull ? fit : `w-[min(100%,calc(var(--ratio)*56dvh))] lg:rounded-tile ${fitWide}`}`}
        style={{ '--ratio': ratio, aspectRatio: ratio } as CSSProperties}
      >
        {hasPoster && (
          <img
            src={contentUrl(video.id, 'thumbnail')}
            alt=""
            className="absolute inset-0 size-full object-contain"
          />
        )}
        {player && <PlayerView player={player} />}
      </div>
    </div>
  );
}
