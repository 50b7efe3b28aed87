/** Where a part begins and ends, by the numbers of its first and its last frame, both of them in it. */
export type Marks = { first: number | null; last: number | null };

/** What there is to see of a player. Frames are numbered from 0; people are shown the number plus one. */
export type PlayerState = {
  /** The frame that is wanted: its number is right at once, also while its picture is still looked for. */
  frame: number;
  /** Whether the picture on the screen is that frame. */
  isShown: boolean;
  isPlaying: boolean;
  /** How fast it goes, or would go: negative for backwards. */
  rate: number;
  isLooping: boolean;
  marks: Marks;
  isMuted: boolean;
  /** From 0 to 1. */
  volume: number;
};

/** How fast it can be played. */
export const speeds = [0.25, 0.5, 0.75, 1, 1.5, 2] as const;

export const restingState: PlayerState = {
  frame: 0,
  isShown: false,
  isPlaying: false,
  rate: 1,
  isLooping: true,
  marks: { first: null, last: null },
  isMuted: false,
  volume: 1,
};

/**
 * What J and L do, as in an editing suite: a press the other way turns round, a further one the same way goes twice as
 * fast, and no faster.
 */
export function shuttle({ isPlaying, rate }: Pick<PlayerState, 'isPlaying' | 'rate'>, way: -1 | 1): number {
  const isGoing = isPlaying && Math.sign(rate) === way;
  return isGoing && Math.abs(rate) >= 1 ? 2 * way : way;
}

/**
 * Marks with one of them set. One that would come after the other lets that go: whoever sets it means a new part.
 */
export function withMark({ first, last }: Marks, which: 'first' | 'last', frame: number): Marks {
  if (which === 'first') return { first: frame, last: last !== null && last < frame ? null : last };
  return { first: first !== null && first > frame ? null : first, last: frame };
}

/** The frames that are played: those between the marks, or as far as there are any. @param frames how many there are */
export function framesPlayed({ first, last }: Marks, frames: number): { first: number; last: number } {
  return { first: first ?? 0, last: last ?? frames - 1 };
}
