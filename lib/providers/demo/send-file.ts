import 'server-only';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { DemoError } from './demo-error';

/** `bytes=5-9`, `bytes=5-` or `bytes=-5`; of several ranges, or words we do not know, none: the whole file is sent. */
function readRange(header: string | null, size: number): { start: number; end: number } | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
  if (start > end || start >= size)
    throw new DemoError(416, 'The range lies beyond the end of the file.', { param: 'range' });
  return { start, end };
}

/** Answers GET and HEAD with a file, or the part of it that was asked for. */
export async function sendFile(request: Request, path: string, type: string): Promise<Response> {
  const { size, mtimeMs } = await stat(path);
  const range = readRange(request.headers.get('range'), size);
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const headers = new Headers({
    'content-type': type,
    'content-length': String(end - start + 1),
    'accept-ranges': 'bytes',
    etag: `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`,
  });
  if (range) headers.set('content-range', `bytes ${start}-${end}/${size}`);
  const status = range ? 206 : 200;
  if (request.method === 'HEAD') return new Response(null, { status, headers });
  const body = Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>;
  return new Response(body, { status, headers });
}
