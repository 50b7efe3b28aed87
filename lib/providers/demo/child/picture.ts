import { type Canvas, createCanvas, ImageData } from '@napi-rs/canvas';
import sharp from 'sharp';
import type { Camera } from './camera.ts';
import type { Context } from './stage.ts';

/** An image file as a canvas that it covers exactly, upright, cropped about its centre. */
async function loadPicture(path: string, width: number, height: number): Promise<Canvas> {
  const { data } = await sharp(path, { failOn: 'error' })
    .autoOrient()
    .resize(width, height, { fit: 'cover' })
    .flatten({ background: '#000' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  return canvas;
}

/**
 * A picture before a moving camera. The camera never shows beyond its edges: the picture is made as much larger as the
 * move needs, which at the start of a move is nothing.
 */
export async function createPicture(path: string, width: number, height: number) {
  const picture = await loadPicture(path, width, height);
  return (context: Context, { x, y, zoom, roll }: Camera, alpha: number) => {
    const rollRoom = Math.abs(Math.sin(roll)) * (Math.max(width, height) / Math.min(width, height));
    const scale = 1 + zoom + 2 * Math.max(Math.abs(x), Math.abs(y)) + rollRoom;
    context.setTransform(1, 0, 0, 1, width / 2, height / 2);
    context.rotate(roll);
    context.scale(scale, scale);
    context.translate((x * width) / scale - width / 2, (y * height) / scale - height / 2);
    context.globalAlpha = alpha;
    context.drawImage(picture, 0, 0);
    context.globalAlpha = 1;
  };
}
