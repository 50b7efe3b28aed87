import 'server-only';
import type { ErrorCode } from '@/lib/errors';
import { redact } from '@/lib/log';
import { readFirst, readPath } from './json-path';
import { parseJson, toJson } from './read-value';

/** What a provider says went wrong, in our words and its own. */
export type ProviderFault = {
  code: ErrorCode;
  message: string;
  /** The request field that it is about, in the provider's spelling. */
  param: string | null;
  /** The answer as it came, shortened, without the key. */
  body: string;
};

/** Longest provider text that is shown or kept: enough to act on, too little to fill a database. */
const longestMessage = 2_000;
const longestBody = 8_000;
const longestParam = 200;
/** Of an answer that is no JSON a line is enough. */
const longestLine = 200;

/** Some servers repeat the key that they refuse; what is kept and shown has none. */
export function shorten(whole: string, longest = longestMessage): string {
  // Not all of what may be a whole video has to be looked through for what is cut off anyway.
  const text = redact(whole.slice(0, longest * 4)).toWellFormed();
  // A cut through the middle of a character leaves half of it.
  return text.length > longest ? `${text.slice(0, longest - 1).toWellFormed()}…` : text;
}

const moderationWords =
  /moderation|content_?policy|content policy|sensitive|safety_violation|respect_moderation/i;
const creditWords =
  /insufficient[_ ](user_)?(credit|balance|quota|fund)|quota_not_enough|billing_hard_limit|余额不足|额度不足/i;
const notFoundWords = /task_not_exist|task not found|video not found|no such (task|video)|任务不存在/i;

/** The class that an HTTP status belongs to, for the closed list of codes. */
const codeOfStatus: Record<number, ErrorCode> = {
  401: 'provider_auth',
  402: 'provider_credit',
  403: 'provider_auth',
  404: 'provider_not_found',
  405: 'provider_unsupported',
  410: 'provider_not_found',
  413: 'provider_too_large',
  415: 'provider_rejected',
  429: 'provider_rate_limit',
  501: 'provider_unsupported',
};

/**
 * The class of a fault: by its words first, since relays answer many things with one status, then by its status.
 * `status` is 0 where there was none, as in a job's own error.
 */
export function classify(status: number, text: string): ErrorCode {
  if (moderationWords.test(text)) return 'moderation_blocked';
  if (creditWords.test(text)) return 'provider_credit';
  if (status !== 0 && status < 500 && notFoundWords.test(text)) return 'provider_not_found';
  return codeOfStatus[status] ?? (status >= 400 && status < 500 ? 'provider_rejected' : 'provider_error');
}

/** How deep a message may be wrapped in messages, and how many may stand side by side. */
const deepest = 6;
const mostMessages = 50;

/** The message in an error of any shape that these servers send. */
export function readMessage(value: unknown, depth = 0): string | null {
  if (depth > deepest) return null;
  if (typeof value === 'string') {
    // New-API wraps the answer of the server behind it as JSON text inside its own message.
    const inner = value.trimStart().startsWith('{') ? parseJson(value) : undefined;
    return (inner === undefined ? null : readMessage(inner, depth + 1)) ?? (value.trim() || null);
  }
  if (Array.isArray(value)) {
    const some = value.slice(0, mostMessages);
    const lines = some.map((item) => readMessage(item, depth + 1)).filter(Boolean);
    return lines.length ? lines.join('; ') : null;
  }
  // An error that is an object knows more than what stands beside it (`{message: "Invalid payload", error: {message}}`).
  const isInside = typeof readPath(value, 'error') === 'object';
  for (const path of [...(isInside ? ['error'] : []), 'message', 'msg', 'detail', 'fail_reason', 'error']) {
    const found = readPath(value, path);
    const message = found === undefined || found === null ? null : readMessage(found, depth + 1);
    if (message !== null) {
      const location = readPath(value, 'loc');
      const field: unknown = Array.isArray(location) ? location.at(-1) : null;
      // FastAPI names the field beside its message (`{loc: ["body", "seconds"], msg}`).
      return typeof field === 'string' ? `${field}: ${message}` : message;
    }
  }
  return null;
}

