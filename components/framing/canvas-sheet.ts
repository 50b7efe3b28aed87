import type { Sheet } from '@/lib/media/draw-framing';
import type { Pixels } from '@/lib/media/framing';

export type CanvasSheet = Sheet<CanvasImageSource> & {
  canvas: HTMLCanvasElement;
  context: CanvasRenderingContext2D;
};

/** An empty canvas, ready to be drawn on. */
export function newSheet({ width, height }: Pixels): CanvasSheet {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw on.');
  return { canvas, context, pen: context, image: canvas };
}
