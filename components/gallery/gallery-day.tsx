import { entryAt } from './entries';
import type { DayBox } from './lay-out-days';
import { TileFrame } from './tile-frame';

/** Rows from one to another, and one more that holds the focus; -1 where there is none. */
export type DrawnRows = { from: number; to: number; kept: number };

/** No box is higher than the browser can draw: beyond so much, tiles are placed from further down. */
const originStep = 1_000_000;

type GalleryDayProps = {
  box: DayBox;
  name: string;
  head: number;
  isList: boolean;
  drawn: DrawnRows;
  /** The place of the tile that Tab comes to, or -1. */
  stop: number;
  /** Where the day begins in the gallery's box, in pixels. */
  top: number;
};

/** One day: its name, which stays in sight while any of it is, and those of its tiles that are near the view. */
export function GalleryDay({ box, name, head, isList, drawn, stop, top }: GalleryDayProps) {
  const { day, rows } = box;
  const { from, to, kept } = drawn;
  const shown = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  if (kept >= 0 && (kept < from || kept >= to)) shown.push(kept);
  const firstY = from > 0 ? head + rows.top(from) : 0;
  const origin = Math.floor(firstY / originStep) * originStep;
  const end = to > 0 ? head + rows.top(to - 1) + rows.heightOf(to - 1) : head;
  return (
    <section
      aria-label={name}
      data-day={day.date}
      className="absolute inset-x-0"
      style={{ top: top + origin, height: end - origin }}
    >
      <h2
        className={`sticky top-(--cover) z-10 flex items-end bg-page pb-3 font-medium text-13 text-muted`}
        style={{ height: head }}
      >
        {name}
      </h2>
      {/* biome-ignore lint/a11y/noRedundantRoles: without bullets it is no list to Safari's reader. */}
      <ul role="list">
        {shown.flatMap((row) => {
          const y = head + rows.top(row) - origin;
          const height = rows.heightOf(row);
          const first = rows.first(row);
          return rows.boxes(row).map(({ x, width }, index) => {
            const at = first + index;
            const { key, send, video } = entryAt(day, at);
            return (
              <TileFrame
                key={key}
                send={send}
                video={video}
                isList={isList}
                isStop={at === stop}
                place={at + 1}
                count={day.count}
                {...{ x, y, width, height }}
              />
            );
          });
        })}
      </ul>
    </section>
  );
}
