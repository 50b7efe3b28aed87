import 'server-only';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { decodeJob, hasError, isRefusal, namesJob, readInlineVideo, type UpstreamJob } from './decode';
import { decodeError, type ProviderFault, shorten } from './decode-error';
import type { Dialect } from './dialect';
import { parseJson } from './read-value';
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
    }
  /** The answer is the video, or says where it is, and there is no job to ask about. */
  | { outcome: 'delivered'; video: Readable | null; operation: Record<string, unknown> }
  | { outcome: 'refused'; error: ProviderFault }
  | { outcome: 'rate_limited'; retryAfterMs: number | null; message: string }
  | { outcome: 'never_sent'; message: string }
  | { outcome: 'unknown'; message: string; body: string | null };

/** Statuses after which a create certainly made no job. */
const refusals = new Set([400, 401, 402, 403, 404, 405, 411, 413, 415, 422, 501]);

/** Early vLLM-Omni answers a create with the video as Base64: as long as the longest of these that makes sense. */
const longestAnswerBytes = 256 * 1024 * 1024;

/** What of an answer is kept as the operation: never the video itself, which may be in it. */
function operationOf(job: UpstreamJob, answer: unknown, hasInline: boolean): Record<string, unknown> {
  return {
    ...(hasInline ? {} : { answer }),
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
  const type = headers.get('content-type') ?? '';
  if (isSuccess && response.body && /^(video\/|application\/octet-stream)/i.test(type)) {
    const video = Readable.fromWeb(response.body as NodeReadableStream<Uint8Array>);
    return { outcome: 'delivered', video, operation: {} };
  }
  const text = await readText(response, isSuccess ? longestAnswerBytes : undefined);
  if (status >= 300 && status < 400) {
    const location = headers.get('location') ?? 'elsewhere';
    const message = `The provider redirects to ${location}; check its base URL.`;
    return { outcome: 'unknown', message, body: shorten(text) };
  }
  const answer = parseJson(text);
  const job = decodeJob(dialect, answer);
  if (isSuccess && job.id !== null && !isErrorOnly(dialect, answer, job)) {
    const operation = operationOf(job, answer, readInlineVideo(dialect, answer) !== null);
    return { outcome: 'accepted', operation, job: { ...job, id: job.id }, pollAfterMs: pollDelay(headers) };
  }
  const error = decodeError(status, text);
  if (status === 429 && error.code === 'provider_rate_limit')
    return { outcome: 'rate_limited', retryAfterMs: retryAfter(headers), message: error.message };
  if (refusals.has(status) || status === 429) return { outcome: 'refused', error };
  if (isSuccess) {
    const video = readInlineVideo(dialect, answer);
    if (video) return { outcome: 'delivered', video: Readable.from([video]), operation: {} };
    if (job.resultUrl !== null)
      return { outcome: 'delivered', video: null, operation: operationOf(job, answer, false) };
    if (hasError(answer) || isRefusal(answer)) return { outcome: 'refused', error };
  }
  const message = `The provider answered HTTP ${status} without an id.`;
  return { outcome: 'unknown', message, body: shorten(text) };
}

/** An error with an id beside it, which is then only the name of the request (`{error, request_id}`). */
function isErrorOnly(dialect: Dialect, answer: unknown, job: UpstreamJob): boolean {
  return hasError(answer) && !job.hasStatus && !namesJob(dialect, answer);
}
