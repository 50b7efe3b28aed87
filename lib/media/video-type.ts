import 'server-only';
import { open } from 'node:fs/promises';

export type VideoType = 'video/mp4' | 'video/webm' | 'video/quicktime';

/** The top-level boxes with which a file without a brand begins, as QuickTime's own do (ISO/IEC 14496-12 §4.2). */
const firstBoxes = ['moov', 'mdat', 'free', 'skip', 'wide'];
/** Brands of pictures in the same kind of file: HEIC and AVIF. */
const stillBrands = /^(hei|hev|mif|msf|avi)/;
/** The EBML header of WebM and Matroska (RFC 8794 §8.1). */
const ebml = '1a45dfa3';

/** What kind of video a local file is by its first bytes, whatever it is called; `null` for what is none. */
export async function readVideoType(path: string): Promise<VideoType | null> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(12), 0, 12, 0);
    if (bytesRead < 12) return null;
    if (buffer.toString('hex', 0, 4) === ebml) return 'video/webm';
    const box = buffer.toString('latin1', 4, 8);
    if (box === 'ftyp') {
      const brand = buffer.toString('latin1', 8, 12);
      if (stillBrands.test(brand)) return null;
      return brand === 'qt  ' ? 'video/quicktime' : 'video/mp4';
    }
    return firstBoxes.includes(box) ? 'video/quicktime' : null;
  } finally {
    await handle.close();
  }
}
