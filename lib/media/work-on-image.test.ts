import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultFraming } from './framing';
import { readImageHeader } from './image-header';
import type { ImageType } from './image-type';
import { makePng, pngChunk } from './png-chunks';
import { workOnImage } from './work-on-image';

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
  const { data, info } = await sharp(await readFile(file))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [red = 0, , blue = 0] = data.subarray((y * info.width + x) * info.channels);
  if (red > 200 && blue < 60) return 'red';
  return blue > 200 && red < 60 ? 'blue' : 'other';
}

/** What the studio does with every image that comes in. */
function writeAnew(sourcePath: string, type: ImageType, targetPath: string) {
  return workOnImage({ as: 'converted', type, sourcePath, targetPath });
}

describe('an image that is fitted', () => {
  it('covers the size about the centre', async () => {
    await redThenBlue(400, 100).png().toFile(at('wide.png'));
    const size = { width: 64, height: 96 };
    const work = { sourcePath: at('wide.png'), targetPath: at('fit.jpg'), ...size };
    const written = await workOnImage({ as: 'fitted', ...work, type: 'image/jpeg', framing: defaultFraming });
    expect(written).toEqual({ type: 'image/jpeg', ...size });
    expect(await readImageHeader(at('fit.jpg'))).toEqual(written);
    expect(await colour(at('fit.jpg'), 8, 48)).toBe('red');
    expect(await colour(at('fit.jpg'), 56, 48)).toBe('blue');
  });

  it('is refused in words where it is damaged', async () => {
    const whole = await redThenBlue(400, 400).png({ compressionLevel: 0 }).toBuffer();
    await writeFile(at('half.png'), whole.subarray(0, whole.length / 2));
    const work = { sourcePath: at('half.png'), targetPath: at('never.png'), width: 8, height: 8 };
    await expect(
      workOnImage({ as: 'fitted', ...work, type: 'image/png', framing: defaultFraming }),
    ).rejects.toMatchObject({
      code: 'unsupported_media_type',
      param: 'input_reference',
    });
  });
});

describe('an image that has to weigh less', () => {
  const sourcePath = () => at('noise.png');
  beforeAll(async () => {
    const raw = { width: 800, height: 600, channels: 3 as const };
    // Noise does not compress, so it has to be made smaller.
    await sharp(randomBytes(800 * 600 * 3), { raw })
      .png()
      .toFile(sourcePath());
  });

  it('loses pixels where it must', async () => {
    const targetPath = at('small.jpg');
    const work = { sourcePath: sourcePath(), targetPath, maximumBytes: 150_000, keepsSize: false };
    expect(await workOnImage({ as: 'shrunk', ...work })).toMatchObject({ type: 'image/jpeg' });
    expect((await stat(targetPath)).size).toBeLessThanOrEqual(150_000);
    expect((await readImageHeader(targetPath)).width).toBeLessThan(800);
  });

  it('loses none where it has to keep its size', async () => {
    const work = {
      as: 'shrunk',
      sourcePath: sourcePath(),
      targetPath: at('kept.jpg'),
      keepsSize: true,
    } as const;
    expect(await workOnImage({ ...work, maximumBytes: 20_000 })).toBeNull();
    expect(await workOnImage({ ...work, maximumBytes: 1_000_000 })).toMatchObject({
      width: 800,
      height: 600,
    });
  });
});

const place = 'at 52.5163 north, 13.3777 east';

