/** A place on the page, in CSS pixels from its upper left corner, wherever it is scrolled to. */
export type Point = { x: number; y: number };
export type Box = { left: number; top: number; right: number; bottom: number };

/** A pointer that moved less is a press, with a hand that shakes. */
export const sweepBeginsAt = 6;

/** So near to an edge of the window the page begins to scroll, and so fast at the edge itself and beyond (pixels a frame). */
const edge = 64;
const fastest = 28;

/** The band between where it began and where the pointer is. */
export function bandBetween(one: Point, other: Point): Box {
  return {
    left: Math.min(one.x, other.x),
    top: Math.min(one.y, other.y),
    right: Math.max(one.x, other.x),
    bottom: Math.max(one.y, other.y),
  };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/**
 * The ids whose boxes a band touches. The boxes are those that were seen since the band began: a tile that was scrolled out of
 * the page is still covered.
 */
export function coveredBy(band: Box, boxes: ReadonlyMap<string, Box>): string[] {
  return [...boxes].flatMap(([id, box]) => (overlap(band, box) ? [id] : []));
}

/**
 * How far what was seen before has moved on the page since: below or above it something came or went, or a very long page
 * was put elsewhere. 0 where nothing that was seen before is seen now.
 */
export function movedBy(before: ReadonlyMap<string, Box>, now: ReadonlyMap<string, Box>): number {
  for (const [id, box] of now) {
    const known = before.get(id);
    if (known) return box.top - known.top;
  }
  return 0;
}

/** How far the page scrolls in the next frame; 0 where the pointer is not near the edge. @param y of the pointer, in the window */
export function scrollStep(y: number, windowHeight: number): number {
  const speed = (depth: number) => Math.round(Math.min(1, depth / edge) * fastest);
  if (y < edge) return -speed(edge - y);
  if (y > windowHeight - edge) return speed(y - (windowHeight - edge));
  return 0;
}
