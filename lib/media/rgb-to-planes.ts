/** Runs in a child process: plain Node reads this file. */

/** BT.709 in the narrow range, which players take a video for that does not say. */
export const bt709 = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;

/**
 * RGB pixels as the three planes of 4:2:0 in BT.709 (Kr, Kb = 0.2126, 0.0722): brightness for each pixel, colour for each
 * square of four. Both sides must be even.
 */
export function rgbToPlanes(rgb: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const planes = new Uint8Array(width * height * 1.5);
  const light = (at: number) =>
    0.2126 * (rgb[at] as number) + 0.7152 * (rgb[at + 1] as number) + 0.0722 * (rgb[at + 2] as number);
  let [u, v] = [width * height, width * height * 1.25];
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      let [sum, red, blue] = [0, 0, 0];
      for (const pixel of [y * width + x, y * width + x + 1, (y + 1) * width + x, (y + 1) * width + x + 1]) {
        const brightness = light(pixel * 3);
        planes[pixel] = 16.5 + brightness * (219 / 255);
        sum += brightness;
        red += rgb[pixel * 3] as number;
        blue += rgb[pixel * 3 + 2] as number;
      }
      // (B − Y) ⁄ 1.8556 and (R − Y) ⁄ 1.5748 are from −127.5 to 127.5; each sum is of four.
      planes[u++] = 128.5 + ((blue - sum) / 4 / 1.8556) * (224 / 255);
      planes[v++] = 128.5 + ((red - sum) / 4 / 1.5748) * (224 / 255);
    }
  }
  return planes;
}
