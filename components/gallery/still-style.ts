import { spritesheetLayout } from '@/lib/media/spritesheet-layout';

type Size = { width: number; height: number };

const { columns, rows, stills } = spritesheetLayout;

/** Which still of a contact sheet stands for a place across a tile, from 0 at its left edge to 1 at its right. */
export function stillAt(place: number): number {
  return Math.min(stills - 1, Math.max(0, Math.floor(place * stills)));
}

/** The part of the length that a still shows, from 0 to 1. */
export function momentOf(still: number): number {
  return (still + 0.5) / stills;
}

/**
 * How one still of a contact sheet fills a box, as a background: cut where the shapes differ, like a poster with
 * `object-fit: cover`.
 */
export function stillStyle(
  still: number,
  box: Size,
  video: Size,
): { backgroundSize: string; backgroundPosition: string } {
  const wider = video.width / video.height / (box.width / box.height);
  const [across, down] = wider >= 1 ? [wider, 1] : [1, 1 / wider];
  /** CSS counts a position in parts of what does not fit into the box. */
  const percent = (index: number, count: number, scale: number) =>
    `${(100 * (index * scale + (scale - 1) / 2)) / (count * scale - 1)}%`;
  return {
    backgroundSize: `${100 * columns * across}% ${100 * rows * down}%`,
    backgroundPosition: `${percent(still % columns, columns, across)} ${percent(Math.floor(still / columns), rows, down)}`,
  };
}
