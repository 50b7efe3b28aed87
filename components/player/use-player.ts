import { useSyncExternalStore } from 'react';
import type { FramePlayer } from './frame-player';
import type { PlayerState } from './player-state';

/** Part of what a player shows; the component is drawn again only when that part changes. */
export function usePlayer<Part>({ store }: FramePlayer, select: (state: PlayerState) => Part): Part {
  const read = () => select(store.state);
  return useSyncExternalStore(store.subscribe, read, read);
}
