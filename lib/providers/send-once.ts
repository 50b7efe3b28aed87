import 'server-only';
import { type Duplex, pipeline, Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Dispatcher, type FormData, request as networkRequest } from 'undici';
import type { UpstreamResponse } from './upstream';

/** Servers that compress although nobody asked. */
const decoders: Record<string, () => Duplex> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

type OnceRequest = {
  method: string;
  headers: Record<string, string>;
  body: FormData | string | undefined;
  dispatcher: Dispatcher;
  signal: AbortSignal;
};

/**
 * Sends a request once and only once, and follows no redirect. `fetch` is no good for that: as its standard says, it sends
 * again by itself when the answer is 421 (Misdirected Request), which would be paid for twice, and it refuses the ports
 * that are none of a browser's business, at one of which somebody's model server may be.
 */
export async function sendOnce(url: string, once: OnceRequest): Promise<UpstreamResponse> {
  const { method, ...options } = once;
  const headers = { ...options.headers, 'accept-encoding': 'identity' };
  const answer = await networkRequest(url, {
    ...options,
    headers,
    method: method as Dispatcher.HttpMethod,
  });
  const one = (name: string): string | null => {
    const value = answer.headers[name.toLowerCase()];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
  const decoder = decoders[one('content-encoding')?.trim().toLowerCase() ?? ''];
  // A fault on the way destroys the end that is read, which is where it is met.
  const plain: Readable = decoder ? pipeline(answer.body, decoder(), () => {}) : answer.body;
  return {
    status: answer.statusCode,
    headers: { get: one, keys: () => Object.keys(answer.headers) },
    body: Readable.toWeb(plain) as unknown as ReadableStream<Uint8Array>,
  };
}
