import { createCanvas, ImageData } from '@napi-rs/canvas';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { drawFraming } from './draw-framing';
import { frameImage } from './frame-image';
import { defaultFraming, type Framing, type Pixels } from './framing';

type Colour = readonly [number, number, number];
const red: Colour = [220, 30, 30];
const green: Colour = [30, 160, 60];
const blue: Colour = [30, 60, 220];
const yellow: Colour = [230, 210, 40];

/** Four quarters: red and green over blue and yellow. */
async function quarters(width: number, height: number): Promise<Buffer> {
  const of = (colour: Colour, left: number, top: number) => ({
    input: {
      create: {
        width: width / 2,
        height: height / 2,
        channels: 3 as const,
        background: `rgb(${colour.join(',')})`,
      },
    },
    left,
    top,
  });
  return sharp({ create: { width, height, channels: 3, background: '#000' } })
    .composite([
      of(red, 0, 0),
      of(green, width / 2, 0),
      of(blue, 0, height / 2),
      of(yellow, width / 2, height / 2),
    ])
    .png()
    .toBuffer();
}

/** Waves of many lengths, down to four pixels of the frame, so that what is moved or too coarse shows. */
async function waves(width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      pixels[at] = 128 + 100 * Math.sin((x * x) / width / 12);
      pixels[at + 1] = 128 + 100 * Math.sin((y * y) / height / 12);
      pixels[at + 2] = 128 + 100 * Math.sin((x + y) / 15);
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

const frame = { width: 320, height: 180 };

function draw(image: Buffer, whole: Pixels, framing: Partial<Framing>) {
  return frameImage(sharp(image), whole, frame, { ...defaultFraming, ...framing });
}

/** The same, drawn at once from all pixels, without any of them being shrunk before. */
async function drawAtOnce(image: Buffer, whole: Pixels, framing: Framing): Promise<Uint8ClampedArray> {
  const { data } = await sharp(image).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const source = createCanvas(whole.width, whole.height);
  const pixels = new ImageData(new Uint8ClampedArray(data), whole.width, whole.height);
  source.getContext('2d').putImageData(pixels, 0, 0);
  const newSheet = ({ width, height }: Pixels) => {
    const sheet = createCanvas(width, height);
    return { image: sheet, pen: sheet.getContext('2d') };
  };
  const canvas = createCanvas(frame.width, frame.height);
  const picture = { image: source, left: 0, top: 0, ...whole };
  drawFraming(canvas.getContext('2d'), { picture, whole, frame, framing, newSheet });
  return canvas.getContext('2d').getImageData(0, 0, frame.width, frame.height).data;
}

function at(pixels: Uint8ClampedArray, x: number, y: number): number[] {
  const start = (y * frame.width + x) * 4;
  return [...pixels.slice(start, start + 3)];
}

function expectNear(found: number[], wanted: readonly number[], slack = 6): void {
  for (const [index, value] of wanted.entries())
    expect(Math.abs((found[index] ?? 0) - value), `${found} for ${wanted}`).toBeLessThanOrEqual(slack);
}

const whole = { width: 640, height: 480 };

describe('an image in its frame', () => {
  test('fills it about the centre', async () => {
    const pixels = await draw(await quarters(640, 480), whole, {});
    expectNear(at(pixels, 5, 5), red);
    expectNear(at(pixels, 314, 5), green);
    expectNear(at(pixels, 5, 174), blue);
    expectNear(at(pixels, 314, 174), yellow);
    expectNear(at(pixels, 154, 84), red);
    expectNear(at(pixels, 166, 96), yellow);
  });

  test('is moved, magnified and turned about the frame', async () => {
    const image = await quarters(640, 480);
    const moved = await draw(image, whole, { zoom: 2, x: 0.5, y: 0.5 });
    for (const place of [5, 150]) expectNear(at(moved, place, 5), red);
    const turned = await draw(image, whole, { turn: 90 });
    expectNear(at(turned, 5, 5), blue);
    expectNear(at(turned, 314, 5), red);
    expectNear(at(turned, 5, 174), yellow);
    expectNear(at(turned, 314, 174), green);
  });

  test('is shown whole over a colour', async () => {
    const pixels = await draw(await quarters(640, 480), whole, { fit: 'colour', colour: '#336699' });
    for (const x of [5, 35, 284, 315]) expectNear(at(pixels, x, 90), [0x33, 0x66, 0x99]);
    expectNear(at(pixels, 45, 5), red);
    expectNear(at(pixels, 275, 174), yellow);
  });

  test('is shown whole over itself, out of focus', async () => {
    const pixels = await draw(await quarters(640, 480), whole, { fit: 'blur' });
    expectNear(at(pixels, 45, 5), red);
    expectNear(at(pixels, 2, 2), red, 25);
    expectNear(at(pixels, 317, 177), yellow, 25);
    // Where red meets blue at the side it goes over into it, with no edge.
    const [up = [], middle = [], down = []] = [70, 90, 110].map((y) => at(pixels, 10, y));
    for (const channel of [0, 2]) {
      const ends = [up[channel] ?? 0, down[channel] ?? 0].sort((one, other) => one - other);
      expect(middle[channel]).toBeGreaterThan((ends[0] ?? 0) + 10);
      expect(middle[channel]).toBeLessThan((ends[1] ?? 0) - 10);
    }
  });

  test.each<[string, Partial<Framing>]>([
    ['about the centre', {}],
    ['turned', { turn: 33 }],
    ['upright', { turn: 90, zoom: 1.2 }],
    ['magnified', { zoom: 7, x: 2, y: -1 }],
  ])('has no hole at its edges %s', async (_name, framing) => {
    const pixels = await draw(await waves(1024, 768), { width: 1024, height: 768 }, framing);
    for (let place = 3; place < pixels.length; place += 4) expect(pixels[place]).toBe(255);
  });

  test.each<[string, Partial<Framing>]>([
    ['about the centre', {}],
    ['magnified', { zoom: 3, x: 0.4, y: -0.7 }],
    ['turned', { turn: 33, zoom: 1.5 }],
    ['over a blur', { fit: 'blur' }],
  ])('is the same, %s, from a part of its pixels as from all of them', async (_name, changes) => {
    const size = { width: 2600, height: 1700 };
    const image = await waves(size.width, size.height);
    const framing = { ...defaultFraming, ...changes };
    const [parted, entire] = [await draw(image, size, framing), await drawAtOnce(image, size, framing)];
    let sum = 0;
    for (const [place, value] of parted.entries()) sum += Math.abs(value - (entire[place] ?? 0));
    expect(sum / parted.length).toBeLessThan(3);
  });
});

test('what is finer than the frame’s pixels becomes grey, and no pattern of its own', async () => {
  const size = { width: 3200, height: 1800 };
  const pixels = Buffer.alloc(size.width * size.height * 3);
  for (let place = 0; place < pixels.length; place += 1) {
    const column = Math.floor(place / 3) % size.width;
    pixels[place] = column % 3 === 0 ? 255 : 0;
  }
  const image = await sharp(pixels, { raw: { ...size, channels: 3 } })
    .png()
    .toBuffer();
  const drawn = await draw(image, size, {});
  for (let x = 2; x < frame.width - 2; x += 1) expectNear(at(drawn, x, 90), [85, 85, 85], 8);
});
