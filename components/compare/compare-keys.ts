import type { FramePlayer } from '@/components/player/frame-player';

/** The keys of the comparison, by what they do. The sheet shows them. */
export const compareKeys = {
  play: ['Space'],
  back: [',', 'ArrowLeft'],
  on: ['.', 'ArrowRight'],
  loop: ['L'],
  markFirst: ['I'],
  markLast: ['O'],
  mute: ['M'],
  wipe: ['W'],
  zoom: ['Z'],
} as const;

type Ways = { leave: () => void; wipe: () => void; zoom: () => void; areSingleKeysOn: boolean };

/** What a key does, or `null` where it is not ours. */
export function meaningOf(
  key: string,
  player: FramePlayer | null,
  { leave, wipe, zoom, areSingleKeysOn }: Ways,
): (() => void) | null {
  const always: Record<string, () => void> = {
    Escape: leave,
    ' ': () => player?.toggle(),
    ArrowLeft: () => player?.step(-1),
    ArrowRight: () => player?.step(1),
  };
  const single: Record<string, () => void> = {
    ',': () => player?.step(-1),
    '.': () => player?.step(1),
    l: () => player?.setLooping(!player.state.isLooping),
    i: () => player?.mark('first'),
    o: () => player?.mark('last'),
    m: () => player?.setVolume(player.state.volume, !player.state.isMuted),
    w: wipe,
    z: zoom,
  };
  return always[key] ?? (areSingleKeysOn ? (single[key.toLowerCase()] ?? null) : null);
}
