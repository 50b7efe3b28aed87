import 'server-only';
import type { ErrorCode } from '@/lib/errors';
import { redact } from '@/lib/log';
import type { Dialect } from './dialect';
import { readFirst } from './json-path';

/** A job's state in our words, whatever the provider's. */
export type UpstreamState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'expired';

export type UpstreamError = { code: ErrorCode; message: string; param: string | null; body: string };

/** What a provider's answer about a job says. Times are Unix milliseconds. */
export type UpstreamJob = {
  id: string | null;
  state: UpstreamState;
  /** 0–100, or `null` where the answer says nothing that can be believed. */
  progress: number | null;
  expiresAt: number | null;
  resultUrl: string | null;
  error: UpstreamError | null;
};

/** Longest provider text that is shown or kept: enough to act on, too little to fill a database. */
const longestMessage = 2_000;

/** Some servers repeat the key that they refuse; what is kept and shown has none. */
function shorten(whole: string): string {
  const text = redact(whole);
  return text.length > longestMessage ? `${text.slice(0, longestMessage - 1)}…` : text;
}

/** An id under any name, as text; numbers are ids too. */
function readId(value: unknown): string | null {
  if (typeof value === 'string' && value !== '' && value.length <= 1_024) return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** The state that a status word means. A word nobody knows means running: ending a paid job on a guess loses it. */
function readState(dialect: Dialect, value: unknown): UpstreamState {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  const { queued, running, ...ends } = dialect.statuses;
  for (const [state, words] of Object.entries({ ...ends, queued, running })) {
    if (words.includes(word)) return state as UpstreamState;
  }
  return 'running';
}

/** Progress as a whole, a text (`"45%"`) or a fraction below one; clamped, and `null` where it is nonsense. */
export function readProgress(value: unknown): number | null {
  const isText = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*%?\s*$/.test(value);
  const number = isText ? Number.parseFloat(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  const isFraction = number > 0 && number < 1 && !(isText && value.includes('%'));
  return Math.min(100, Math.max(0, isFraction ? number * 100 : number));
}

/** A time in seconds, milliseconds or RFC 3339, as Unix milliseconds; zero and nonsense are no time. */
export function readTime(value: unknown): number | null {
  const isNumeric = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value);
  const time = typeof value === 'string' && !isNumeric ? Date.parse(value) / 1_000 : Number(value ?? 0);
  if (!Number.isFinite(time) || time <= 0) return null;
  const milliseconds = Math.round(time > 1e11 ? time : time * 1_000);
  return Number.isSafeInteger(milliseconds) && milliseconds < 8.64e15 ? milliseconds : null;
}

/** An absolute http(s) URL or a data URI; gateways put `""` and failure texts in the same place. */
function readUrl(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return value.startsWith('data:') || (/^https?:\/\//i.test(value) && URL.canParse(value)) ? value : null;
}

const moderationWords =
  /moderation|content_policy|content policy|sensitive|safety_violation|respect_moderation/i;
const creditWords =
  /insufficient_quota|quota_not_enough|insufficient (credit|balance|quota|fund)|余额不足|额度不足/i;

/** The class that an HTTP status belongs to, for the closed list of codes. */
const codeOfStatus: Record<number, ErrorCode> = {
  401: 'provider_auth',
  402: 'provider_credit',
  403: 'provider_auth',
  404: 'provider_not_found',
  405: 'provider_unsupported',
  413: 'provider_too_large',
  415: 'provider_rejected',
  429: 'provider_rate_limit',
  501: 'provider_unsupported',
};

function classify(status: number, text: string): ErrorCode {
  if (moderationWords.test(text)) return 'moderation_blocked';
  if (creditWords.test(text)) return 'provider_credit';
  return codeOfStatus[status] ?? (status >= 400 && status < 500 ? 'provider_rejected' : 'provider_error');
}

/** The message in an error of any shape that these servers send. */
function readMessage(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  if (Array.isArray(value)) {
    const lines = value.map((item) => readMessage(item)).filter(Boolean);
    return lines.length ? lines.join('; ') : null;
  }
  const found = readFirst(value, ['message', 'msg', 'detail', 'fail_reason', 'error.message', 'error']);
  if (found === undefined) return null;
  if (typeof found !== 'string') return readMessage(found);
  // New-API wraps the answer of the server behind it as JSON text inside its own message.
  if (found.trimStart().startsWith('{')) return readMessage(parseJson(found)) ?? found;
  return found.trim() || null;
}

/** JSON, or `undefined` where the text is something else. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error in a refusal. `status` is the HTTP status; `text` the body as it came. */
export function decodeError(status: number, text: string): UpstreamError {
  const parsed = parseJson(text);
  const error = readFirst(parsed, ['error']) ?? parsed;
  const message = readMessage(error) ?? `The provider answered with HTTP ${status}.`;
  const param = readFirst(parsed, ['error.param', 'param']);
  const isUseful = typeof param === 'string' && param !== '';
  return {
    code: classify(status, `${text.slice(0, 10_000)}`),
    message: shorten(message),
    param: isUseful ? param : null,
    body: shorten(text),
  };
}

/** What a provider's JSON says of a job. Never throws, whatever the JSON. */
export function decodeJob(dialect: Dialect, answer: unknown): UpstreamJob {
  const { read } = dialect;
  const state = readState(dialect, readFirst(answer, read.status));
  const error = readFirst(answer, read.error);
  const isFailed = state === 'failed' || state === 'cancelled' || state === 'expired';
  const text = error === undefined ? '' : JSON.stringify(error);
  return {
    id: readId(readFirst(answer, read.id)),
    state,
    progress: readProgress(readFirst(answer, read.progress)),
    expiresAt: readTime(readFirst(answer, read.expiresAt)),
    resultUrl: read.resultUrl.map((path) => readUrl(readFirst(answer, [path]))).find(Boolean) ?? null,
    error: isFailed
      ? {
          code:
            state === 'expired' ? 'video_expired' : state === 'cancelled' ? 'cancelled' : classify(0, text),
          message: shorten(readMessage(error) ?? 'The provider gave no reason.'),
          param: null,
          body: shorten(text || JSON.stringify(answer) || ''),
        }
      : null,
  };
}
