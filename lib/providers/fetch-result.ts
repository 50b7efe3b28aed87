import 'server-only';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { readInlineVideo, readResultUrl } from './decode';
import { decodeError } from './decode-error';
import type { Dialect } from './dialect';
import { parseJson } from './read-value';
import { readText, type Upstream, type UpstreamResponse } from './upstream';

/** What asking for the finished video led to. `gone` means that the provider no longer has it. */
export type Result =
  | { outcome: 'bytes'; stream: Readable /** As announced, or `null`. */; length: number | null }
  | { outcome: 'trouble'; message: string }
  | { outcome: 'gone'; message: string };

/** A provider as this needs it: how it writes, whom to ask, and where a job and its content are. */
export type ResultSource = {
  dialect: Dialect;
  upstream: Upstream;
  retrieveUrl: string | null;
  contentUrl: string | null;
};

const maximumHops = 5;
const headDeadlineMs = 24 * 60 * 60_000;
const askDeadlineMs = 60_000;
const longestAnswerBytes = 256 * 1024 * 1024;

/**
 * Follows redirects by hand: `send` rebuilds the headers for each hop, so the key stays at the provider's own origin,
 * and each hop's address is checked anew.
 */
async function follow(upstream: Upstream, firstUrl: string): Promise<UpstreamResponse> {
  let url = firstUrl;
  for (let hop = 0; hop <= maximumHops; hop += 1) {
    const headers = { 'accept-encoding': 'identity' };
    const response = await upstream.send({ method: 'GET', url, headers, deadlineMs: headDeadlineMs });
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

function fromBytes(bytes: Buffer): Result {
  return { outcome: 'bytes', stream: Readable.from([bytes]), length: bytes.length };
}

/** An answer that should be a video: bytes, or JSON that holds it or names where it is. */
async function readResult(
  source: ResultSource,
  response: UpstreamResponse,
  canNest: boolean,
): Promise<Result> {
  const { status, headers, body } = response;
  const isSuccess = status >= 200 && status < 300;
  const type = headers.get('content-type') ?? '';
  if (isSuccess && body && !/json|text|html|xml/i.test(type)) {
    const length = Number(headers.get('content-length') ?? Number.NaN);
    const stream = Readable.fromWeb(body as NodeReadableStream<Uint8Array>);
    return { outcome: 'bytes', stream, length: Number.isSafeInteger(length) && length > 0 ? length : null };
  }
  const text = await readText(response, isSuccess ? longestAnswerBytes : undefined);
  if (isSuccess && canNest) {
    const answer = parseJson(text);
    const inline = readInlineVideo(source.dialect, answer);
    if (inline) return fromBytes(inline);
    const url = readResultUrl(source.dialect, answer);
    if (url) return readResult(source, await follow(source.upstream, url), false);
  }
  const { message } = decodeError(status, text);
  return { outcome: status === 410 ? 'gone' : 'trouble', message };
}

async function fetchFrom(source: ResultSource, url: string): Promise<Result> {
  try {
    return await readResult(source, await follow(source.upstream, url), true);
  } catch (error) {
    return { outcome: 'trouble', message: error instanceof Error ? error.message : String(error) };
  }
}

/** Asks about the job once more: addresses are signed for a short while, and a video in the answer is not kept. */
async function fetchAnew(source: ResultSource, staleUrl: string | null): Promise<Result | null> {
  const { dialect, upstream, retrieveUrl } = source;
  if (retrieveUrl === null) return null;
  try {
    const { method } = dialect.retrieve;
    const response = await upstream.send({ method, url: retrieveUrl, deadlineMs: askDeadlineMs });
    const answer = parseJson(await readText(response, longestAnswerBytes));
    const inline = readInlineVideo(dialect, answer);
    if (inline) return fromBytes(inline);
    const url = readResultUrl(dialect, answer);
    return url === null || url === staleUrl ? null : await fetchFrom(source, url);
  } catch (error) {
    return { outcome: 'trouble', message: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Opens the bytes of a finished video, trying the places that the dialect names in its order, then those of a fresh
 * answer. It is `gone` only where every place says so.
 */
export async function fetchResult(source: ResultSource, resultUrl: string | null): Promise<Result> {
  const tries = [
    ...source.dialect.result.map((place) => async () => {
      const url = place === 'url' ? resultUrl : source.contentUrl;
      return url === null ? null : fetchFrom(source, url);
    }),
    () => fetchAnew(source, resultUrl),
  ];
  const failures: Exclude<Result, { outcome: 'bytes' }>[] = [];
  for (const attempt of tries) {
    const result = await attempt();
    if (result?.outcome === 'bytes') return result;
    if (result) failures.push(result);
  }
  const nowhere: Result = { outcome: 'trouble', message: 'The provider names no place where the video is.' };
  return failures.find(({ outcome }) => outcome === 'trouble') ?? failures[0] ?? nowhere;
}
