import { crc32, deflateSync } from 'node:zlib';

/** For tests: a PNG piece by piece, so that each piece can be wrong by itself. */

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** PNG §5.3: length, name, content, checksum. */
export function pngChunk(name: string, content: Buffer | string): Buffer {
  const body = Buffer.concat([
    Buffer.from(name, 'latin1'),
    Buffer.isBuffer(content) ? content : Buffer.from(content, 'latin1'),
  ]);
  const chunk = Buffer.alloc(8 + body.length);
  chunk.writeUInt32BE(body.length - 4);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), 4 + body.length);
  return chunk;
}

type PngParts = {
  width: number;
  height: number;
  /** Between the header and the picture. */
  before?: Buffer[];
  /** Between the picture and the end. */
  after?: Buffer[];
  picture?: Buffer;
  isInterlaced?: boolean;
};

/** A PNG in 8-bit RGB, black unless told, that claims to have the size it is told. */
export function makePng({ width, height, before = [], after = [], picture, isInterlaced }: PngParts): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, isInterlaced ? 1 : 0], 8);
  const pixels = picture ?? deflateSync(Buffer.alloc((width * 3 + 1) * height));
  const end = pngChunk('IEND', '');
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    ...before,
    pngChunk('IDAT', pixels),
    ...after,
    end,
  ]);
}
