import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { BrowserNote } from './browser-note';
import { FramePlayer } from './frame-player';
import type { FrameSource } from './frame-source';
import { PlayerControls } from './player-controls';
import { recallPlayer } from './player-memory';
import { PlayerView } from './player-view';
import { Scrubber } from './scrubber';
import { useFullScreen } from './use-full-screen';
import { usePlayerKeys } from './use-player-keys';

type FilePlayerProps = {
  label: string;
  /** Opens what is played, with its first frame shown; asked once, when it is drawn. */
  open: () => Promise<FrameSource>;
  /** Width ÷ height of the picture. */
  ratio: number;
  /** Whether it plays at once, where motion is welcome. */
  isPlayed: boolean;
  /** What lies under the scrubber. */
  strip?: ReactNode;
  /** What stands below its buttons. */
  foot?: (player: FramePlayer) => ReactNode;
};

/** A player, `null` until it shows the first frame. */
function useFilePlayer(open: () => Promise<FrameSource>, isPlayed: boolean) {
  const [player, setPlayer] = useState<FramePlayer | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const first = useRef({ open, isPlayed });

  useEffect(() => {
    const { open, isPlayed } = first.current;
    let isGone = false;
    let made: FramePlayer | null = null;
    open().then(
      (source) => {
        if (isGone) return source.close();
        made = new FramePlayer([source], { ...recallPlayer(), isLooping: false });
        setPlayer(made);
        const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
        if (isPlayed && !isStill) void made.play();
      },
      () => !isGone && setIsBroken(true),
    );
    return () => {
      isGone = true;
      made?.close();
    };
  }, []);

  return { player, isBroken };
}

/** What is no video of the library, to be looked at frame by frame within a page: its keys are heard while the focus is in it. */
export function FilePlayer({ label, open, ratio, isPlayed, strip, foot }: FilePlayerProps) {
  const t = useTranslations('player');
  const whole = useRef<HTMLFieldSetElement>(null);
  const { player, isBroken } = useFilePlayer(open, isPlayed);
  const { isFull, toggle } = useFullScreen(whole);
  usePlayerKeys(player, (move) => move === 'fullScreen' && void toggle?.(), whole);
  const room = isFull ? '[container-type:size] min-h-0 flex-1' : '';
  const fit = isFull ? 'w-[min(100cqw,calc(var(--ratio)*100cqh))]' : 'w-[min(100%,calc(var(--ratio)*20rem))]';
  return (
    <fieldset
      ref={whole}
      aria-label={label}
      aria-busy={!player && !isBroken}
      className={`flex min-w-0 flex-col gap-2 ${isFull ? 'bg-stage p-3' : ''}`}
    >
      <div className={`flex items-center justify-center ${room}`}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: pressing the picture is a shortcut of the buttons under it. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above; the keyboard has the space bar. */}
        <div
          onClick={() => player?.toggle()}
          className={`relative overflow-hidden rounded-control bg-black ${fit}`}
          style={{ '--ratio': ratio, aspectRatio: ratio } as CSSProperties}
        >
          {player && <PlayerView player={player} />}
          {isBroken && (
            <p
              role="alert"
              className="absolute inset-0 grid place-content-center p-4 text-center text-13 text-white"
            >
              {t('broken')}
            </p>
          )}
        </div>
      </div>
      {/* As high before as after, so that nothing moves. */}
      <div className={`space-y-2 ${foot ? 'min-h-46 md:min-h-33' : 'min-h-34 md:min-h-23'}`}>
        {player && (
          <>
            <Scrubber player={player}>
              {strip ?? <div className="size-full rounded-control bg-raised" />}
            </Scrubber>
            <PlayerControls player={player} isFull={isFull} onFull={toggle} />
            {foot?.(player)}
            <BrowserNote player={player} />
          </>
        )}
      </div>
    </fieldset>
  );
}