describe('S17: what is not a pixel', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is gone from a %s, which stands upright', async (format) => {
    const exif = {
      IFD0: { Copyright: place, Artist: place },
      IFD3: { GPSLatitudeRef: 'N', GPSMapDatum: place },
    };
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>${place}</place></x:xmpmeta>`;
    // The same colours, so that the picture is not changed by what is dropped, in a profile that is.
    const whole = await redThenBlue(80, 40)
      .withExif(exif)
      .withXmp(xmp)
      .withIccProfile('srgb')
      .withMetadata({ orientation: 8 })
      .toFormat(format)
      .toBuffer();
    const source = at(`camera.${format}`);
    const target = at(`upright.${format}`);
    await writeFile(source, addText(format, whole));
    expect((await readFile(source)).includes(place)).toBe(true);
    const written = await writeAnew(source, `image/${format}`, target);
    expect(written).toEqual({ type: `image/${format}`, width: 40, height: 80 });
    // Orientation 8 asks for a quarter turn to the left: what was on the right is on top.
    expect(await colour(target, 20, 10)).toBe('blue');
    expect(await colour(target, 20, 70)).toBe('red');
    const bytes = await readFile(target);
    for (const word of [place, 'Exif', 'EXIF', 'xmpmeta', 'http://', 'ICC_PROFILE', 'iCCP', 'tEXt', 'GPS'])
      expect(bytes.includes(word), word).toBe(false);
    const { orientation, exif: _exif, ...metadata } = await sharp(bytes).metadata();
    expect(orientation).toBeUndefined();
    for (const name of ['xmp', 'icc', 'iptc', 'comments', 'tifftagPhotoshop'])
      expect(metadata).not.toHaveProperty(name);
  });
});

/** Puts the place into the format's own kind of remark as well. */
function addText(format: 'jpeg' | 'png' | 'webp', bytes: Buffer): Buffer {
  if (format === 'png')
    return Buffer.concat([bytes.subarray(0, 33), pngChunk('tEXt', `Comment\0${place}`), bytes.subarray(33)]);
  if (format === 'webp') return bytes;
  const iptc = `Photoshop 3.0\0${place}`;
  const segment = (marker: number, text: string) =>
    Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text, 'latin1')]);
  return Buffer.concat([bytes.subarray(0, 2), segment(0xed, iptc), segment(0xfe, place), bytes.subarray(2)]);
}

/** Small files that would be large. None needs more than a few megabytes of this process. */
async function bombs(): Promise<Record<string, Buffer>> {
  const packed = deflateSync(Buffer.alloc(200_000_000));
  const text = (name: string, head: string) =>
    pngChunk(name, Buffer.concat([Buffer.from(head, 'latin1'), packed]));
  const withPiece = (...before: Buffer[]) => makePng({ width: 64, height: 64, before });
  const wide = { create: { width: 4_000, height: 4_000, channels: 3 as const, background: '#888' } };
  const progressive = await sharp(wide).jpeg({ progressive: true }).toBuffer();
  const end = progressive.subarray(-2);
  const lastScan = progressive.subarray(progressive.lastIndexOf(Buffer.from([0xff, 0xda])), -2);
  const emptyScan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 1, 63, 0, 0]);
  const firstScan = progressive.subarray(0, progressive.indexOf(Buffer.from([0xff, 0xda])));
  const scans = (head: Buffer, scan: Buffer, count: number) =>
    Buffer.concat([head, ...Array.from({ length: count }, () => scan), end]);
  const jpeg = await sharp(wide).jpeg().toBuffer();
  const webp = await sharp(wide).webp().toBuffer();
  return {
    'a packed text of 200 MB': withPiece(text('zTXt', 'Comment\0\0')),
    'an international text of 200 MB': withPiece(text('iTXt', 'Comment\0\x01\0\0\0')),
    'a profile of 200 MB': withPiece(text('iCCP', 'icc\0\0')),
    'twenty packed texts': withPiece(...Array.from({ length: 20 }, () => text('zTXt', 'Comment\0\0'))),
    'a hundred thousand texts': withPiece(...Array.from({ length: 100_000 }, () => pngChunk('tEXt', 'a\0b'))),
    'a picture that never ends': makePng({ width: 64, height: 64, picture: packed }),
    'a picture that ends at once': makePng({
      width: 7_000,
      height: 7_000,
      picture: deflateSync(Buffer.alloc(9)),
    }),
    'an interlaced picture that is not there': makePng({
      width: 7_000,
      height: 7_000,
      picture: deflateSync(Buffer.alloc(9)),
      isInterlaced: true,
    }),
    'an interlaced picture cut off': (await sharp(wide).png({ progressive: true }).toBuffer()).subarray(
      0,
      -999,
    ),
    'three thousand scans': scans(progressive.subarray(0, -2), lastScan, 3_000),
    'a hundred thousand empty scans': scans(firstScan, emptyScan, 100_000),
    'a JPEG cut off': jpeg.subarray(0, jpeg.length / 2),
    'a WebP cut off': webp.subarray(0, webp.length / 2),
    'a PNG of 16,000 × 16,000': makePng({ width: 16_000, height: 16_000, picture: packed }),
    'a PNG of 50 million pixels': makePng({ width: 7_000, height: 7_000, picture: packed }),
  };
}

describe('S16: bombs', () => {
  it('are refused or harmless, each in its own process: this one neither grows nor waits', async () => {
    const made = await bombs();
    for (const [name, bytes] of Object.entries(made)) await writeFile(at(name), bytes);
    const rssBefore = process.memoryUsage.rss();
    const startedAt = performance.now();
    const outcomes = new Map<string, string>();
    for (const [name, bytes] of Object.entries(made)) {
      const type = bytes[0] === 0x89 ? 'image/png' : bytes[0] === 0xff ? 'image/jpeg' : 'image/webp';
      const target = at('defused');
      await rm(target, { force: true });
      const outcome = await writeAnew(at(name), type, target).then(
        () => 'defused',
        (error: { code?: string }) => error.code ?? String(error),
      );
      outcomes.set(name, outcome);
      if (outcome === 'defused') expect((await stat(target)).size, name).toBeLessThan(1_000_000);
    }
    expect(process.memoryUsage.rss() - rssBefore).toBeLessThan(64 * 1024 * 1024);
    // Fifteen of them, on a machine that does something else besides.
    expect(performance.now() - startedAt).toBeLessThan(45_000);
    const harmless = [...outcomes].filter(([, outcome]) => outcome === 'defused').map(([name]) => name);
    for (const [name, outcome] of outcomes)
      expect(['defused', 'unsupported_media_type', 'too_large'], name).toContain(outcome);
    // Whatever is left of these has 64 × 64 pixels: their weight was in what is dropped.
    for (const name of harmless) expect(name).toMatch(/text|profile|never ends|50 million/);
  });

  it('an image that takes too much memory costs its process, and is refused in words', async () => {
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
    const large = {
      create: { width: 4_000, height: 4_000, channels: 3 as const, background: '#888', noise },
    };
    await sharp(large)
      .jpeg({ progressive: true, quality: 40 })
      .withMetadata({ orientation: 6 })
      .toFile(at('heavy.jpg'));
    const work = {
      as: 'converted',
      sourcePath: at('heavy.jpg'),
      targetPath: at('heavy.out'),
      type: 'image/jpeg',
    } as const;
    await expect(workOnImage(work, { memoryMegabytes: 150 })).rejects.toMatchObject({
      code: 'unsupported_media_type',
      message: expect.stringContaining('memory'),
    });
    await expect(workOnImage(work, { timeoutMs: 150 })).rejects.toMatchObject({
      code: 'unsupported_media_type',
      message: expect.stringMatching(/long|decoded/),
    });
  });
});
