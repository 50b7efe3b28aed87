import { type CSSProperties, useLayoutEffect, useRef } from 'react';
import { contentUrl } from '@/lib/client/change-video';
import type { Video } from '@/lib/jobs/wire';
import type { FramePlayer } from './frame-player';

/** The view of a player where React has no hand in it: it is the source's own element. */
function View({ player }: { player: FramePlayer }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { view } = player.leader;
    view.className = 'block size-full object-contain';
    view.dataset.view = player.leader.kind;
    place.current?.replaceChildren(view);
  }, [player]);
  return <div ref={place} className="absolute inset-0" />;
}

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
        {player && <View player={player} />}
      </div>
    </div>
  );
}
