/** How videos are laid end to end; pure. Plain Node reads this file too. */
import { clampFrame, endOf, type FrameTable, frameAt, startOf } from './frame-table.ts';

/** The frames of a video that are wanted, both ends included, counted from 0. */
export type Cut = { first: number; last: number };

/** A frame as the file holds it. A list of them is in the order of decoding. */
export type StoredFrame = { timestamp: number; isKey: boolean };

/** What one video brings to a stitch. */
export type Part = { table: FrameTable; stored: readonly StoredFrame[]; cut: Cut };

export type Size = { width: number; height: number };

/** How a picture of another shape comes into the frame: whole, with bars beside it, or filling it, with its edges cut. */
export type Fit = 'bars' | 'crop';

/** How long what is wanted of a video lasts, in seconds. */
export function secondsOf({ table, cut }: Pick<Part, 'table' | 'cut'>): number {
  return endOf(table, cut.last) - startOf(table, cut.first);
}

/** Frames a second of a video, as rates are meant: 24000 ⁄ 1001 and 24 are told apart, roundings are not. */
export function rateOf({ starts, seconds }: FrameTable): number {
  const measured = starts.length / seconds;
  const whole = Math.round(measured);
  const meant = [whole, (whole * 1_000) / 1_001].find((rate) => Math.abs(rate / measured - 1) < 0.000_4);
  return meant ?? measured;
}

/** Whether two rates are the same but for what single frames last longer or shorter. */
export function isSameRate(one: number, other: number): boolean {
  return Math.abs(one / other - 1) < 0.005;
}

/**
 * Where in the order of decoding the wanted frames are, both ends included; `null` where they cannot be taken out as they
 * are. They can where they are one run that begins with the key frame that is seen first: a decoder needs nothing before
 * it, and nothing is among them that would be seen too.
 */
export function runOf({ table, stored, cut }: Part): { from: number; to: number } | null {
  const [begin, end] = [table.stamps[cut.first], table.stamps[cut.last]];
  if (begin === undefined || end === undefined) return null;
  const from = stored.findIndex(({ timestamp }) => timestamp === begin);
  if (!stored[from]?.isKey) return null;
  const to = from + cut.last - cut.first;
  const run = stored.slice(from, to + 1);
  const isWhole = run.length === cut.last - cut.first + 1;
  return isWhole && run.every(({ timestamp }) => timestamp >= begin && timestamp <= end)
    ? { from, to }
    : null;
}

/**
 * Which frame each frame of a result shows that has so many a second. Of a video of that rate each is there once; of
 * others it is the one that is seen in the middle. The first and the last that are wanted are always there.
 */
export function framesAtRate(part: Pick<Part, 'table' | 'cut'>, fps: number): number[] {
  const { table, cut } = part;
  const kept = cut.last - cut.first + 1;
  if (isSameRate(rateOf(table), fps)) return Array.from({ length: kept }, (_, index) => cut.first + index);
  const count = Math.max(1, Math.round(secondsOf(part) * fps));
  const begin = startOf(table, cut.first);
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return cut.first;
    if (index === count - 1) return cut.last;
    return Math.min(cut.last, Math.max(cut.first, frameAt(table, begin + (index + 0.5) / fps)));
  });
}

/** Both ends of what is wanted of a video: all of it where nothing is said. `null` where it has no such frames. */
export function cutOf(table: FrameTable, first = 0, last = table.starts.length - 1): Cut | null {
  const isThere = clampFrame(table, first) === first && clampFrame(table, last) === last;
  return isThere && first <= last ? { first, last } : null;
}

/** The nearest size below that an encoder takes: both sides even. */
export function evenSize({ width, height }: Size): Size {
  return { width: Math.max(2, width - (width % 2)), height: Math.max(2, height - (height % 2)) };
}

/** How large a picture is drawn to come into a frame, and how far its corner is from the frame's; less than 0 is cut off. */
export function placeIn(frame: Size, picture: Size, fit: Fit): Size & { left: number; top: number } {
  const scales = [frame.width / picture.width, frame.height / picture.height] as const;
  const scale = fit === 'bars' ? Math.min(...scales) : Math.max(...scales);
  // A pixel of bar is no bar but a rounding.
  const drawn = (side: number, whole: number) => {
    const length = Math.max(1, Math.round(side * scale));
    return Math.abs(length - whole) <= 1 ? whole : length;
  };
  const width = drawn(picture.width, frame.width);
  const height = drawn(picture.height, frame.height);
  const middle = (whole: number, length: number) => Math.trunc((whole - length) / 2);
  return { width, height, left: middle(frame.width, width), top: middle(frame.height, height) };
}
