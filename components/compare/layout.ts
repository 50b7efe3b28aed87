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
