import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CirclePause,
  Clock,
  ClockArrowUp,
  Download,
  Hourglass,
  Loader,
  type LucideIcon,
  Pause,
  RefreshCw,
  Send,
  ShieldAlert,
  TimerOff,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { NewMark } from './new-mark';
import type { TileKind } from './tile-state';

/** Each state by an icon and a word, so that none is told by colour alone. */
export const stateIcons: Record<TileKind, { icon: LucideIcon; tone: string }> = {
  sending: { icon: Send, tone: 'text-muted' },
  paused: { icon: CirclePause, tone: 'text-muted' },
  queued: { icon: Clock, tone: 'text-muted' },
  waiting: { icon: ClockArrowUp, tone: 'text-muted' },
  held: { icon: Pause, tone: 'text-unsure' },
  running: { icon: Loader, tone: 'text-accent-strong' },
  stalled: { icon: Hourglass, tone: 'text-unsure' },
  reconnecting: { icon: RefreshCw, tone: 'text-unsure' },
  saving: { icon: Download, tone: 'text-accent-strong' },
  ready: { icon: CircleCheck, tone: 'text-ready' },
  unsure: { icon: CircleHelp, tone: 'text-unsure' },
  moderated: { icon: ShieldAlert, tone: 'text-muted' },
  failed: { icon: CircleAlert, tone: 'text-failed' },
  expired: { icon: TimerOff, tone: 'text-faint' },
  cancelled: { icon: Ban, tone: 'text-faint' },
};

/** Those whose word is too long for the smallest tile; another stands for it there. */
const longWords = ['waiting', 'reconnecting', 'unsure'] as const;

function isLongWord(kind: TileKind): kind is (typeof longWords)[number] {
  return longWords.some((each) => each === kind);
}

/** How much room there is: a tile, or the whole stage of the review room, where the prompt stands beside it. */
export type StatusPlace = 'tile' | 'stage';

type TileStatusProps = {
  kind: TileKind;
  prompt: string;
  place?: StatusPlace;
  /** After the state's word, where it is known: how far it is, and for how long it has been at it. */
  figure?: string | null;
  elapsed?: string;
  isNew?: boolean;
  /** Below that, where there is room: what else is known of the time. */
  detail?: string;
  /** Whether it is at work and nobody knows how far. */
  isUnmeasured?: boolean;
  /** Below it: why, and what can be done. */
  children?: ReactNode;
  /** 0–100 where a real figure is known. */
  progress?: number | null;
};

/** What is said while there is no picture: the state, the prompt, how far it is. */
export function TileStatus({
  kind,
  prompt,
  place = 'tile',
  figure,
  elapsed,
  isNew = false,
  detail,
  children,
  progress = null,
  isUnmeasured = false,
}: TileStatusProps) {
  const t = useTranslations('gallery.state');
  const { icon: Icon, tone } = stateIcons[kind];
  const tiles = useTranslations('tiles.short');
  const isLarge = place === 'stage';
  const wordTone = kind === 'failed' ? 'text-failed' : 'text-text';
  const short = !isLarge && isLongWord(kind) ? tiles(kind) : null;
  return (
    <div className="tile-status pointer-events-none absolute inset-0">
      <div
        className={
          isLarge
            ? 'flex h-full flex-col items-center justify-center p-6 text-center text-14'
            : 'tile-words text-13'
        }
      >
        {!isLarge && (
          <p className="tile-prompt text-text transition-transform duration-150 ease-settle">{prompt}</p>
        )}
        <div>
          <p
            className={`flex flex-wrap items-center ${isLarge ? 'justify-center gap-x-3 text-20' : 'gap-x-1.5'}`}
          >
            <span className={isLarge ? 'flex items-center gap-x-3' : 'tile-sign'}>
              <Icon size={isLarge ? 20 : 16} strokeWidth={1.5} aria-hidden className={`shrink-0 ${tone}`} />
              <span className={`${short ? 'tile-long' : ''} tile-state ${wordTone}`}>{t(kind)}</span>
              {short && (
                <span aria-hidden className={`tile-short tile-state ${wordTone}`}>
                  {short}
                </span>
              )}
            </span>
            {figure && (
              <span className="tile-figure whitespace-nowrap text-muted tabular-nums">{figure}</span>
            )}
            {isNew && <NewMark />}
            {elapsed && <span className="tile-elapsed text-muted tabular-nums">{elapsed}</span>}
          </p>
          {detail && <p className="tile-detail text-muted tabular-nums">{detail}</p>}
          {children}
        </div>
      </div>
      {/* It stands still, since it tells of no figure. */}
      {isUnmeasured && progress === null && (
        <span
          aria-hidden
          className="absolute inset-x-0 bottom-0 h-0.5 bg-[repeating-linear-gradient(90deg,var(--accent)_0_4px,transparent_4px_10px)]"
        />
      )}
      {progress !== null && (
        <span
          aria-hidden
          className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent transition-transform duration-200 ease-settle"
          style={{ transform: `scaleX(${progress / 100})` }}
        />
      )}
    </div>
  );
}
