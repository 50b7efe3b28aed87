import type { Page } from '@playwright/test';
import sharp from 'sharp';

/** How light eight cells across and two down are, from 0 to 255: row by row. */
type Cells = readonly number[];

/** The number that a picture of `videos/make-videos.mjs` carries; `null` where it is none, or is turned or mirrored. */
function numberIn(cells: Cells): number | null {
  const bits = cells.map((light) => (light > 170 ? 1 : light < 85 ? 0 : null));
  const [upper, lower] = [bits.slice(0, 8), bits.slice(8)];
  const isWhole = upper.every((bit, place) => bit !== null && lower[place] === 1 - bit);
  return isWhole ? Number.parseInt(upper.join(''), 2) : null;
}

/**
 * The number of the frame that is on the screen, by the pixels of the player's canvas, or of its video.
 * @param turned whether the cells run from top to bottom, as in a picture turned clockwise
 */
export async function numberOnScreen(page: Page, turned = false): Promise<number | null> {
  const cells = await page.locator('[data-view]').evaluate((view, isTurned) => {
    const source = view as HTMLCanvasElement | HTMLVideoElement;
    const [width, height] =
      source instanceof HTMLVideoElement
        ? [source.videoWidth, source.videoHeight]
        : [source.width, source.height];
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    context?.drawImage(source, 0, 0);
    return Array.from({ length: 16 }, (_, cell) => {
      const along = ((cell % 8) + 0.5) / 8;
      const across = cell < 8 ? 0.25 : 0.75;
      const [x, y] = isTurned ? [1 - across, along] : [along, across];
      return context?.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data[1] ?? 128;
    });
  }, turned);
  return numberIn(cells);
}

/** The number that a picture file carries. */
export async function numberInFile(bytes: Buffer): Promise<number | null> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const cells = Array.from({ length: 16 }, (_, cell) => {
    const x = Math.floor((((cell % 8) + 0.5) / 8) * info.width);
    const y = Math.floor((cell < 8 ? 0.25 : 0.75) * info.height);
    return data[(y * info.width + x) * info.channels] ?? 128;
  });
  return numberIn(cells);
}
