import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A real H.264 file of one second, 128 × 72 at 8 frames a second. */
const picture = readFileSync(path.join(import.meta.dirname, 'video.mp4'));

/** Enough for a download to come in several pieces, and for a cut to fall inside. */
const paddingBytes = 96 * 1024;

/**
 * A whole video whose bytes are no other's: its name, repeated, stands in a `free` box (ISO/IEC 14496-12 §8.1.2), which
 * players skip. A file that was cut, or mixed with another one, has another hash.
 */
export function makeVideo(name: string, padding = paddingBytes): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(head.length + padding);
  head.write('free', 4, 'latin1');
  return Buffer.concat([picture, head, Buffer.alloc(padding, `${name};`)]);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
