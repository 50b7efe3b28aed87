import 'server-only';
import { Readable } from 'node:stream';
import { decodeJob, hasError, isRefusal, namesJob, readInlineVideo, type UpstreamJob } from './decode';
import { decodeError, type ProviderFault, readInnerStatus, readMessage, shorten } from './decode-error';
import type { Dialect } from './dialect';
import { readPath } from './json-path';
import { openBody, sniffBody } from './open-body';
import { isShallow, parseJson, toJson } from './read-value';
import { pollDelay, retryAfter } from './retry-after';
import { readText, type UpstreamResponse } from './upstream';

/**
 * How the one paid request ended. Only `accepted` and `delivered` prove a job, only `refused`, `rate_limited` and
 * `never_sent` prove that there is none; everything else is `unknown` and is never sent again by itself.
 */
export type SubmitOutcome =
  | {
      outcome: 'accepted';
      operation: Record<string, unknown>;
      job: UpstreamJob & { id: string };
      pollAfterMs: number | null;
      /** The finished video, where the answer holds that as well. */
      video: Readable | null;
    }
  /** The answer is the video, or says where it is, and there is no job to ask about. */
  | { outcome: 'delivered'; video: Readable | null; operation: Record<string, unknown> }
  | { outcome: 'refused'; error: ProviderFault }
  | { outcome: 'rate_limited'; retryAfterMs: number | null; message: string }
  | { outcome: 'never_sent'; message: string }
  | { outcome: 'unknown'; message: string; body: string | null };

/** Statuses after which a create certainly made no job: the request was turned away for what it is, or where it went. */
const refusals = new Set([
  400, 401, 402, 403, 404, 405, 406, 410, 411, 413, 414, 415, 421, 422, 426, 431, 451, 501,
]);

/** An HTTP status that proves that no job was made, by itself or by what the dialect knows of its server. */
function isRefusedWith(dialect: Dialect, status: number, answer: unknown): boolean {
  const isKnown = dialect.create.refusals.some(
    (refusal) => refusal.status === status && readPath(answer, refusal.path) === refusal.is,
  );
  return refusals.has(status) || isKnown;
}

/** Whether an answer with neither a job nor a status of its own says no: an error, an envelope's no, a failure with words. */
function saysNo(answer: unknown, job: UpstreamJob): boolean {
  return hasError(answer) || isRefusal(answer) || (job.state === 'failed' && readMessage(answer) !== null);
}

/** Early vLLM-Omni answers a create with the video as Base64: as long as the longest of these that makes sense. */
const longestAnswerBytes = 256 * 1024 * 1024;

const longestLocation = 200;

/** As much of an answer as is kept in the job's row: far more than any job is described with. */
const longestKeptBytes = 64 * 1024;

/** What of an answer is kept as the operation: never the video itself, which may be in it. */
function operationOf(job: UpstreamJob, answer: unknown, hasInline: boolean): Record<string, unknown> {
  const bytes = hasInline || !isShallow(answer) ? 0 : Buffer.byteLength(toJson(answer));
  return {
    ...(bytes > 0 && bytes <= longestKeptBytes ? { answer } : {}),
    ...(job.pollUrl === null ? {} : { pollUrl: job.pollUrl }),
    ...(job.resultUrl === null ? {} : { resultUrl: job.resultUrl }),
  };
}

/**
 * Judges the answer to a create.
 * @throws UpstreamError when the answer breaks off
 */
export async function classifySubmit(dialect: Dialect, response: UpstreamResponse): Promise<SubmitOutcome> {
  const { status, headers } = response;
  const isSuccess = status >= 200 && status < 300;
  const body = isSuccess && response.body ? await openBody(response.body) : null;
  const isVideoType = /^(video\/|(application|binary)\/octet-stream)/i.test(
    headers.get('content-type') ?? '',
  );
  if (body?.kind === 'video' || (body?.kind === 'unknown' && isVideoType))
    return { outcome: 'delivered', video: body.stream, operation: {} };
  const text = await readText(
    { body: body?.stream ?? response.body, onText: response.onText },
    isSuccess ? longestAnswerBytes : undefined,
  );
  if (status >= 300 && status < 400) {
    const location = shorten(headers.get('location') ?? 'elsewhere', longestLocation);
    const message = `The provider redirects to ${location}; check its base URL.`;
    return { outcome: 'unknown', message, body: shorten(text) };
  }
  const answer = parseJson(text);
  const job = decodeJob(dialect, answer);
  const inline = isSuccess ? readInlineVideo(dialect, answer) : null;
  if (isSuccess && job.id !== null && !isErrorOnly(dialect, answer, job)) {
    // A picture of what is still being made may stand in the same place.
    const isFinished = job.state === 'succeeded' || !job.hasStatus;
    const video = inline && isFinished && sniffBody(inline) === 'video' ? Readable.from([inline]) : null;
    const operation = operationOf(job, answer, inline !== null);
    const pollAfterMs = pollDelay(headers);
    return { outcome: 'accepted', operation, job: { ...job, id: job.id }, pollAfterMs, video };
  }
  const error = decodeError(status, text);
  // Relays answer 200 and put the status of the server behind them into the body: it then counts as if it were ours.
  const inner = isSuccess ? readInnerStatus(answer) : null;
  const effective = inner ?? status;
  if (isSuccess) {
    if (inline) return { outcome: 'delivered', video: Readable.from([inline]), operation: {} };
    // Beside an error an address leads to where it is explained.
    if (job.resultUrl !== null && inner === null && !saysNo(answer, job))
      return { outcome: 'delivered', video: null, operation: operationOf(job, answer, false) };
  }
  if (effective === 429 && error.code === 'provider_rate_limit')
    return { outcome: 'rate_limited', retryAfterMs: retryAfter(headers), message: error.message };
  if (effective === 429 || isRefusedWith(dialect, effective, answer)) return { outcome: 'refused', error };
  if (isSuccess && inner === null && saysNo(answer, job)) return { outcome: 'refused', error };
  const inside = inner === null ? '' : ` (${inner} in its body)`;
  const message = `The provider answered HTTP ${status}${inside} without an id.`;
  return { outcome: 'unknown', message, body: shorten(text) };
}

/** An error with an id beside it, which is then only the name of the request (`{error, request_id}`). */
function isErrorOnly(dialect: Dialect, answer: unknown, job: UpstreamJob): boolean {
  const isError = job.hasStatus ? job.state === 'failed' : hasError(answer) || isRefusal(answer);
  return (isError || readInnerStatus(answer) !== null) && !namesJob(dialect, answer);
}
