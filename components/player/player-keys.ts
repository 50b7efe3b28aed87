import type { FramePlayer } from './frame-player';
import { shuttle } from './player-state';

/** What the keys of the player mean. */
export type Move =
  | 'toggle'
  | 'back'
  | 'on'
  | 'shuttleBack'
  | 'stop'
  | 'shuttleOn'
  | 'markFirst'
  | 'markLast'
  | 'clearMarks'
  | 'loop'
  | 'mute'
  | 'fullScreen'
  | 'copy';

const moves: Record<string, Move> = {
  ' ': 'toggle',
  ',': 'back',
  '.': 'on',
  // The same keys while Chinese is typed.
  '，': 'back',
  '。': 'on',
  j: 'shuttleBack',
  k: 'stop',
  l: 'shuttleOn',
  i: 'markFirst',
  o: 'markLast',
  x: 'clearMarks',
  r: 'loop',
  m: 'mute',
  f: 'fullScreen',
  c: 'copy',
};

/** One step for one press, and more while it is held; everything else is done once. */
const repeats: ReadonlySet<Move> = new Set(['back', 'on']);

type Press = { key: string; repeat: boolean };
type Circumstances = {
  /** Whether K is held: then J and L are single frames, as in an editing suite. */
  isStopHeld: boolean;
  /** Whether single letters and signs are shortcuts; the space bar is one in any case. */
  hasSingleKeys: boolean;
};

/** What a press means to the player; `null` where it is not the player's. */
export function moveOf({ key, repeat }: Press, { isStopHeld, hasSingleKeys }: Circumstances): Move | null {
  const move = moves[key.toLowerCase()];
  if (!move || (!hasSingleKeys && move !== 'toggle')) return null;
  if (isStopHeld && move === 'shuttleBack') return 'back';
  if (isStopHeld && move === 'shuttleOn') return 'on';
  return repeat && !repeats.has(move) ? null : move;
}

/** Does what a player does by itself. @returns whether that was it */
export function makeMove(player: FramePlayer, move: Move): boolean {
  const { state } = player;
  const ways: Partial<Record<Move, () => void>> = {
    toggle: () => player.toggle(),
    back: () => player.step(-1),
    on: () => player.step(1),
    shuttleBack: () => void player.play(shuttle(state, -1)),
    stop: () => player.pause(),
    shuttleOn: () => void player.play(shuttle(state, 1)),
    markFirst: () => player.mark('first'),
    markLast: () => player.mark('last'),
    clearMarks: () => player.clearMarks(),
    loop: () => player.setLooping(!state.isLooping),
    mute: () => player.setVolume(state.volume || 1, !state.isMuted),
  };
  const way = ways[move];
  way?.();
  return way !== undefined;
}
