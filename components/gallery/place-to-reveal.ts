/** Between a tile that was gone to and what lies over the gallery. */
const marginPx = 12;

/** What is seen of the content: from where on, how much, and how much of that lies under something above and below. */
type Seen = { top: number; view: number; above: number; below: number };

/** Where to scroll to, no further than it takes to show all of a tile; `null` where all of it is seen already. */
export function placeToReveal(
  { y, height }: { y: number; height: number },
  { top, view, above, below }: Seen,
): number | null {
  const isUnderUpper = y < top + above;
  if (!isUnderUpper && y + height <= top + view - below) return null;
  const isTooHigh = height > view - above - below - 2 * marginPx;
  return isUnderUpper || isTooHigh ? y - above - marginPx : y + height + below + marginPx - view;
}
