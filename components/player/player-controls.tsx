import {
  ChevronLeft,
  ChevronRight,
  Maximize,
  Minimize,
  Pause,
  Play,
  Repeat,
  SkipBack,
  SkipForward,
  Volume2,
  VolumeX,
  X,
} from 'lucide-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { ChoiceChip } from '@/components/ui/choice-chip';
import { IconButton } from '@/components/ui/icon-button';
import type { FramePlayer } from './frame-player';
import { PlaceLabel } from './place-label';
import { framesPlayed, speeds } from './player-state';
import { usePlayer } from './use-player';

const icon = { size: 20, strokeWidth: 1.5, 'aria-hidden': true } as const;
const pressed = 'aria-pressed:bg-pressed aria-pressed:text-accent-strong';

function Transport({ player }: { player: FramePlayer }) {
  const t = useTranslations('player');
  const isPlaying = usePlayer(player, (state) => state.isPlaying);
  const { first, last } = framesPlayed(
    usePlayer(player, ({ marks }) => marks),
    player.frames,
  );
  return (
    <div className="flex items-center gap-0.5">
      <IconButton label={t('toFirst')} onClick={() => player.seek(first)}>
        <SkipBack {...icon} size={16} />
      </IconButton>
      <IconButton label={t('back')} onClick={() => player.step(-1)}>
        <ChevronLeft {...icon} />
      </IconButton>
      <IconButton
        label={isPlaying ? t('pause') : t('play')}
        className="!size-10 !rounded-full bg-raised !text-text"
        onClick={() => player.toggle()}
      >
        {isPlaying ? <Pause {...icon} /> : <Play {...icon} />}
      </IconButton>
      <IconButton label={t('on')} onClick={() => player.step(1)}>
        <ChevronRight {...icon} />
      </IconButton>
      <IconButton label={t('toLast')} onClick={() => player.seek(last)}>
        <SkipForward {...icon} size={16} />
      </IconButton>
    </div>
  );
}

function PartButtons({ player }: { player: FramePlayer }) {
  const t = useTranslations('player');
  const { first, last } = usePlayer(player, ({ marks }) => marks);
  const hasPart = first !== null || last !== null;
  const look = `font-mono text-14 ${pressed}`;
  return (
    <div className="flex items-center">
      <IconButton
        label={t('markFirst')}
        aria-pressed={first !== null}
        className={look}
        onClick={() => player.mark('first')}
      >
        [
      </IconButton>
      <IconButton
        label={t('markLast')}
        aria-pressed={last !== null}
        className={look}
        onClick={() => player.mark('last')}
      >
        ]
      </IconButton>
      {/* Its place is kept, so that nothing moves when it comes. */}
      <IconButton
        label={t('clearMarks')}
        className={hasPart ? '' : 'invisible'}
        onClick={() => player.clearMarks()}
      >
        <X {...icon} size={16} />
      </IconButton>
    </div>
  );
}

function Speed({ player }: { player: FramePlayer }) {
  const t = useTranslations('player');
  const id = useId();
  const rate = usePlayer(player, (state) => state.rate);
  const spell = (value: number) => `${String(value).replace('-', '−')}×`;
  const offered = speeds.includes(rate as (typeof speeds)[number]) ? speeds : [rate, ...speeds];
  return (
    <ChoiceChip
      label={t('speed')}
      control={{ id }}
      value={String(rate)}
      choices={offered.map((value) => ({ value: String(value), label: spell(value) }))}
      onChange={(value) => player.setRate(Number(value))}
    />
  );
}

function Volume({ player }: { player: FramePlayer }) {
  const t = useTranslations('player');
  const isMuted = usePlayer(player, (state) => state.isMuted || state.volume === 0);
  const volume = usePlayer(player, (state) => state.volume);
  const isSilent = usePlayer(player, ({ isPlaying, rate }) => isPlaying && rate !== 1);
  const { hasSound } = player.leader;
  const label = hasSound ? (isMuted ? t('unmute') : t('mute')) : t('noSound');
  return (
    <div className="flex items-center">
      <IconButton
        label={label}
        title={hasSound && isSilent ? t('silent') : label}
        disabled={!hasSound}
        onClick={() => player.setVolume(volume || 1, !isMuted)}
      >
        {isMuted || isSilent || !hasSound ? <VolumeX {...icon} /> : <Volume2 {...icon} />}
      </IconButton>
      {hasSound && (
        <input
          type="range"
          aria-label={t('volume')}
          min={0}
          max={1}
          step={0.05}
          value={isMuted ? 0 : volume}
          onChange={({ target }) => player.setVolume(Number(target.value))}
          className="hidden h-8 w-16 cursor-pointer accent-accent-fill xl:block pointer-coarse:hidden"
        />
      )}
    </div>
  );
}

type PlayerControlsProps = { player: FramePlayer; isFull: boolean; onFull: (() => void) | null };

/** Everything under the picture that plays it. */
export function PlayerControls({ player, isFull, onFull }: PlayerControlsProps) {
  const t = useTranslations('player');
  const isLooping = usePlayer(player, (state) => state.isLooping);
  return (
    <div className="grid grid-cols-[1fr_auto] items-center gap-x-2 gap-y-1 md:grid-cols-[1fr_auto_1fr]">
      <PlaceLabel player={player} />
      <Transport player={player} />
      <div className="col-span-2 flex items-center justify-between gap-0.5 md:col-span-1 md:justify-end">
        <Speed player={player} />
        <IconButton
          label={t('loop')}
          aria-pressed={isLooping}
          className={pressed}
          onClick={() => player.setLooping(!isLooping)}
        >
          <Repeat {...icon} size={16} />
        </IconButton>
        <PartButtons player={player} />
        <Volume player={player} />
        {onFull && (
          <IconButton label={isFull ? t('leaveFull') : t('full')} onClick={onFull}>
            {isFull ? <Minimize {...icon} size={16} /> : <Maximize {...icon} size={16} />}
          </IconButton>
        )}
      </div>
    </div>
  );
}
