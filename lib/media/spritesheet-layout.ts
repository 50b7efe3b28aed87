/**
 * How a contact sheet is laid out: `columns` × `rows` stills, read like a page, each `tileWidth` pixels wide and
 * as high as the video's own shape makes it. Still number `i` shows the moment (i + ½) ⁄ `stills` of the length.
 */
export const spritesheetLayout = { columns: 4, rows: 3, stills: 12, tileWidth: 320 } as const;

/** The height in pixels of one still, for a video that is shown `width` × `height`. */
export function tileHeight(width: number, height: number): number {
  return Math.max(1, Math.round((spritesheetLayout.tileWidth * height) / width));
}

/** The moments that the stills show, in seconds from the start. */
export function stillTimes(seconds: number): number[] {
  const { stills } = spritesheetLayout;
  return Array.from({ length: stills }, (_, index) => ((index + 0.5) / stills) * seconds);
}
