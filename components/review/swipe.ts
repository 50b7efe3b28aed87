/** Which way a finger goes; nobody knows for the first few pixels. */
export type Axis = 'x' | 'y';

/** Videos beside the one that is shown: to the left the newer one, to the right the older one. */
export type Beside = { hasNewer: boolean; hasOlder: boolean };

/** So far a finger may shake, in CSS pixels. */
const slop = 10;
/** How much further sideways than up or down it must go: a sheet is scrolled more often than a video is left. */
const sideways = 1.5;
/** What is left of a move where there is no video to go to. */
const resistance = 0.25;
/** Part of the width beyond which letting go walks on, and the speed (pixels a millisecond) that does so by itself. */
const enoughPart = 0.3;
const enoughSpeed = 0.5;

/** The axis of a move, or `null` for as long as it is too small to tell. */
export function axisOf(dx: number, dy: number): Axis | null {
  if (Math.hypot(dx, dy) < slop) return null;
  return Math.abs(dx) > Math.abs(dy) * sideways ? 'x' : 'y';
}

/** Where the picture is while a finger is `dx` from where it began. */
export function shiftOf(dx: number, { hasNewer, hasOlder }: Beside): number {
  const isFree = dx > 0 ? hasNewer : hasOlder;
  return isFree ? dx : dx * resistance;
}

/**
 * What letting go does.
 * @param speed pixels a millisecond at the end, negative to the left; where it goes against the move, nothing was meant
 */
export function swipeEnd(
  { dx, speed, width }: { dx: number; speed: number; width: number },
  { hasNewer, hasOlder }: Beside,
): 'newer' | 'older' | null {
  const isBack = speed !== 0 && Math.sign(speed) !== Math.sign(dx) && Math.abs(speed) > enoughSpeed / 2;
  const isEnough = Math.abs(dx) > width * enoughPart || Math.abs(speed) > enoughSpeed;
  if (isBack || !isEnough || dx === 0) return null;
  if (dx > 0) return hasNewer ? 'newer' : null;
  return hasOlder ? 'older' : null;
}
