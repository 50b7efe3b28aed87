import { tileRatio } from '@/components/gallery/tile-state';
import { FilmStrip } from '@/components/player/film-strip';
import { PlayerControls } from '@/components/player/player-controls';
import { Scrubber } from '@/components/player/scrubber';
import { usePlayerKeys } from '@/components/player/use-player-keys';
import type { Video } from '@/lib/jobs/wire';
import type { Opened } from './use-compare-player';

const nothing = () => {};

/** One scrubber and one set of buttons for all: the longest video leads. */
export function CompareControls({ opened, videos }: { opened: Opened; videos: readonly Video[] }) {
  const { player, sources } = opened;
  const leader = videos.find(({ id }) => sources.get(id) === player.leader);
  usePlayerKeys(player, nothing);
  return (
    <div
      data-no-swipe
      className="sticky bottom-0 z-10 shrink-0 space-y-2 border-line border-t bg-page px-3 pt-3 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:px-4"
    >
      <Scrubber player={player}>
        {leader && <FilmStrip video={leader} ratio={tileRatio(leader.size)} />}
      </Scrubber>
      <PlayerControls player={player} isFull={false} onFull={null} />
    </div>
  );
}
