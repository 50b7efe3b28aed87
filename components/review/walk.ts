import type { Place } from '@/components/library/use-neighbours';

/** How somebody goes from video to video in the room. */
export type Walk = {
  /** The video that the walk is at, or on its way to. */
  at: string;
  /** Steps that were asked for and could not be taken yet: towards older videos, or newer ones where negative. */
  wish: number;
};

/** What the room is like now: the video that its address names, or `null`; the one that it shows; and where that stands. */
export type Here = { addressed: string | null; shown: string; place: Place };

/** Whether there is a video on either side, or may be one that is not known yet. */
export function waysOf({ index, total, newer, older, isComing }: Place): { newer: boolean; older: boolean } {
  return {
    newer: newer !== undefined || (isComing && index !== 0),
    older: older !== undefined || (isComing && (index < 0 || index + 1 < total)),
  };
}

/** Asks for one step more. A key that is held waits for the step before, so that nothing goes on when it is let go. */
export function wishStep(walk: Walk, step: 1 | -1, { addressed, shown }: Here, isRepeat: boolean): Walk {
  if (addressed !== walk.at) return addressed === null ? walk : { at: addressed, wish: step };
  const isBusy = walk.wish !== 0 || walk.at !== shown;
  return isRepeat && isBusy ? walk : { ...walk, wish: walk.wish + step };
}

/** Takes the next step that was asked for, where the video beside is known: `to` is that video. */
export function takeStep(walk: Walk, { addressed, shown, place }: Here): { walk: Walk; to: string | null } {
  // Somebody left, or went elsewhere: nothing of it is wanted any more.
  if (addressed !== walk.at) return { walk: { at: addressed ?? walk.at, wish: 0 }, to: null };
  if (walk.wish === 0 || walk.at !== shown) return { walk, to: null };
  const side = walk.wish > 0 ? 'older' : 'newer';
  const to = place[side];
  if (to !== undefined) return { walk: { at: to, wish: walk.wish - Math.sign(walk.wish) }, to };
  return { walk: waysOf(place)[side] ? walk : { ...walk, wish: 0 }, to: null };
}
