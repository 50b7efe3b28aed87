import 'server-only';
import type { ErrorCode } from '@/lib/errors';
import { redact } from '@/lib/log';
import { readFirst, readPath } from './json-path';
import { parseJson } from './read-value';

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

/** Some servers repeat the key that they refuse; what is kept and shown has none. */
export function shorten(whole: string, longest = longestMessage): string {
  const text = redact(whole);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
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

/** How deep a message may be wrapped in messages. */
const deepest = 6;

/** The message in an error of any shape that these servers send. */
export function readMessage(value: unknown, depth = 0): string | null {
  if (depth > deepest) return null;
  if (typeof value === 'string') {
    // New-API wraps the answer of the server behind it as JSON text inside its own message.
    const inner = value.trimStart().startsWith('{') ? parseJson(value) : undefined;
    return (inner === undefined ? null : readMessage(inner, depth + 1)) ?? (value.trim() || null);
  }
  if (Array.isArray(value)) {
    const lines = value.map((item) => readMessage(item, depth + 1)).filter(Boolean);
    return lines.length ? lines.join('; ') : null;
  }
  for (const path of ['message', 'msg', 'detail', 'fail_reason', 'error']) {
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

/** The field that an error is about: OpenAI's `param`, or the end of FastAPI's `loc`. */
function readParam(answer: unknown): string | null {
  const param = readFirst(answer, ['error.param', 'param']);
  if (typeof param === 'string' && param !== '') return param;
  const location = readPath(answer, 'detail[0].loc');
  const field: unknown = Array.isArray(location) ? location.at(-1) : null;
  return typeof field === 'string' ? field : null;
}

/** An HTTP status that the body itself names: `{error: {code: 402}}` in an answer that says 200. */
function readStatus(answer: unknown): number | null {
  const found = readFirst(answer, ['error.code', 'code', 'error.status']);
  const code = typeof found === 'number' || typeof found === 'string' ? Number(found) : Number.NaN;
  return Number.isInteger(code) && code >= 400 && code < 600 ? code : null;
}

/** The error in an answer. `status` is the HTTP status; `text` the body as it came. Never throws. */
export function decodeError(status: number, text: string): ProviderFault {
  const answer = parseJson(text);
  const effective = status >= 400 ? status : (readStatus(answer) ?? status);
  return {
    code: classify(effective, text.slice(0, 10_000)),
    message: shorten(readMessage(answer) ?? `The provider answered with HTTP ${status}.`),
    param: readParam(answer),
    body: shorten(text, longestBody),
  };
}

/** The error that a failed job gives for itself. */
export function decodeJobError(answer: unknown, paths: readonly string[]): ProviderFault {
  const found = paths
    .map((path) => readPath(answer, path))
    .find((value) => value !== undefined && readMessage(value) !== null);
  const text = found === undefined ? '' : (JSON.stringify(found) ?? '');
  return {
    code: classify(0, text),
    message: shorten(readMessage(found) ?? 'The provider gave no reason.'),
    param: null,
    body: shorten(JSON.stringify(answer) ?? '', longestBody),
  };
}
