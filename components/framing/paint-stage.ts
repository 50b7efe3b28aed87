import { drawFraming } from '@/lib/media/draw-framing';
import { defaultFraming, type Framing, type Pixels, placeImage } from '@/lib/media/framing';
import { newSheet } from './canvas-sheet';
import { wholePicture } from './draw-framed';
import type { OpenPicture } from './open-picture';

/** Where the frame is on the stage: screen pixels for one of the frame's, and its upper left corner. */
export type View = { scale: number; left: number; top: number };

/** Room about the frame, in which the rest of the image is seen. */
const margin = 28;

/** Puts a frame in the middle of a stage, as large as there is room. */
export function viewOf(stage: Pixels, frame: Pixels): View {
  const scale = Math.max(
    0.001,
    Math.min((stage.width - 2 * margin) / frame.width, (stage.height - 2 * margin) / frame.height),
  );
  return {
    scale,
    left: (stage.width - frame.width * scale) / 2,
    top: (stage.height - frame.height * scale) / 2,
  };
}

type Scene = { picture: OpenPicture; stage: Pixels; frame: Pixels | null; framing: Framing };

/** Draws the stage: the frame as it will be sent, and around it, faintly, what is left out. */
export function paintStage(canvas: HTMLCanvasElement, { picture, stage, frame, framing }: Scene): void {
  const density = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(stage.width * density), Math.round(stage.height * density)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const { whole } = picture;
  // With no frame the image is its own.
  const shown = frame ?? whole;
  const laid = frame ? framing : defaultFraming;
  const { scale, left, top } = viewOf(stage, shown);
  pen.setTransform(density, 0, 0, density, 0, 0);
  pen.clearRect(0, 0, stage.width, stage.height);
  pen.translate(left, top);
  pen.scale(scale, scale);
  if (frame) {
    const place = placeImage(whole, frame, framing);
    pen.save();
    pen.globalAlpha = 0.22;
    pen.translate(place.x, place.y);
    pen.rotate(place.angle);
    pen.scale(place.scale, place.scale);
    pen.drawImage(picture.bitmap, -whole.width / 2, -whole.height / 2, whole.width, whole.height);
    pen.restore();
  }
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, shown.width, shown.height);
  pen.clip();
  pen.clearRect(0, 0, shown.width, shown.height);
  drawFraming(pen, { picture: wholePicture(picture), whole, frame: shown, framing: laid, newSheet });
  pen.restore();
  if (!frame) return;
  // Seen on a light picture and on a dark one.
  for (const [colour, lineWidth] of [
    ['#000a', 3],
    ['#fff', 1],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = lineWidth / scale;
    pen.strokeRect(0, 0, shown.width, shown.height);
  }
}
