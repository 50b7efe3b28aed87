import { madeAtMs, placeOf } from '@/lib/client/library-day';
import type { Video } from '@/lib/jobs/wire';
import { entryAt, type RatioMemory, type ShownDay } from './entries';
import { lastUpTo, layOutEqual, layOutList, layOutRows, type RowShape, type Rows } from './lay-out-rows';

/** How the gallery is laid out. A list has rows of one height; `head` is the height of a day's name. */
export type Shape = RowShape & { isList: boolean; head: number };

/** A day, its rows, and where it begins in the whole content; its rows begin below its name. */
export type DayBox = { day: ShownDay; rows: Rows; top: number };

/** The content of the gallery from top to bottom, in pixels. */
export type Layout = { days: readonly DayBox[]; height: number; head: number };

/** One tile, by what stays the same when others come and go: counted from its day's end, or the video itself. */
export type Spot = { date: string; fromEnd: number; video?: Video };

type Laid = { day: ShownDay; shape: Shape; rows: Rows };

const emptyLayout: Layout = { days: [], height: 0, head: 0 };

/** Lays days out, and lays out again only those that changed. */
export class DayLayouts {
  #laid = new Map<string, Laid>();

  /** Has a day laid out again the next time. */
  forget(date: string): void {
    this.#laid.delete(date);
  }

  /** `pinned` is the tile that a row has to begin with if its day changed: the first that is seen. */
  layOut(days: readonly ShownDay[], shape: Shape, ratios: RatioMemory, pinned: Spot | null): Layout {
    const laid = new Map<string, Laid>();
    let top = 0;
    const boxes = days.map((day) => {
      const before = this.#laid.get(day.date);
      const isSame = before && isSameShape(before.shape, shape) && isSameDay(before.day, day);
      const isPinned = pinned?.date === day.date && (!before || isSameShape(before.shape, shape));
      const breakAt = isPinned ? placeOfSpot(day, pinned) : 0;
      const rows = isSame ? before.rows : layOutDay(day, shape, ratios, breakAt);
      laid.set(day.date, { day, shape, rows });
      const box = { day, rows, top };
      top += shape.head + rows.height;
      return box;
    });
    this.#laid = laid;
    return days.length > 0 ? { days: boxes, height: top, head: shape.head } : emptyLayout;
  }
}

function layOutDay(day: ShownDay, shape: Shape, memory: RatioMemory, breakAt: number): Rows {
  if (shape.isList) return layOutList(day.count, shape);
  const isCut = breakAt > 0;
  const ratios = memory.of(day) ?? (isCut ? new Float32Array(day.count).fill(memory.usual) : null);
  return ratios ? layOutRows(ratios, shape, breakAt) : layOutEqual(day.count, memory.usual, shape);
}

function isSameShape(one: Shape, other: Shape): boolean {
  return (
    one.width === other.width &&
    one.height === other.height &&
    one.gap === other.gap &&
    one.isList === other.isList
  );
}

function isSameDay(one: ShownDay, other: ShownDay): boolean {
  const areSame =
    one.sends.length === other.sends.length && one.sends.every((send, at) => send === other.sends[at]);
  return one.videos === other.videos && areSame;
}

/** Where a tile is in its day by now. */
export function placeOfSpot({ count, sends, videos }: ShownDay, { fromEnd, video }: Spot): number {
  const place = videos && video ? placeOf(videos, video) : null;
  if (place?.isKnown) return sends.length + place.at;
  return Math.min(count - 1, Math.max(0, count - fromEnd));
}

export function spotAt(day: ShownDay, at: number): Spot {
  return { date: day.date, fromEnd: day.count - at, video: entryAt(day, at).video };
}

/** The tile of a video; where it is not shown, that in its place. */
export function spotOf({ days }: Layout, video: Video): Spot | null {
  const ms = madeAtMs(video);
  const day = days.find(({ day: { videos } }) => videos && videos.from * 1_000 <= ms)?.day;
  if (!day?.videos || day.videos.before * 1_000 <= ms) return day ? spotAt(day, 0) : null;
  const { at } = placeOf(day.videos, video);
  return spotAt(day, day.sends.length + Math.min(at, day.videos.count - 1));
}

/** The day at a place of the content, and the row: -1 where its name is. */
export function rowAt({ days, head }: Layout, y: number): { index: number; row: number } {
  const index = lastUpTo(days.length, (each) => days[each]?.top ?? 0, y);
  const box = days[index];
  const inDay = y - (box?.top ?? 0) - head;
  return { index, row: box && inDay >= 0 ? lastUpTo(box.rows.count, box.rows.top, inDay) : -1 };
}

/** The row of an item of a day. */
export function rowOf({ rows }: DayBox, at: number): number {
  return lastUpTo(rows.count, rows.first, at);
}

/** The upper edge of a row in the content; of row -1 that of the day. */
export function rowTop({ head }: Layout, { rows, top }: DayBox, row: number): number {
  return row < 0 ? top : top + head + rows.top(row);
}
