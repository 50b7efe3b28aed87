/** How wide the row is, the gap between two of its buttons, and the button of the menu; in pixels. */
type Row = { room: number; gap: number; more: number };

/**
 * How many actions stand in a row before the last one, which always does: those that do not fit are in a menu at its end,
 * whose button takes room too.
 * @param widths of all actions, in order
 */
export function countFitting(widths: readonly number[], { room, gap, more }: Row): number {
  const before = widths.slice(0, -1);
  const last = widths.at(-1) ?? 0;
  const all = before.reduce((sum, width) => sum + width + gap, last);
  if (all <= room) return before.length;
  let taken = last + gap + more;
  const first = before.findIndex((width) => {
    taken += width + gap;
    return taken > room;
  });
  return Math.max(0, first);
}
