import 'server-only';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { decodeError, parseJson } from './decode';
import type { Dialect } from './dialect';
import { fillPath } from './encode';
import { readPath } from './json-path';
import { readText, type Upstream, type UpstreamResponse } from './upstream';

/** The bytes of a finished video on their way, or why there are none yet. */
export type Result =
  | { outcome: 'bytes'; stream: Readable; length: number | null }
  /** It may work later: not ready, overloaded, no connection. */
  | { outcome: 'trouble'; message: string }
  /** The provider no longer has it. */
  | { outcome: 'gone'; message: string };

type Source = { dialect: Dialect; baseUrl: string; upstream: Upstream };

const maximumHops = 5;
const headDeadlineMs = 24 * 60 * 60_000;

/**
 * Follows redirects by hand: `send` rebuilds the headers for each hop, so the key stays at the provider's own origin,
 * and each hop's address is checked anew.
 */
async function follow(upstream: Upstream, firstUrl: string, signal?: AbortSignal): Promise<UpstreamResponse> {
  let url = firstUrl;
  for (let hop = 0; hop <= maximumHops; hop += 1) {
    const headers = { 'accept-encoding': 'identity' };
    const response = await upstream.send({ method: 'GET', url, headers, deadlineMs: headDeadlineMs, signal });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !location) return response;
    await response.body?.cancel();
    const next = new URL(location, url);
    if (next.protocol !== 'http:' && next.protocol !== 'https:')
      throw new Error(`A redirect to ${next.protocol} was refused.`);
    url = next.href;
  }
  throw new Error(`More than ${maximumHops} redirects.`);
}

function fromDataUri(uri: string): Result {
  const comma = uri.indexOf(',');
  const isBase64 = uri.slice(0, comma).endsWith(';base64');
  const payload = uri.slice(comma + 1);
  const bytes = isBase64 ? Buffer.from(payload, 'base64') : Buffer.from(decodeURIComponent(payload));
  return { outcome: 'bytes', stream: Readable.from([bytes]), length: bytes.length };
}

/** An answer that should be a video: bytes, or JSON that names where they are. */
async function readResult(
  source: Source,
  response: UpstreamResponse,
  canNest: boolean,
  signal?: AbortSignal,
): Promise<Result> {
  const type = response.headers.get('content-type') ?? '';
  if (response.status < 300 && response.body && !/json|text|html|xml/i.test(type)) {
    const length = Number(response.headers.get('content-length') ?? Number.NaN);
    const stream = Readable.fromWeb(response.body as NodeReadableStream<Uint8Array>);
    return { outcome: 'bytes', stream, length: Number.isSafeInteger(length) && length > 0 ? length : null };
  }
  const text = await readText(response);
  const answer = parseJson(text);
  const url = source.dialect.read.resultUrl
    .map((path) => readPath(answer, path))
    .find((found) => typeof found === 'string' && /^(https?:|data:)/i.test(found));
  if (response.status < 300 && typeof url === 'string' && canNest) return fromUrl(source, url, false, signal);
  const { message } = decodeError(response.status, text);
  return { outcome: response.status === 410 ? 'gone' : 'trouble', message };
}

async function fromUrl(source: Source, url: string, canNest: boolean, signal?: AbortSignal): Promise<Result> {
  if (url.startsWith('data:')) return fromDataUri(url);
  return readResult(source, await follow(source.upstream, url, signal), canNest, signal);
}

/** Opens the bytes of a finished video, trying the places that the dialect names in its order. */
export async function fetchResult(
  source: Source,
  job: { upstreamId: string; resultUrl: string | null },
  signal?: AbortSignal,
): Promise<Result> {
  const { dialect, baseUrl } = source;
  let last: Result = { outcome: 'trouble', message: 'The provider names no place where the video is.' };
  for (const place of dialect.result) {
    const url =
      place === 'url'
        ? job.resultUrl
        : dialect.content && `${baseUrl}${fillPath(dialect.content.path, job.upstreamId)}`;
    if (!url) continue;
    try {
      last = await fromUrl(source, url, true, signal);
    } catch (error) {
      last = { outcome: 'trouble', message: error instanceof Error ? error.message : String(error) };
    }
    if (last.outcome === 'bytes') return last;
  }
  return last;
}
