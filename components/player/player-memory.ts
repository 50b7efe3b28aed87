import type { PlayerState } from './player-state';

const storageKey = 'firstframe.player';

/** What stays from video to video, and from visit to visit. */
type Kept = Pick<PlayerState, 'isLooping' | 'isMuted' | 'volume'>;

/** What was chosen before. */
export function recallPlayer(): Partial<Kept> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '');
    if (typeof kept !== 'object' || kept === null) return {};
    const { isLooping, isMuted, volume } = kept as Partial<Record<keyof Kept, unknown>>;
    return {
      ...(typeof isLooping === 'boolean' ? { isLooping } : {}),
      ...(typeof isMuted === 'boolean' ? { isMuted } : {}),
      ...(typeof volume === 'number' && volume >= 0 && volume <= 1 ? { volume } : {}),
    };
  } catch {
    return {};
  }
}

let written = '';

/** Keeps what was chosen. */
export function rememberPlayer({ isLooping, isMuted, volume }: PlayerState): void {
  const text = JSON.stringify({ isLooping, isMuted, volume } satisfies Kept);
  if (text === written) return;
  written = text;
  try {
    localStorage.setItem(storageKey, text);
  } catch {
    // Where nothing can be kept it lasts as long as the page.
  }
}
