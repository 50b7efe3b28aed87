import { tileRatio } from '@/components/gallery/tile-state';
import { FilmStrip } from '@/components/player/film-strip';
import { PlayerControls } from '@/components/player/player-controls';
import { Scrubber } from '@/components/player/scrubber';
import { usePlayerKeys } from '@/components/player/use-player-keys';
import type { Video } from '@/lib/jobs/wire';
import { stillsOf } from './layout';
import type { Opened } from './use-compare-player';

const nothing = () => {};

type ControlsProps = {
  opened: Opened;
  videos: readonly Video[];
  /** Which of them are on the screen, by their places. */
  seen: readonly number[];
};

/** One scrubber and one set of buttons for all: the longest video leads. Its stills are those of a video that is seen. */
export function CompareControls({ opened, videos, seen }: ControlsProps) {
  const { player, sources } = opened;
  const lengths = videos.map(({ id }) => sources.get(id)?.table.seconds ?? null);
  const stills = stillsOf(lengths, seen);
  const video = stills && videos[stills.index];
  usePlayerKeys(player, nothing);
  return (
    <div
      data-no-swipe
      className="sticky bottom-0 z-10 shrink-0 space-y-2 border-line border-t bg-page px-3 pt-3 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:px-4"
    >
      <Scrubber player={player}>
        {video && (
          <div className="h-full" style={{ width: `${stills.share * 100}%` }}>
            <FilmStrip video={video} ratio={tileRatio(video.size)} />
          </div>
        )}
      </Scrubber>
      <PlayerControls player={player} isFull={false} onFull={null} />
    </div>
  );
}
