import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { StudioError } from '@/lib/errors';
import { readImageHeader } from './image-header';
import { makePng } from './png-chunks';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firstframe-header-'));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function read(bytes: Buffer) {
  count += 1;
  const file = path.join(folder, `${count}.bin`);
  await writeFile(file, bytes);
  return readImageHeader(file);
}

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#08f8' } });

it.each([
  ['png', {}],
  ['png', { progressive: true }],
  ['jpeg', {}],
  ['jpeg', { progressive: true }],
  ['webp', {}],
  ['webp', { lossless: true }],
] as const)('knows the size of a %s (%j), whatever its name', async (format, options) => {
  const bytes = await picture(123, 45).toFormat(format, options).toBuffer();
  expect(await read(bytes)).toEqual({ type: `image/${format}`, width: 123, height: 45 });
});

it('finds the size behind whatever a camera puts before it', async () => {
  const exif = { IFD0: { ImageDescription: 'x'.repeat(30_000) } };
  const jpeg = await picture(40, 30).withExif(exif).withIccProfile('p3').jpeg().toBuffer();
  expect(await read(jpeg)).toMatchObject({ type: 'image/jpeg', width: 40, height: 30 });
  const webp = await picture(40, 30).withExif(exif).webp().toBuffer();
  expect(await read(webp)).toMatchObject({ type: 'image/webp', width: 40, height: 30 });
});

it.each([
  ['a GIF', 'GIF89a..........'],
  ['an SVG drawing', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['a HEIC photo', '\0\0\0\x18ftypheic\0\0\0\0'],
  ['a video', '\0\0\0\x18ftypisom\0\0\0\0'],
  ['a PDF', '%PDF-1.7'],
  ['not an image that can be recognised', 'hello'],
  ['not an image that can be recognised', ''],
])('refuses %s and says so', async (name, text) => {
  await expect(read(Buffer.from(text, 'latin1'))).rejects.toMatchObject({
    code: 'unsupported_media_type',
    param: 'input_reference',
    message: expect.stringContaining(name),
  });
});

it('S16: refuses too many pixels by what the header claims, before anything is decoded', async () => {
  const jpeg = await picture(64, 64).jpeg().toBuffer();
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(65_535, frame + 5);
  jpeg.writeUInt16BE(65_535, frame + 7);
  const webp = Buffer.from('RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\0\0', 'latin1');
  const small = Buffer.alloc(100);
  const bombs = {
    png: makePng({ width: 16_000, height: 16_000, picture: small }),
    'wide png': makePng({ width: 65_535, height: 1, picture: small }),
    'greatest png': makePng({ width: 2 ** 31 - 1, height: 2 ** 31 - 1, picture: small }),
    jpeg,
    webp,
  };
  for (const [name, bytes] of Object.entries(bombs)) {
    await expect(read(bytes), name).rejects.toMatchObject({ code: 'too_large', param: 'input_reference' });
  }
});

it('S16: refuses what moves, by its announcement', async () => {
  const colours = ['#f00', '#0f0', '#00f'];
  const still = (background: string) => sharp({ create: { width: 16, height: 16, channels: 3, background } });
  const frames = await Promise.all(colours.map((background) => still(background).png().toBuffer()));
  const moving = await sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
  await expect(read(moving)).rejects.toMatchObject({ message: expect.stringContaining('animated') });
});

it('S15: answers any bytes with a size or a refusal, and nothing else', async () => {
  const heads = [
    '\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR',
    '\xff\xd8\xff',
    'RIFF\0\0\0\0WEBPVP8X',
    'RIFF\0\0\0\0WEBPVP8 ',
  ];
  const body = fc.tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 80 }));
  await fc.assert(
    fc.asyncProperty(body, async ([head, rest]) => {
      const bytes = Buffer.concat([Buffer.from(head, 'latin1'), rest]);
      const found = await read(bytes).catch((error: unknown) => error);
      if (!(found instanceof StudioError)) expect(found).toMatchObject({ width: expect.any(Number) });
    }),
    { numRuns: 500, seed: 15 },
  );
});
