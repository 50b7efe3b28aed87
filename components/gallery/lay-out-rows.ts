/** How rows are to be: as wide as this, about as high as this, so far apart. All in pixels. */
export type RowShape = { width: number; height: number; gap: number };

/** Where a tile lies in its row. */
export type Box = { x: number; width: number };

/** The rows of one day, from 0; a row's height is that of its tiles. */
export type Rows = {
  /** Of all, with the gaps between them and none after the last. */
  readonly height: number;
  readonly count: number;
  /** The first item of a row; of the row after the last, how many items there are. */
  readonly first: (row: number) => number;
  readonly top: (row: number) => number;
  readonly heightOf: (row: number) => number;
  readonly boxes: (row: number) => Box[];
};

/** A last row is stretched to full width where that makes it no more than so much higher than the others. */
const stretched = 1.3;

/** How high items are that fill the width, by the sum of their ratios. */
function fullHeight({ width, gap }: RowShape, items: number, ratios: number): number {
  return Math.max(1, width - gap * (items - 1)) / ratios;
}

/** How high the last row is, which need not be full. */
function lastHeight(shape: RowShape, items: number, ratios: number): number {
  const full = fullHeight(shape, items, ratios);
  return full <= shape.height * stretched ? full : shape.height;
}

/** Whether a row that would be so high is nearer to the height that is wanted without its last item than with it. */
function isBetterWithout(without: number, withLast: number, wanted: number): boolean {
  return without * withLast < wanted * wanted;
}

function layOutBoxes(shape: RowShape, height: number, ratios: readonly number[]): Box[] {
  let end = 0;
  return ratios.map((ratio) => {
    const x = Math.round(end);
    // Rounded at both edges, so that rows end flush and gaps are even.
    const width = Math.max(1, Math.round(end + ratio * height) - x);
    end += ratio * height + shape.gap;
    return { x, width };
  });
}

/** Rows of items that all have one ratio, of which nothing has to be counted: what is not loaded is taken to be so. */
export function layOutEqual(items: number, ratio: number, shape: RowShape): Rows {
  let perRow = 1;
  while (fullHeight(shape, perRow, perRow * ratio) > shape.height) perRow += 1;
  const [without, withLast] = [perRow - 1, perRow].map((each) => fullHeight(shape, each, each * ratio));
  if (perRow > 1 && isBetterWithout(without ?? 0, withLast ?? 0, shape.height)) perRow -= 1;
  const height = fullHeight(shape, perRow, perRow * ratio);
  const count = Math.ceil(items / perRow);
  const rest = items - (count - 1) * perRow;
  const ofLast = fullHeight(shape, rest, rest * ratio);
  const last = ofLast > shape.height ? lastHeight(shape, rest, rest * ratio) : ofLast;
  const heightOf = (row: number) => (row === count - 1 ? last : height);
  const step = Math.round(height) + shape.gap;
  return {
    height: count > 0 ? (count - 1) * step + Math.round(heightOf(count - 1)) : 0,
    count,
    first: (row) => Math.min(items, row * perRow),
    top: (row) => row * step,
    heightOf: (row) => Math.round(heightOf(row)),
    boxes: (row) => layOutBoxes(shape, heightOf(row), Array(row === count - 1 ? rest : perRow).fill(ratio)),
  };
}

/** Rows of one item each, all of one height: a list. */
export function layOutList(items: number, { width, height, gap }: RowShape): Rows {
  const step = height + gap;
  return {
    height: items > 0 ? items * step - gap : 0,
    count: items,
    first: (row) => Math.min(items, row),
    top: (row) => row * step,
    heightOf: () => height,
    boxes: () => [{ x: 0, width }],
  };
}

type Cut = { first: number; height: number };

/** Cuts items into rows. Where more follows, the last row is made full too, if need be together with the one before it. */
function cut(ratios: Float32Array, from: number, to: number, shape: RowShape, isFollowed: boolean): Cut[] {
  const cuts: Cut[] = [];
  let [first, sum, before] = [from, 0, 0];
  for (let index = from; index < to; index += 1) {
    const ratio = ratios[index] ?? 1;
    sum += ratio;
    const full = fullHeight(shape, index - first + 1, sum);
    if (full > shape.height) {
      before = full;
    } else if (index > first && isBetterWithout(before, full, shape.height)) {
      cuts.push({ first, height: before });
      [first, sum, before] = [index, ratio, fullHeight(shape, 1, ratio)];
      if (before <= shape.height) {
        cuts.push({ first, height: before });
        [first, sum] = [index + 1, 0];
      }
    } else {
      cuts.push({ first, height: full });
      [first, sum] = [index + 1, 0];
    }
  }
  if (first >= to) return cuts;
  const last = { first, height: lastHeight(shape, to - first, sum) };
  const previous = cuts.at(-1);
  if (!isFollowed || !previous || last.height !== shape.height) return [...cuts, last];
  for (let index = previous.first; index < first; index += 1) sum += ratios[index] ?? 1;
  const joined = fullHeight(shape, to - previous.first, sum);
  const alone = fullHeight(shape, to - first, sum);
  const better =
    alone * joined < shape.height ** 2 ? { first, height: alone } : { ...previous, height: joined };
  return better.first === first ? [...cuts, better] : [...cuts.slice(0, -1), better];
}

/**
 * Rows that keep each item's ratio (width ÷ height) and fill the width; only the last may end early. A row begins at `breakAt`
 * in any case, so that what is before it can change and what is after it stays as it is.
 */
export function layOutRows(ratios: Float32Array, shape: RowShape, breakAt = 0): Rows {
  const items = ratios.length;
  const at = Math.min(Math.max(0, breakAt), items);
  const cuts = [...cut(ratios, 0, at, shape, at < items), ...cut(ratios, at, items, shape, false)];
  let end = 0;
  const tops = Float64Array.from(cuts, ({ height }) => {
    const top = end;
    end += Math.round(height) + shape.gap;
    return top;
  });
  const first = (row: number) => cuts[row]?.first ?? items;
  const heightOf = (row: number) => cuts[row]?.height ?? 0;
  return {
    height: Math.max(0, end - shape.gap),
    count: cuts.length,
    first,
    top: (row) => tops[row] ?? 0,
    heightOf: (row) => Math.round(heightOf(row)),
    boxes: (row) =>
      layOutBoxes(shape, heightOf(row), Array.from(ratios.subarray(first(row), first(row + 1)))),
  };
}

/** The last of some places, in order, that does not lie beyond one; 0 where all do. */
export function lastUpTo(count: number, placeOf: (index: number) => number, limit: number): number {
  let [low, high] = [0, Math.max(0, count - 1)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (placeOf(middle) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
