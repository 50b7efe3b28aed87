import 'server-only';
import { Readable } from 'node:stream';
import { readInlineVideo, readResultUrl } from './decode';
import { decodeError } from './decode-error';
import type { Dialect } from './dialect';
import { openBody } from './open-body';
import { isForbidden } from './reachability';
import { parseJson } from './read-value';
import { readText, type Upstream, type UpstreamResponse } from './upstream';
import { readWebAddress } from './web-address';

/** The bytes of a finished video, whole or from some place on. */
export type ResultBytes = {
  outcome: 'bytes';
  stream: Readable;
  /** Of the whole video, as announced, or `null`. */
  length: number | null;
  /** Where the stream begins: 0, or where it was asked to go on. */
  offset: number;
  /** The strong validator under which the rest can be asked for, or `null`. */
  etag: string | null;
};

/**
 * What asking for the finished video led to. `gone` means that the provider no longer has it; trouble is `answered`
 * where the provider itself said no, and not something on the way to it, and `forbidden` where we went to no address that
 * it named.
 */
export type Result =
  | ResultBytes
  | { outcome: 'trouble'; message: string; isAnswered: boolean; isForbidden: boolean }
  | { outcome: 'gone'; message: string };

/** A provider as this needs it: how it writes, whom to ask, and where a job and its content are. */
export type ResultSource = {
  dialect: Dialect;
  upstream: Upstream;
  /** Where to ask about the job, in this order. */
  retrieveUrls: string[];
  contentUrl: string | null;
  /** What is there of it already, to go on from where the provider can; else it is told whole. */
  resume?: ResumePoint;
};

/** So many bytes of the very file that carried this strong ETag. */
export type ResumePoint = { offset: number; etag: string };

const maximumHops = 5;
/** How a server says that there is no such file, or that a signed address is no longer good. */
const noAnswers = new Set([400, 403, 404, 409, 422]);
const headDeadlineMs = 60_000;
/** A download may be slow; one that stands still is ended by the connection's own time limit. */
const downloadDeadlineMs = 24 * 3_600_000;
/** The answer about a job may hold the whole video. */
const answerDeadlineMs = 10 * 60_000;
const longestAnswerBytes = 256 * 1024 * 1024;

/**
 * Follows redirects by hand: `send` rebuilds the headers for each hop, so the key stays at the provider's own origin,
 * and each hop's address is checked anew. Any port will do, and `http:` after `https:`: what is fetched was paid for, it
 * is public, and nothing of ours goes along.
 */
async function follow({ upstream, resume }: ResultSource, firstUrl: string): Promise<UpstreamResponse> {
  let url = readWebAddress(firstUrl);
  // RFC 9110 §13.1.5: the rest where it is still the same file, else all of it.
  const range: Record<string, string> = resume
    ? { range: `bytes=${resume.offset}-`, 'if-range': resume.etag }
    : {};
  for (let hop = 0; hop <= maximumHops; hop += 1) {
    const headers = { 'accept-encoding': 'identity', ...range };
    const deadlines = { deadlineMs: headDeadlineMs, bodyDeadlineMs: downloadDeadlineMs };
    const response = await upstream.send({ method: 'GET', url: url.href, headers, ...deadlines });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || !location) return response;
    await response.body?.cancel();
    url = readWebAddress(location, url);
  }
  throw new Error(`More than ${maximumHops} redirects.`);
}

function fromBytes(bytes: Buffer): Result {
  return { outcome: 'bytes', stream: Readable.from([bytes]), length: bytes.length, offset: 0, etag: null };
}

function fromError(error: unknown): Result {
  const message = error instanceof Error ? error.message : String(error);
  return { outcome: 'trouble', message, isAnswered: false, isForbidden: isForbidden(error) };
}

function positive(text: string | null | undefined): number | null {
  const number = Number(text ?? Number.NaN);
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}

const contentRange = /^bytes (\d+)-\d+\/(\d+|\*)$/;

/** Whether a body is as the file is. What is compressed all the same has another length and other places in it. */
function isAsIs(headers: UpstreamResponse['headers']): boolean {
  return /^(identity)?$/i.test((headers.get('content-encoding') ?? '').trim());
}

/** Whether a question for the rest led nowhere: the file is shorter, or this is another part, or of another file. */
function isWrongPart({ status, headers }: UpstreamResponse, { offset, etag }: ResumePoint): boolean {
  if (status === 416) return true;
  if (status === 206 && !isAsIs(headers)) return true;
  const [, first] = contentRange.exec(headers.get('content-range') ?? '') ?? [];
  return status === 206 && (first !== String(offset) || (headers.get('etag') ?? etag) !== etag);
}

