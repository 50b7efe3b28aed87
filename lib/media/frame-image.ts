/** Lays a decoded image into a frame. Runs in the child process of `image-child.ts`: plain Node reads this file. */
import { type Canvas, createCanvas, ImageData } from '@napi-rs/canvas';
import type { Sharp } from 'sharp';
import { drawFraming, type Sheet } from './draw-framing.ts';
import { type Framing, type Pixels, sourceOf } from './framing.ts';

function newSheet({ width, height }: Pixels): Sheet<Canvas> {
  const image = createCanvas(width, height);
  return { image, pen: image.getContext('2d') };
}

/**
 * The image in its frame, as RGBA.
 * @param image upright and in sRGB
 * @param whole its width and height
 */
export async function frameImage(
  image: Sharp,
  whole: Pixels,
  frame: Pixels,
  framing: Framing,
): Promise<Uint8ClampedArray> {
  const { left, top, width, height, drawn } = sourceOf(whole, frame, framing);
  const isWhole = width === whole.width && height === whole.height;
  // Taking a part keeps the decoder from shrinking a JPEG as it reads it.
  const part = isWhole ? image : image.extract({ left, top, width, height });
  const rgba = await part
    .resize(drawn.width, drawn.height, { fit: 'fill' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer();
  const decoded = createCanvas(drawn.width, drawn.height);
  const pixels = new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.byteLength);
  decoded.getContext('2d').putImageData(new ImageData(pixels, drawn.width, drawn.height), 0, 0);
  const { image: canvas, pen } = newSheet(frame);
  const picture = { image: decoded, left, top, width, height };
  drawFraming(pen, { picture, whole, frame, framing, newSheet });
  return canvas.getContext('2d').getImageData(0, 0, frame.width, frame.height).data;
}
