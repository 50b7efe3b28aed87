import 'server-only';
import { decodeJobError, type ProviderFault } from './decode-error';
import type { Dialect } from './dialect';
import { readFirst, readPath } from './json-path';
import { readBase64, readDataUri, readId, readProgress, readTime, readUrl } from './read-value';

/** A job's state in our words, whatever the provider's. */
export type UpstreamState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'expired';

/** What a provider's answer about a job says. Times are Unix milliseconds. */
export type UpstreamJob = {
  id: string | null;
  state: UpstreamState;
  /** Whether a status was in it at all. */
  hasStatus: boolean;
  /** 0–100, or `null` where the answer says nothing that can be believed. */
  progress: number | null;
  expiresAt: number | null;
  resultUrl: string | null;
  /** Where to ask next, as the answer says; below the provider's origin where it is relative. */
  pollUrl: string | null;
  error: ProviderFault | null;
};

/** What relays write into `code` when nothing is wrong. */
const okCodes = new Set<unknown>([0, 200, 20000, '0', '200', 'success', 'ok', 'Success', 'OK', true]);

/**
 * The answer without the envelope that relays put it into (`{code, message, data: {…}}`); what stands beside `data`
 * can still be read.
 */
function unwrap(answer: unknown): unknown {
  const data = readPath(answer, 'data');
  const hasEnvelope = ['code', 'success', 'msg'].some((key) => readPath(answer, key) !== undefined);
  if (!hasEnvelope || typeof data !== 'object' || data === null || Array.isArray(data)) return answer;
  return { ...(answer as object), ...data };
}

/** Whether an answer is an envelope that says no, as some relays send with HTTP 200: `{code: 1001, msg}`. */
export function isRefusal(answer: unknown): boolean {
  const code = readPath(answer, 'code');
  if (code === undefined || code === null || okCodes.has(code)) return false;
  const hasWords = readFirst(answer, ['msg', 'message']) !== undefined;
  return hasWords && readFirst(answer, ['data', 'id', 'task_id', 'status']) === undefined;
}

/** The state that a status word means. A word nobody knows means running: ending a paid job on a guess loses it. */
function readState(dialect: Dialect, value: unknown): UpstreamState {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const word = text.trim().toLowerCase();
  const { queued, running, ...ends } = dialect.statuses;
  for (const [state, words] of Object.entries({ ...ends, queued, running })) {
    if (words.includes(word)) return state as UpstreamState;
  }
  return 'running';
}

const codeOfEnd = { cancelled: 'cancelled', expired: 'video_expired', failed: null } as const;

/** What an answer says of how a job stands, and, where it is over without a video, why. */
function readEnd(
  dialect: Dialect,
  answer: unknown,
  { status, hasResult }: { status: unknown; hasResult: boolean },
): Pick<UpstreamJob, 'state' | 'error'> {
  const { read } = dialect;
  const isBlocked = read.blocked.some(({ path, is }) => readPath(answer, path) === is);
  if (isBlocked) {
    const error = decodeJobError(answer, read.error);
    const message = `The provider's moderation blocked the video. ${error.message}`;
    return { state: 'failed', error: { ...error, code: 'moderation_blocked', message } };
  }
  const hasError = readFirst(answer, ['error']) !== undefined;
  // New-API hands an error body of the server behind it on with HTTP 200, and with no status of its own.
  if (status === undefined && hasError) return { state: 'failed', error: decodeJobError(answer, read.error) };
  // A few servers give the finished video's address and no word about it.
  if (status === undefined && hasResult) return { state: 'succeeded', error: null };
  const state = readState(dialect, status);
  if (state !== 'failed' && state !== 'cancelled' && state !== 'expired') return { state, error: null };
  const error = decodeJobError(answer, read.error);
  return { state, error: { ...error, code: codeOfEnd[state] ?? error.code } };
}

/** What a provider's JSON says of a job. Never throws, whatever the JSON. */
export function decodeJob(dialect: Dialect, body: unknown): UpstreamJob {
  const { read } = dialect;
  const answer = unwrap(body);
  const status = readFirst(answer, read.status);
  const resultUrl = findUrl(dialect, answer);
  const pollUrl = readFirst(answer, read.pollUrl);
  return {
    id: readId(readFirst(answer, read.id)),
    hasStatus: status !== undefined,
    ...readEnd(dialect, answer, { status, hasResult: resultUrl !== null }),
    progress: readProgress(readFirst(answer, read.progress)),
    expiresAt: readTime(readFirst(answer, read.expiresAt)),
    resultUrl,
    pollUrl: typeof pollUrl === 'string' && pollUrl !== '' ? pollUrl : null,
  };
}

/** What an answer says that a video was made of, and when (Unix milliseconds). */
export type JobDescription = { createdAt: number | null; model: string | null; prompt: string | null };

/** What a provider's JSON says of the making of a job. Never throws, whatever the JSON. */
export function describeJob({ read }: Dialect, body: unknown): JobDescription {
  const answer = unwrap(body);
  const text = (paths: readonly string[]) => {
    const found = readFirst(answer, paths);
    return typeof found === 'string' && found !== '' ? found : null;
  };
  return {
    createdAt: readTime(readFirst(answer, read.createdAt)),
    model: text(read.model),
    prompt: text(read.prompt),
  };
}

function findUrl(dialect: Dialect, answer: unknown): string | null {
  return dialect.read.resultUrl.map((path) => readUrl(readPath(answer, path))).find(Boolean) ?? null;
}

/** Where an answer says that the finished video is. */
export function readResultUrl(dialect: Dialect, body: unknown): string | null {
  return findUrl(dialect, unwrap(body));
}

/** The video itself, where an answer holds it as a data URI or as Base64. */
export function readInlineVideo(dialect: Dialect, body: unknown): Buffer | null {
  const { resultUrl, resultBase64 } = dialect.read;
  const answer = unwrap(body);
  const fromUri = resultUrl.map((path) => readDataUri(readPath(answer, path))).find(Boolean);
  if (fromUri) return fromUri;
  return resultBase64.map((path) => readBase64(readPath(answer, path))).find(Boolean) ?? null;
}