/** A successful answer whose body is the video, or the rest of it. */
function describeBytes(
  { status, headers }: UpstreamResponse,
  stream: Readable,
  resume?: ResumePoint,
): ResultBytes {
  if (status === 206 && resume) {
    const [, , whole] = contentRange.exec(headers.get('content-range') ?? '') ?? [];
    return { outcome: 'bytes', stream, length: positive(whole), offset: resume.offset, etag: resume.etag };
  }
  const isWhole = isAsIs(headers);
  const tag = headers.get('etag') ?? '';
  return {
    outcome: 'bytes',
    stream,
    length: isWhole ? positive(headers.get('content-length')) : null,
    offset: 0,
    etag: isWhole && /^"[\x21\x23-\x7e]*"$/.test(tag) ? tag : null,
  };
}

/** An answer that should be a video: bytes, or JSON that holds it or names where it is. */
async function readResult(
  source: ResultSource,
  response: UpstreamResponse,
  canNest: boolean,
): Promise<Result> {
  const { status, headers } = response;
  const isSuccess = status >= 200 && status < 300;
  const body = isSuccess && response.body ? await openBody(response.body) : null;
  if (body && status === 206 && source.resume) return describeBytes(response, body.stream, source.resume);
  // The type counts only where the bytes say nothing: videos come as plain text, and errors as videos.
  const isPlain = !/json|text|html|xml/i.test(headers.get('content-type') ?? '');
  const isVideo = body?.kind === 'video' || (body?.kind !== 'json' && isPlain);
  if (body && status !== 206 && isVideo) return describeBytes(response, body.stream);
  const text = await readText(
    { body: body?.stream ?? response.body, onText: response.onText },
    isSuccess ? longestAnswerBytes : undefined,
  );
  if (isSuccess && canNest) {
    const answer = parseJson(text);
    const inline = readInlineVideo(source.dialect, answer);
    if (inline) return fromBytes(inline);
    const url = readResultUrl(source.dialect, answer);
    if (url) return openAt(source, url, false);
  }
  const { message } = decodeError(status, text);
  if (status === 410) return { outcome: 'gone', message };
  return { outcome: 'trouble', message, isAnswered: noAnswers.has(status), isForbidden: false };
}

async function openAt(source: ResultSource, url: string, canNest: boolean): Promise<Result> {
  const response = await follow(source, url);
  if (!source.resume || !isWrongPart(response, source.resume)) return readResult(source, response, canNest);
  await response.body?.cancel();
  return openAt({ ...source, resume: undefined }, url, canNest);
}

async function fetchFrom(source: ResultSource, url: string): Promise<Result> {
  try {
    return await openAt(source, url, true);
  } catch (error) {
    return fromError(error);
  }
}

/** Asks about the job once more: addresses are signed for a short while, and a video in the answer is not kept. */
async function fetchAnew(
  source: ResultSource,
  retrieveUrl: string,
  staleUrl: string | null,
): Promise<Result | null> {
  const { dialect, upstream } = source;
  try {
    const { method } = dialect.retrieve;
    const deadlines = { deadlineMs: headDeadlineMs, bodyDeadlineMs: answerDeadlineMs };
    const response = await upstream.send({ method, url: retrieveUrl, ...deadlines });
    const answer = parseJson(await readText(response, longestAnswerBytes));
    const inline = readInlineVideo(dialect, answer);
    if (inline) return fromBytes(inline);
    const url = readResultUrl(dialect, answer);
    return url === null || url === staleUrl ? null : await fetchFrom(source, url);
  } catch (error) {
    return fromError(error);
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
    ...source.retrieveUrls.map((url) => () => fetchAnew(source, url, resultUrl)),
  ];
  const failures: Exclude<Result, { outcome: 'bytes' }>[] = [];
  for (const attempt of tries) {
    const result = await attempt();
    if (result?.outcome === 'bytes') return result;
    if (result) failures.push(result);
  }
  // Only where every place said no is that the answer.
  const onTheWay = failures.find((failure) => failure.outcome === 'trouble' && !failure.isAnswered);
  const message = 'The provider names no place where the video is.';
  const nowhere: Result = { outcome: 'trouble', message, isAnswered: true, isForbidden: false };
  return onTheWay ?? failures.find(({ outcome }) => outcome === 'trouble') ?? failures[0] ?? nowhere;
}