/** Where an error says what it is. What it repeats of the request, a prompt above all, may hold any words. */
const telling = [
  'code',
  'type',
  'reason',
  'message',
  'msg',
  'detail',
  'details',
  'error',
  'errors',
  'error_code',
  'error_message',
  'fail_reason',
  'task_status_msg',
];

/** The words by which an error of any shape says what it is. */
function readWords(value: unknown, depth = 0): string {
  if (depth > deepest) return '';
  if (typeof value === 'string') {
    const inner = value.trimStart().startsWith('{') ? parseJson(value) : undefined;
    return inner === undefined ? value : readWords(inner, depth + 1);
  }
  const parts = Array.isArray(value)
    ? value.slice(0, mostMessages)
    : telling.map((key) => readPath(value, key)).filter((found) => found !== undefined);
  return parts.map((part) => readWords(part, depth + 1)).join('\n');
}

/** The field that an error is about: OpenAI's `param`, or the end of FastAPI's `loc`. */
function readParam(answer: unknown): string | null {
  const param = readFirst(answer, ['error.param', 'param']);
  if (typeof param === 'string' && param !== '') return shorten(param, longestParam);
  const location = readPath(answer, 'detail[0].loc');
  const field: unknown = Array.isArray(location) ? location.at(-1) : null;
  return typeof field === 'string' ? shorten(field, longestParam) : null;
}

/** A name of a field is short; servers that repeat the key do so in any place. */
function covered(param: string | null): string | null {
  return param === null ? null : shorten(param, longestLine);
}

const statusPaths = [
  'error.code',
  'code',
  'error.status',
  'error.status_code',
  'status_code',
  'statusCode',
  'status',
];

/** An HTTP status of 400 or more that a body names itself: `{error: {code: 402}}` in an answer that says 200. */
export function readInnerStatus(answer: unknown): number | null {
  const codes = statusPaths
    .map((path) => readPath(answer, path))
    .map((found) => (typeof found === 'number' || typeof found === 'string' ? Number(found) : Number.NaN));
  return codes.find((code) => Number.isInteger(code) && code >= 400 && code < 600) ?? null;
}

/** A short line about an answer that is no JSON: the title of a web page, or the beginning of a text. */
function describeText(status: number, text: string): string {
  const line = `The provider answered with HTTP ${status}`;
  const start = text.slice(0, 10_000).trim();
  const title = start.startsWith('<') ? /<title[^>]*>([^<]+)/i.exec(start)?.[1] : undefined;
  const words = (/^[\p{L}\p{N}]/u.test(start) ? start : (title ?? '')).replace(/[\s\p{C}]+/gu, ' ').trim();
  const short = words.length > longestLine ? `${words.slice(0, longestLine - 1)}…` : words;
  return short === '' ? `${line}.` : `${line}: ${short}`;
}

/** The error in an answer. `status` is the HTTP status; `text` the body as it came. Never throws. */
export function decodeError(status: number, text: string): ProviderFault {
  const answer = parseJson(text);
  const effective = status >= 400 ? status : (readInnerStatus(answer) ?? status);
  const isPage = text.trimStart().startsWith('<');
  const words = answer === undefined && !isPage ? text : readWords(answer);
  const message = answer === undefined ? null : readMessage(answer);
  return {
    code: classify(effective, words.slice(0, 10_000)),
    message: shorten(message ?? describeText(status, answer === undefined ? text : '')),
    param: covered(readParam(answer)),
    body: shorten(text, longestBody),
  };
}

/** The error that a failed job gives for itself. Never throws. */
export function decodeJobError(answer: unknown, paths: readonly string[]): ProviderFault {
  const found = paths
    .map((path) => readPath(answer, path))
    .find((value) => value !== undefined && readMessage(value) !== null);
  const param = readPath(found, 'param');
  return {
    code: classify(0, readWords(found).slice(0, 10_000)),
    message: shorten(readMessage(found) ?? 'The provider gave no reason.'),
    param: covered(typeof param === 'string' && param !== '' ? param : null),
    body: shorten(toJson(answer), longestBody),
  };
}
