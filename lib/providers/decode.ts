import 'server-only';
import { decodeJobError, type ProviderFault } from './decode-error';
import type { Dialect } from './dialect';
import { readFilled, readFirst, readPath } from './json-path';
import {
  isNothing,
  readAddress,
  readBase64,
  readDataUri,
  readId,
  readProgress,
  readTime,
  readUrl,
} from './read-value';

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
  /** What the provider says that it costs, in whole units. */
  cost: { amount: number; currency: string } | null;
};

/** What relays write into `code` when nothing is wrong. */
const okCodes = new Set<unknown>([0, 200, 20000, '0', '200', '20000', 'success', 'ok', '', true]);

/** Where an answer names the job itself; `request_id` may be the mere name of the request. */
function jobIdPaths({ read }: Dialect): string[] {
  return ['id', 'task_id', 'video_id', ...read.id.filter((path) => path !== 'request_id')];
}

/** Whether an answer names a job, and not merely the request. */
export function namesJob(dialect: Dialect, body: unknown): boolean {
  return firstOf(unwrap(dialect, body), jobIdPaths(dialect), readId) !== null;
}

/** Whether one of the ids in an answer is this one. */
export function hasId(dialect: Dialect, body: unknown, id: string): boolean {
  return [body, unwrap(dialect, body)].some((answer) =>
    dialect.read.id.some((path) => readId(readPath(answer, path)) === id.toWellFormed()),
  );
}

const outerStatuses = ['status', 'state'];

/**
 * The answer without the envelope that relays put it into (`{code, message, data: {…}}`, `{status: "success", data: {…}}`);
 * what stands beside `data` can still be read, but for a status that only says that the request went well.
 */
function unwrap(dialect: Dialect, answer: unknown): unknown {
  const data = readPath(answer, 'data');
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return answer;
  const isMarked = ['code', 'success', 'msg'].some((key) => readPath(answer, key) !== undefined);
  const ids = jobIdPaths(dialect).filter((path) => !path.includes('.'));
  const isNamedInside =
    firstOf(answer, ids, readId) === null && readFirst(data, [...ids, ...outerStatuses]) !== undefined;
  if (!isMarked && !isNamedInside) return answer;
  const outer = Object.entries(answer as object).filter(
    ([key, value]) => !(outerStatuses.includes(key) && okCodes.has(asWord(value))),
  );
  return { ...Object.fromEntries(outer), ...data };
}

const asWord = (value: unknown) => (typeof value === 'string' ? value.trim().toLowerCase() : value);

/** Whether an answer says that something went wrong; an `error` that says nothing is none. */
export function hasError(answer: unknown): boolean {
  return !isNothing(readPath(answer, 'error'));
}

/** Whether an answer is an envelope that says no, as some relays send with HTTP 200: `{code: 1001, msg}`. */
export function isRefusal(answer: unknown): boolean {
  const code = readPath(answer, 'code');
  if (code === undefined || code === null || okCodes.has(asWord(code))) return false;
  const hasWords = readFirst(answer, ['msg', 'message']) !== undefined;
  const rest = ['data', 'id', 'task_id', 'status'].map((key) => readPath(answer, key));
  return hasWords && rest.every((value) => isNothing(value));
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

/** No video costs so much; a figure beyond it is another one's. */
const mostCharged = 1_000_000;

const codeOfEnd = { cancelled: 'cancelled', expired: 'video_expired', failed: null } as const;

/** The status in an answer: a word before a number, since relays repeat the HTTP status beside it; `''` last of all. */
function readStatus({ read, statuses }: Dialect, answer: unknown): unknown {
  const found = read.status.map((path) => readPath(answer, path)).filter((value) => !isNothing(value));
  const known = new Set(Object.values(statuses).flat());
  const isWord = (value: unknown) =>
    typeof value === 'string' || (typeof value === 'number' && known.has(String(value)));
  return found.find(isWord) ?? found[0] ?? readFirst(answer, read.status);
}

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
  // New-API hands an error body of the server behind it on with HTTP 200, and with no status of its own.
  if (status === undefined && hasError(answer))
    return { state: 'failed', error: decodeJobError(answer, read.error) };
  // A few servers give the finished video's address and no word about it.
  if (status === undefined && hasResult) return { state: 'succeeded', error: null };
  const state = readState(dialect, status);
  if (state !== 'failed' && state !== 'cancelled' && state !== 'expired') return { state, error: null };
  const error = decodeJobError(answer, read.error);
  return { state, error: { ...error, code: codeOfEnd[state] ?? error.code } };
}

/** What an answer says that a job costs; a number in a text counts, and one below zero says nothing. */
function readCost({ read }: Dialect, answer: unknown): UpstreamJob['cost'] {
  if (!read.cost) return null;
  const found = readFilled(answer, read.cost.paths);
  const amount = typeof found === 'string' || typeof found === 'number' ? Number(found) : Number.NaN;
  return amount >= 0 && amount < mostCharged ? { amount, currency: read.cost.currency } : null;
}

/** What a provider's JSON says of a job. Never throws, whatever the JSON. */
export function decodeJob(dialect: Dialect, body: unknown): UpstreamJob {
  const { read } = dialect;
  const answer = unwrap(dialect, body);
  const status = readStatus(dialect, answer);
  const resultUrl = findUrl(dialect, answer);
  return {
    id: firstOf(answer, read.id, readId),
    hasStatus: status !== undefined,
    ...readEnd(dialect, answer, { status, hasResult: resultUrl !== null }),
    progress: readProgress(readFirst(answer, read.progress)),
    expiresAt: readTime(readFirst(answer, read.expiresAt)),
    resultUrl,
    pollUrl: firstOf(answer, read.pollUrl, readAddress),
    cost: readCost(dialect, answer),
  };
}

/** What an answer says that a video was made of, and when (Unix milliseconds). */
export type JobDescription = { createdAt: number | null; model: string | null; prompt: string | null };

/** As long as the longest that is taken from anybody here. */
const longestPrompt = 32_000;
const longestModel = 200;

/** What a provider's JSON says of the making of a job. Never throws, whatever the JSON. */
export function describeJob(dialect: Dialect, body: unknown): JobDescription {
  const { read } = dialect;
  const answer = unwrap(dialect, body);
  const text = (paths: readonly string[], longest: number) => {
    const found = readFilled(answer, paths);
    return typeof found === 'string' && found !== '' ? found.slice(0, longest).toWellFormed() : null;
  };
  return {
    createdAt: readTime(readFirst(answer, read.createdAt)),
    model: text(read.model, longestModel),
    prompt: text(read.prompt, longestPrompt),
  };
}

/** The first thing at any of the paths of which something can be made. */
function firstOf<Value>(
  answer: unknown,
  paths: readonly string[],
  make: (found: unknown) => Value | null,
): Value | null {
  for (const path of paths) {
    const made = make(readPath(answer, path));
    if (made !== null) return made;
  }
  return null;
}

function findUrl({ read }: Dialect, answer: unknown): string | null {
  return firstOf(answer, read.resultUrl, readUrl);
}

/** Where an answer says that the finished video is. */
export function readResultUrl(dialect: Dialect, body: unknown): string | null {
  return findUrl(dialect, unwrap(dialect, body));
}

/** The video itself, where an answer holds it as a data URI or as Base64. */
export function readInlineVideo(dialect: Dialect, body: unknown): Buffer | null {
  const { resultUrl, resultBase64 } = dialect.read;
  const answer = unwrap(dialect, body);
  return (
    firstOf(answer, [...resultUrl, ...resultBase64], readDataUri) ?? firstOf(answer, resultBase64, readBase64)
  );
}
