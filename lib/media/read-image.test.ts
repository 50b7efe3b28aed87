import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitImage, normaliseImage } from './fit-image';
import { readImage } from './read-image';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firstframe-image-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);

/** Left half red, right half blue. */
function redThenBlue(width: number, height: number): Sharp {
  const blue = { create: { width: width / 2, height, channels: 3, background: '#00f' } } as const;
  return sharp(blue).extend({ left: width / 2, background: '#f00' });
}

async function colour(file: string, x: number, y: number): Promise<'red' | 'blue' | 'other'> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const [red = 0, , blue = 0] = data.subarray((y * info.width + x) * info.channels);
  if (red > 200 && blue < 60) return 'red';
  return blue > 200 && red < 60 ? 'blue' : 'other';
}

describe('readImage', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('knows a %s whatever its name', async (format) => {
    await redThenBlue(40, 30)
      .toFormat(format)
      .toFile(at(`${format}.bin`));
    const found = await readImage(at(`${format}.bin`));
    expect(found).toEqual({ type: `image/${format}`, width: 40, height: 30, hasOrientation: false });
  });

  it('gives the size as people see it', async () => {
    await redThenBlue(40, 30).withMetadata({ orientation: 6 }).jpeg().toFile(at('turned.jpg'));
    const found = await readImage(at('turned.jpg'));
    expect(found).toEqual({ type: 'image/jpeg', width: 30, height: 40, hasOrientation: true });
  });

  it.each([
    ['a GIF', Buffer.from('GIF89a..........')],
    ['an SVG drawing', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a HEIC photo', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')],
    ['a video', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['not an image that can be recognised', Buffer.from('hello')],
    ['not an image that can be recognised', Buffer.alloc(0)],
  ])('refuses %s and says so', async (name, bytes) => {
    await writeFile(at('refused.png'), bytes);
    await expect(readImage(at('refused.png'))).rejects.toMatchObject({
      code: 'unsupported_media_type',
      param: 'input_reference',
      message: expect.stringContaining(name),
    });
  });

  it('refuses a file that only begins like an image', async () => {
    await writeFile(at('fake.png'), Buffer.from('\x89PNG\r\n\x1a\nand then nothing', 'latin1'));
    await expect(readImage(at('fake.png'))).rejects.toMatchObject({ code: 'unsupported_media_type' });
  });

  it('refuses too many pixels by the header alone', async () => {
    const png = await redThenBlue(40, 30).png().toBuffer();
    png.writeUInt32BE(20_000, 16);
    png.writeUInt32BE(20_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    await writeFile(at('bomb.png'), png);
    await expect(readImage(at('bomb.png'))).rejects.toMatchObject({
      code: 'too_large',
      param: 'input_reference',
    });
  });
});

describe('fitImage', () => {
  it('covers the size about the centre', async () => {
    await redThenBlue(400, 100).png().toFile(at('wide.png'));
    await fitImage({
      sourcePath: at('wide.png'),
      targetPath: at('fit.jpg'),
      width: 64,
      height: 96,
      type: 'image/jpeg',
    });
    expect(await readImage(at('fit.jpg'))).toMatchObject({ type: 'image/jpeg', width: 64, height: 96 });
    expect(await colour(at('fit.jpg'), 8, 48)).toBe('red');
    expect(await colour(at('fit.jpg'), 56, 48)).toBe('blue');
  });

  it('says that a damaged image is damaged', async () => {
    const whole = await redThenBlue(400, 400).png({ compressionLevel: 0 }).toBuffer();
    await writeFile(at('half.png'), whole.subarray(0, whole.length / 2));
    const work = {
      sourcePath: at('half.png'),
      targetPath: at('never.png'),
      width: 8,
      height: 8,
      type: 'image/png',
    } as const;
    await expect(fitImage(work)).rejects.toMatchObject({
      code: 'unsupported_media_type',
      param: 'input_reference',
    });
  });
});

describe('normaliseImage', () => {
  it('turns the picture upright and drops what is not a pixel', async () => {
    const exif = { IFD0: { Copyright: 'the place it was taken at' } };
    await redThenBlue(80, 40).withExif(exif).withMetadata({ orientation: 8 }).jpeg().toFile(at('camera.jpg'));
    await normaliseImage({ sourcePath: at('camera.jpg'), targetPath: at('upright.jpg') });
    expect(await readImage(at('upright.jpg'))).toEqual({
      type: 'image/jpeg',
      width: 40,
      height: 80,
      hasOrientation: false,
    });
    // Orientation 8 asks for a quarter turn to the left: what was on the right is on top.
    expect(await colour(at('upright.jpg'), 20, 10)).toBe('blue');
    expect(await colour(at('upright.jpg'), 20, 70)).toBe('red');
    expect((await sharp(at('upright.jpg')).metadata()).exif).toBeUndefined();
    expect((await readFile(at('upright.jpg'))).includes('the place')).toBe(false);
  });
});
