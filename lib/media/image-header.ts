import 'server-only';
import { type FileHandle, open } from 'node:fs/promises';
import { StudioError } from '@/lib/errors';
import { type ImageType, imageType, signatureBytes } from './image-type';

/** The most pixels of an image: about 7,000 × 7,000. */
export const maximumPixels = 50_000_000;
/** The longest side, which is also WebP's own. */
export const maximumSide = 16_383;
/** More pieces than any camera or program puts before the picture itself. */
const mostPieces = 1_000;

/** What an image says of itself, before anything decodes it. */
export type ImageHeader = {
  type: ImageType;
  /** In pixels as they are stored: a camera's orientation is not applied. */
  width: number;
  height: number;
};

type Declared = { width: number; height: number; isAnimated: boolean };
/** Gives so many bytes from a place in the file; fewer at its end. */
type Read = (position: number, length: number) => Promise<Buffer>;

/** PNG §11.2.1: the header is the first piece. An animation is announced before the picture (`acTL`). */
async function readPng(read: Read): Promise<Declared | null> {
  const head = await read(8, 25);
  if (head.length < 25 || head.toString('latin1', 4, 8) !== 'IHDR') return null;
  const size = { width: head.readUInt32BE(8), height: head.readUInt32BE(12) };
  for (let position = 33, piece = 0; piece < mostPieces; piece += 1) {
    const chunk = await read(position, 8);
    if (chunk.length < 8) return null;
    const name = chunk.toString('latin1', 4, 8);
    if (name === 'IDAT') return { ...size, isAnimated: false };
    if (name === 'acTL') return { ...size, isAnimated: true };
    position += 12 + chunk.readUInt32BE(0);
  }
  return null;
}

/** ITU-T T.81 §B.2.2: the frame header stands somewhere among the segments before the first scan. */
async function readJpeg(read: Read): Promise<Declared | null> {
  for (let position = 2, piece = 0; piece < mostPieces; piece += 1) {
    const segment = await read(position, 9);
    if (segment.length < 9 || segment[0] !== 0xff) return null;
    const marker = segment.readUInt8(1);
    // Any number of fill bytes may stand before a marker.
    if (marker === 0xff) {
      position += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7), isAnimated: false };
    if (marker === 0xda || marker === 0xd9) return null;
    position += 2 + segment.readUInt16BE(2);
  }
  return null;
}

/** RFC 9649 §2.5–2.7: simple lossy, simple lossless, or extended with a canvas and flags. */
async function readWebp(read: Read): Promise<Declared | null> {
  const head = await read(12, 18);
  if (head.length < 18) return null;
  const form = head.toString('latin1', 0, 4);
  if (form === 'VP8 ' && head.readUIntBE(11, 3) === 0x9d012a)
    return {
      width: head.readUInt16LE(14) & 0x3fff,
      height: head.readUInt16LE(16) & 0x3fff,
      isAnimated: false,
    };
  if (form === 'VP8L' && head[8] === 0x2f) {
    const bits = head.readUInt32LE(9);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, isAnimated: false };
  }
  if (form !== 'VP8X') return null;
  const isAnimated = (head.readUInt8(8) & 0b10) !== 0;
  return { width: head.readUIntLE(12, 3) + 1, height: head.readUIntLE(15, 3) + 1, isAnimated };
}

const readers: Record<ImageType, (read: Read) => Promise<Declared | null>> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
};

function readFrom(file: FileHandle): Read {
  return async (position, length) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  };
}

/**
 * Finds out what an image file is by its bytes, never by its name, and refuses what is not taken. Nothing is decoded:
 * a file that only claims to be large costs a few reads.
 * @throws StudioError `unsupported_media_type`, or `too_large` where it has too many pixels; both name `input_reference`
 */
export async function readImageHeader(path: string): Promise<ImageHeader> {
  const refusal = (code: 'unsupported_media_type' | 'too_large', message: string) =>
    new StudioError(code, message, { param: 'input_reference' });
  const file = await open(path);
  try {
    const read = readFrom(file);
    const { type, name } = imageType(await read(0, signatureBytes));
    if (!type) {
      const message = `This file is ${name}. A reference image must be a PNG, JPEG or WebP.`;
      throw refusal('unsupported_media_type', message);
    }
    const declared = await readers[type](read);
    if (!declared || declared.width === 0 || declared.height === 0) {
      const message = `This file begins like a ${name} image but cannot be read. It may be damaged.`;
      throw refusal('unsupported_media_type', message);
    }
    const { width, height, isAnimated } = declared;
    if (isAnimated)
      throw refusal(
        'unsupported_media_type',
        `This ${name} is animated. A reference image must stand still.`,
      );
    if (width * height > maximumPixels || Math.max(width, height) > maximumSide) {
      const most = `At most ${maximumPixels / 1e6} million are taken, and ${maximumSide} on a side.`;
      throw refusal('too_large', `The image has ${width} × ${height} pixels. ${most}`);
    }
    return { type, width, height };
  } finally {
    await file.close();
  }
}
