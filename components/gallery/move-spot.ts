import { type Layout, placeOfSpot, rowOf, rowTop, type Spot, spotAt } from './lay-out-days';

type Found = { index: number; at: number };

function find({ days }: Layout, spot: Spot): Found | null {
  const index = days.findIndex(({ day }) => day.date === spot.date);
  const box = days[index];
  return box ? { index, at: placeOfSpot(box.day, spot) } : null;
}

/** The tile at a place of a day; beyond its ends that of the day before or after it. */
function at(layout: Layout, index: number, place: number): Spot | null {
  const box = layout.days[index];
  if (!box) return null;
  if (place >= 0 && place < box.day.count) return spotAt(box.day, place);
  const beside = layout.days[place < 0 ? index - 1 : index + 1];
  return beside ? spotAt(beside.day, place < 0 ? beside.day.count - 1 : 0) : null;
}

/** The tile of a row that lies most nearly under or over a place across. */
function nearest(layout: Layout, index: number, row: number, across: number): Spot | null {
  const box = layout.days[index];
  if (!box) return null;
  const distances = box.rows.boxes(row).map(({ x, width }) => Math.abs(x + width / 2 - across));
  return at(layout, index, box.rows.first(row) + distances.indexOf(Math.min(...distances)));
}

/** So many pixels up or down, at least one row; `null` where there is no other row. */
function moveRows(layout: Layout, { index, at: place }: Found, by: number): Spot | null {
  const start = layout.days[index];
  if (!start) return null;
  let [day, row] = [index, rowOf(start, place)];
  const box = start.rows.boxes(row)[place - start.rows.first(row)];
  const across = (box?.x ?? 0) + (box?.width ?? 0) / 2;
  const from = rowTop(layout, start, row);
  const step = Math.sign(by);
  let found: Spot | null = null;
  for (;;) {
    row += step;
    const here = layout.days[day];
    if (here && (row < 0 || row >= here.rows.count)) {
      day += step;
      row = step > 0 ? 0 : (layout.days[day]?.rows.count ?? 0) - 1;
    }
    const next = layout.days[day];
    if (!next) return found;
    if (found && Math.abs(rowTop(layout, next, row) - from) > Math.abs(by)) return found;
    found = nearest(layout, day, row, across);
  }
}

/** Where a key moves the focus to from a tile; `null` where it moves nothing. `page` is how much is seen at once. */
export function moveSpot(layout: Layout, spot: Spot, key: string, page: number): Spot | null {
  const found = find(layout, spot);
  if (!found) return null;
  const last = layout.days.length - 1;
  switch (key) {
    case 'ArrowLeft':
      return at(layout, found.index, found.at - 1);
    case 'ArrowRight':
      return at(layout, found.index, found.at + 1);
    case 'ArrowUp':
      return moveRows(layout, found, -1);
    case 'ArrowDown':
      return moveRows(layout, found, 1);
    case 'PageUp':
      return moveRows(layout, found, -page);
    case 'PageDown':
      return moveRows(layout, found, page);
    case 'Home':
      return at(layout, 0, 0);
    case 'End':
      return at(layout, last, (layout.days[last]?.day.count ?? 0) - 1);
    default:
      return null;
  }
}
