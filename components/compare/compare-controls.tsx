import {
  ArrowLeftToLine,
  ArrowRightToLine,
  ChevronLeft,
  ChevronRight,
  Eraser,
  Pause,
  Play,
  Repeat,
  Volume2,
  VolumeX,
  ZoomIn,
} from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { spellTime } from '@/components/pictures/grab-frame';
import type { FramePlayer } from '@/components/player/frame-player';
import { startOf } from '@/components/player/frame-table';
import { framesPlayed, speeds } from '@/components/player/player-state';
import { IconButton } from '@/components/ui/icon-button';

type ControlsProps = { player: FramePlayer; scale: number; onZoom: () => void };

/** What is pressed in stays so. */
const pressed = 'aria-pressed:bg-raised aria-pressed:text-accent-strong';

/** One scrubber and one set of buttons for all. */
export function CompareControls({ player, scale, onZoom }: ControlsProps) {
  const t = useTranslations('compare');
  const state = useSyncExternalStore(player.store.subscribe, () => player.state);
  const { frame, isPlaying, isLooping, isMuted, marks, rate } = state;
  const count = player.frames;
  const time = spellTime(startOf(player.leader.table, frame));
  const place = t('place', { time, number: String(frame + 1), count: String(count) });
  const part = framesPlayed(marks, count);
  const hasPart = marks.first !== null || marks.last !== null;
  const share = (frames: number) => `${(frames / count) * 100}%`;

  return (
    <div
      data-no-swipe
      className="sticky bottom-0 z-10 shrink-0 border-line border-t bg-page px-3 pt-1 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:px-4"
    >
      <div className="relative">
        {hasPart && (
          <div
            aria-hidden
            className="pointer-events-none absolute top-1/2 h-3 -translate-y-1/2 rounded-control bg-accent/30"
            style={{ left: share(part.first), width: share(part.last + 1 - part.first) }}
          />
        )}
        <input
          type="range"
          aria-label={t('scrubber')}
          aria-valuetext={place}
          min={0}
          max={count - 1}
          value={frame}
          onChange={({ target }) => player.seek(Number(target.value))}
          className="relative h-8 w-full cursor-pointer accent-accent-fill pointer-coarse:h-10"
        />
      </div>
      <div className="flex flex-wrap items-center gap-1">
        <IconButton label={t('back')} onClick={() => player.step(-1)}>
          <ChevronLeft size={20} strokeWidth={1.5} aria-hidden />
        </IconButton>
        <IconButton label={t(isPlaying ? 'pause' : 'play')} onClick={() => player.toggle()}>
          {isPlaying ? (
            <Pause size={20} strokeWidth={1.5} aria-hidden />
          ) : (
            <Play size={20} strokeWidth={1.5} aria-hidden />
          )}
        </IconButton>
        <IconButton label={t('on')} onClick={() => player.step(1)}>
          <ChevronRight size={20} strokeWidth={1.5} aria-hidden />
        </IconButton>
        <span className="px-2 text-13 text-muted tabular-nums">{place}</span>
        <div className="ml-auto flex flex-wrap items-center gap-1">
          <label className="flex items-center text-13 text-muted">
            <span className="sr-only">{t('speed')}</span>
            <select
              value={Math.abs(rate)}
              onChange={({ target }) => player.setRate(Number(target.value))}
              className="h-8 rounded-control border border-line bg-raised px-2 text-13 text-text pointer-coarse:h-10"
            >
              {speeds.map((speed) => (
                <option key={speed} value={speed}>
                  {speed}×
                </option>
              ))}
            </select>
          </label>
          <IconButton
            label={t('loop')}
            aria-pressed={isLooping}
            className={pressed}
            onClick={() => player.setLooping(!isLooping)}
          >
            <Repeat size={20} strokeWidth={1.5} aria-hidden />
          </IconButton>
          <IconButton
            label={t('markFirst')}
            aria-pressed={marks.first !== null}
            className={pressed}
            onClick={() => player.mark('first')}
          >
            <ArrowLeftToLine size={20} strokeWidth={1.5} aria-hidden />
          </IconButton>
          <IconButton
            label={t('markLast')}
            aria-pressed={marks.last !== null}
            className={pressed}
            onClick={() => player.mark('last')}
          >
            <ArrowRightToLine size={20} strokeWidth={1.5} aria-hidden />
          </IconButton>
          {hasPart && (
            <IconButton label={t('clearMarks')} onClick={() => player.clearMarks()}>
              <Eraser size={20} strokeWidth={1.5} aria-hidden />
            </IconButton>
          )}
          <IconButton
            label={t(isMuted ? 'unmute' : 'mute')}
            onClick={() => player.setVolume(state.volume, !isMuted)}
          >
            {isMuted ? (
              <VolumeX size={20} strokeWidth={1.5} aria-hidden />
            ) : (
              <Volume2 size={20} strokeWidth={1.5} aria-hidden />
            )}
          </IconButton>
          <IconButton
            label={t('zoom', { scale: String(scale) })}
            aria-pressed={scale > 1}
            className={pressed}
            onClick={onZoom}
          >
            <ZoomIn size={20} strokeWidth={1.5} aria-hidden />
          </IconButton>
        </div>
      </div>
    </div>
  );
}
