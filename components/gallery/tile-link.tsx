import { useTranslations } from 'use-intl';
import { enterRoom } from '@/components/studio/room';
import type { Video } from '@/lib/jobs/wire';
import type { TileKind } from './tile-state';
import { useTileHint } from './use-tile-hint';

/** Has the video read and decoded while its room is still being drawn; the code for it came with the room's. */
function openAhead(video: Video): void {
  import('@/components/player/open-ahead').then(
    (module) => module.openAhead(video),
    // The room says what is wrong.
    () => {},
  );
}

type TileLinkProps = {
  video: Video;
  kind: TileKind;
  isNew: boolean;
  /** Whether Tab comes to it; arrow keys do in any case. */
  isStop: boolean;
  /** Hears of a press before it opens the room, and may take it for something else. */
  takesPress?: (isTap: boolean) => boolean;
};

/** The whole of a tile, or of a row, as a way into the review room. */
export function TileLink({ video, kind, isNew, isStop, takesPress }: TileLinkProps) {
  const t = useTranslations();
  const hint = useTileHint(video);
  const words = { prompt: (video.prompt ?? '').slice(0, 120), state: t(`gallery.state.${kind}`) };
  return (
    // biome-ignore lint/a11y/useAnchorContent: its name is its label; nothing in it is drawn.
    <a
      href={`/videos/${encodeURIComponent(video.id)}`}
      aria-label={t(isNew ? 'tiles.openNew' : 'gallery.open', words)}
      title={hint}
      data-video={video.id}
      tabIndex={isStop ? undefined : -1}
      // A finger may only want to scroll.
      onPointerDown={({ pointerType, button }) => pointerType !== 'touch' && button === 0 && openAhead(video)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        const isTap = 'pointerType' in event.nativeEvent && event.nativeEvent.pointerType === 'touch';
        if (takesPress?.(isTap)) return;
        openAhead(video);
        enterRoom(video.id);
      }}
      className="absolute inset-0 rounded-tile outline-offset-[-2px]"
    />
  );
}
