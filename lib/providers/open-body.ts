import 'server-only';
import { Readable } from 'node:stream';

/** What the first bytes of a body show it to be: `unknown` is what has no mark of its own. */
export type BodyKind = 'video' | 'json' | 'text' | 'unknown';

/** The top-level boxes with which an MP4 or QuickTime file begins (ISO/IEC 14496-12 §4.2). */
const firstBoxes = new Set(['ftyp', 'styp', 'moov', 'mdat', 'free', 'skip', 'wide']);
/** The EBML header of WebM and Matroska (RFC 8794 §8.1). */
const ebml = '\x1a\x45\xdf\xa3';

const enoughBytes = 64;

/** What a body is by its first bytes, since servers send videos and JSON under any content type. */
export function sniffBody(head: Uint8Array): BodyKind {
  const start = Buffer.from(head.subarray(0, enoughBytes)).toString('latin1');
  const isBox = firstBoxes.has(start.slice(4, 8)) && start.charCodeAt(0) < 0x20;
  if (isBox || start.startsWith(ebml)) return 'video';
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^["[{]/.test(text)) return 'json';
  return text === '' || text.startsWith('<') ? 'text' : 'unknown';
}

/**
 * Opens a body as a Node stream and looks at its first bytes, which stay in it. A fault on the way is met by whoever reads
 * on, now or later, and ends no process before that.
 * @throws Error when it breaks off before its first byte
 */
export async function openBody(
  body: ReadableStream<Uint8Array>,
): Promise<{ kind: BodyKind; stream: Readable }> {
  const reader = body.getReader();
  const waiting: Uint8Array[] = [];
  let bytes = 0;
  for (let isOver = false; !isOver && bytes < enoughBytes; ) {
    const piece = await reader.read().catch((error: unknown) => {
      if (bytes === 0) throw error;
      // What came before the cut is worth having; the reader says it again to whoever goes on.
      return { done: true, value: undefined };
    });
    isOver = piece.done;
    if (piece.value) waiting.push(piece.value);
    bytes += piece.value?.byteLength ?? 0;
  }
  const kind = sniffBody(Buffer.concat(waiting));
  const stream = new Readable({
    read() {
      const first = waiting.shift();
      if (first) {
        this.push(first);
        return;
      }
      reader.read().then(
        ({ done, value }) => this.push(done ? null : value),
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, callback) {
      reader.cancel(error).then(
        () => callback(error),
        () => callback(error),
      );
    },
  });
  stream.on('error', () => {});
  return { kind, stream };
}
