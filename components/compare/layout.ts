/** How videos lie beside each other: how many in a row. */
export type Grid = { columns: number; rows: number };

/** What there is to lay out in, in pixels; `caption` is what stands below each picture. */
export type Room = { width: number; height: number; caption: number };

/** The grid that shows videos the largest. @param ratios width ÷ height of each */
export function gridFor(ratios: readonly number[], { width, height, caption }: Room): Grid {
  const count = Math.max(1, ratios.length);
  let best: Grid = { columns: count, rows: 1 };
  let largest = -1;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const [cellWidth, cellHeight] = [width / columns, Math.max(1, height / rows - caption)];
    // What is seen of all of them, as fitted into equal cells.
    const seen = ratios.reduce((sum, ratio) => {
      const fitted = Math.min(cellWidth, cellHeight * ratio);
      return sum + (fitted * fitted) / ratio;
    }, 0);
    if (seen > largest * 1.001) {
      largest = seen;
      best = { columns, rows };
    }
  }
  return best;
}

/** The list with one of its items a place further to the left (-1) or to the right (1). */
export function moved<Item>(items: readonly Item[], index: number, way: -1 | 1): Item[] {
  const to = index + way;
  const item = items[index];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(index, 1).toSpliced(to, 0, item);
}

/** The ids that an address names: each once, and no more than are shown. */
export function readIds(text: string, most: number): string[] {
  const ids = text.split(',').map((id) => id.trim());
  return [...new Set(ids.filter(Boolean))].slice(0, most);
}

/** Which two videos lie over each other, by their places: to the left of the divider and to the right of it. */
export type Pair = readonly [left: number, right: number];

/** The pair as far as it is there: there may be fewer videos by now. */
export function pairAmong(pair: Pair, count: number): Pair {
  return pair.every((index) => index < count) ? pair : [0, 1];
}

/** The pair with another video on a side. Who chooses the other one means to change sides. */
export function withSide([left, right]: Pair, side: 0 | 1, index: number): Pair {
  if (index === (side === 0 ? right : left)) return [right, left];
  return side === 0 ? [index, right] : [left, index];
}

/**
 * Of which video stills lie under the scrubber: the longest of those that are seen, and over how much of the scrubber, from 0
 * to 1; `null` where none of them can be played. @param lengths in seconds; `null` of what cannot be played
 */
export function stillsOf(
  lengths: readonly (number | null)[],
  seen: readonly number[],
): { index: number; share: number } | null {
  const longest = Math.max(...lengths.map((seconds) => seconds ?? 0));
  const lengthOf = (index: number) => lengths[index] ?? 0;
  const [index] = seen.toSorted((one, other) => lengthOf(other) - lengthOf(one));
  if (index === undefined || lengthOf(index) === 0) return null;
  return { index, share: lengthOf(index) / longest };
}
