import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { type Colour, mix } from './colour.ts';
import type { Palette, ScenePlan } from './scene-plan.ts';
import type { Random } from './seeded-random.ts';

export type Context = SKRSContext2D;

/** What every part of a scene is drawn from. Lengths are in pixels of the frame. */
export type Stage = {
  width: number;
  height: number;
  /** The shorter side: what sizes are measured by, so that a portrait looks like a landscape. */
  unit: number;
  /** How far a layer reaches beyond the frame, so that the camera can move. */
  margin: number;
  /** How far down the horizon lies. */
  horizon: number;
  /** Where the sun or the moon stands. */
  light: { x: number; y: number };
  random: Random;
  plan: ScenePlan;
  palette: Palette;
};

/** A picture that is drawn once and then only moved. `depth` is 0 at the sky and 1 near by. */
export type Layer = {
  bitmap: Canvas;
  x: number;
  y: number;
  depth: number;
  /** Its own motion in pixels, beside the camera's. */
  drift?: (seconds: number) => { x: number; y: number };
  alpha?: (seconds: number) => number;
  /** Adds light instead of covering. */
  isLight?: boolean;
};

/** Draws a layer as wide as the camera can see, from `top` to `bottom`, in the coordinates of the frame. */
export function paintLayer(
  stage: Stage,
  { top, bottom, ...layer }: Omit<Layer, 'bitmap' | 'x' | 'y'> & { top: number; bottom: number },
  draw: (context: Context) => void,
): Layer {
  const { width, margin } = stage;
  const y = Math.floor(top);
  const bitmap = createCanvas(Math.ceil(width + 2 * margin), Math.max(1, Math.ceil(bottom) - y));
  const context = bitmap.getContext('2d');
  context.translate(margin, -y);
  draw(context);
  const trimmed = trim(bitmap);
  return { ...layer, bitmap: trimmed.bitmap, x: trimmed.x - margin, y: y + trimmed.y };
}

/** The part of a picture that is not empty, and where it was: what is drawn in every frame had better be small. */
function trim(bitmap: Canvas): { bitmap: Canvas; x: number; y: number } {
  const { width, height } = bitmap;
  const { buffer, byteOffset, byteLength } = bitmap.data();
  const pixels = new Uint32Array(buffer, byteOffset, byteLength / 4);
  const isRowEmpty = (y: number) => pixels.subarray(y * width, (y + 1) * width).every((pixel) => pixel === 0);
  let top = 0;
  while (top < height - 1 && isRowEmpty(top)) top++;
  let bottom = height;
  while (bottom > top + 1 && isRowEmpty(bottom - 1)) bottom--;
  let [left, right] = [width, 0];
  for (let y = top; y < bottom; y++) {
    const row = y * width;
    for (let x = 0; x < left; x++) if (pixels[row + x] !== 0) left = x;
    for (let x = width - 1; x >= right; x--) if (pixels[row + x] !== 0) right = x + 1;
  }
  if (left >= right || (right - left) * (bottom - top) > 0.9 * width * height) return { bitmap, x: 0, y: 0 };
  const part = createCanvas(right - left, bottom - top);
  part.getContext('2d').drawImage(bitmap, -left, -top);
  return { bitmap: part, x: left, y: top };
}

/**
 * The colour of ground at a depth. Between the haze and the dark lies a touch of the upper sky, as in real distances;
 * a straight mix of a warm haze and a cold dark would be brown.
 */
export function shadeAt({ sky, haze, near }: Palette, depth: number): Colour {
  const middle = mix(mix(haze, sky[1] ?? haze, 0.62), near, 0.42);
  return depth < 0.5 ? mix(haze, middle, depth * 2) : mix(middle, near, depth * 2 - 1);
}

/** Waves of ever finer detail: a profile between about −1 and 1 along the width. */
export function profile(
  random: Random,
  wavelength: number,
  roughness: number,
  octaves = 6,
): (x: number) => number {
  const layers = Array.from({ length: octaves }, (_, octave) => ({
    scale: 2 ** octave / wavelength,
    weight: roughness ** octave,
    values: Array.from({ length: 64 }, () => random() * 2 - 1),
    offset: random() * 64,
  }));
  const total = layers.reduce((sum, { weight }) => sum + weight, 0);
  return (x) => {
    const sum = layers.reduce((height, { scale, weight, values, offset }) => {
      const at = x * scale + offset + 6400;
      const index = Math.floor(at);
      const part = at - index;
      const smooth = part * part * (3 - 2 * part);
      const [from = 0, to = 0] = [values[index % 64], values[(index + 1) % 64]];
      return height + weight * (from + (to - from) * smooth);
    }, 0);
    return (sum / total) * 1.6;
  };
}

/** Traces the area below a line, from edge to edge of what the camera can see. */
export function traceBelow(
  { width, margin }: Stage,
  context: Context,
  heightAt: (x: number) => number,
  bottom: number,
) {
  context.beginPath();
  context.moveTo(-margin, bottom);
  for (let x = -margin; x <= width + margin + 2; x += 2) context.lineTo(x, heightAt(x));
  context.lineTo(width + margin + 2, bottom);
  context.closePath();
}
