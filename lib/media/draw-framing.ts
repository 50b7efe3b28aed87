/**
 * Draws a framed image. The browser and the child process draw with the same lines, so that both send the same picture;
 * plain Node reads this file.
 */
import { defaultFraming, type Framing, type Pixels, type Placement, placeImage } from './framing.ts';

/** What is used of a `CanvasRenderingContext2D`, the browser's or that of `@napi-rs/canvas`. */
export type Pen<Image> = {
  fillStyle: unknown;
  imageSmoothingEnabled: boolean;
  imageSmoothingQuality: 'low' | 'medium' | 'high';
  save(): void;
  restore(): void;
  translate(x: number, y: number): void;
  rotate(angle: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  drawImage(image: Image, x: number, y: number, width: number, height: number): void;
};

/** Something to draw on, that can itself be drawn. */
export type Sheet<Image> = { pen: Pen<Image>; image: Image };

/** A part of an image, or all of it, in however many pixels; the numbers are in the image's own. */
export type Picture<Image> = { image: Image; left: number; top: number; width: number; height: number };

type Drawing<Image> = {
  picture: Picture<Image>;
  /** The pixels of the whole image. */
  whole: Pixels;
  frame: Pixels;
  framing: Framing;
  /** Gives an empty sheet of a size. */
  newSheet: (size: Pixels) => Sheet<Image>;
};

/** The blurred copy is made this small, on its longer side, and large again: what is finer than that is gone. */
const blurredSide = 24;

function place<Image>(
  pen: Pen<Image>,
  { picture, whole }: Drawing<Image>,
  { x, y, scale, angle }: Placement,
): void {
  pen.save();
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = 'high';
  pen.translate(x, y);
  pen.rotate(angle);
  const { image, left, top, width, height } = picture;
  const at = { x: (left - whole.width / 2) * scale, y: (top - whole.height / 2) * scale };
  pen.drawImage(image, at.x, at.y, width * scale, height * scale);
  pen.restore();
}

/** The image over the whole frame, out of focus. Scaling down and up again is what every browser can. */
function drawBlurred<Image>(pen: Pen<Image>, drawing: Drawing<Image>): void {
  const { whole, frame, framing, newSheet } = drawing;
  const largest = Math.max(frame.width, frame.height);
  const sized = (side: number) => ({
    width: Math.max(1, Math.round((frame.width * side) / largest)),
    height: Math.max(1, Math.round((frame.height * side) / largest)),
  });
  const resize = ({ image }: Sheet<Image>, side: number) => {
    const size = sized(side);
    const sheet = newSheet(size);
    sheet.pen.imageSmoothingEnabled = true;
    sheet.pen.imageSmoothingQuality = 'high';
    sheet.pen.drawImage(image, 0, 0, size.width, size.height);
    return sheet;
  };
  const sides = [blurredSide * 8, blurredSide * 4, blurredSide * 2, blurredSide];
  let sheet = newSheet(sized(blurredSide * 16));
  const covering = { ...defaultFraming, turn: framing.turn };
  place(sheet.pen, drawing, placeImage(whole, sized(blurredSide * 16), covering));
  for (const side of [...sides, ...sides.toReversed().slice(1)]) sheet = resize(sheet, side);
  pen.save();
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(sheet.image, 0, 0, frame.width, frame.height);
  pen.restore();
}

/** Draws the image into the frame, whose upper left corner is the pen's origin. `none` draws as `crop` does. */
export function drawFraming<Image>(pen: Pen<Image>, drawing: Drawing<Image>): void {
  const { whole, frame, framing } = drawing;
  if (framing.fit === 'blur') drawBlurred(pen, drawing);
  if (framing.fit === 'colour') {
    pen.save();
    pen.fillStyle = framing.colour;
    pen.fillRect(0, 0, frame.width, frame.height);
    pen.restore();
  }
  place(pen, drawing, placeImage(whole, frame, framing));
}
