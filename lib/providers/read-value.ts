import 'server-only';

/** JSON, or `undefined` where the text is something else. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value as JSON text, or an empty text where it is none, or is nested too deep to be written. */
export function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}

/** Whether a value is nested no deeper than any honest one is. What is deeper can be parsed, but not always written. */
export function isShallow(value: unknown, deepest = 100): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return deepest > 0 && Object.values(value).every((item) => isShallow(item, deepest - 1));
}

/**
 * An id under any name, as text; numbers are ids too. Half a character (a lone surrogate) is replaced, since it can
 * neither be written into an address nor into the database. Dots alone are none: in an address they lead upwards.
 */
export function readId(value: unknown): string | null {
  if (typeof value === 'string' && isId(value)) return value.toWellFormed();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** Whether a text can be an id that is put into addresses. */
export function isId(text: string): boolean {
  return text.trim() !== '' && text.length <= 1_024 && !/^\.{1,2}$/.test(text);
}

/** Deep enough for any error that is one. */
const deepest = 6;

/** Whether a value says nothing: missing, empty, zero or no, or made of nothing else (`{code: "", message: null}`). */
export function isNothing(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value !== 'object' || value === null) return !value;
  return depth < deepest && Object.values(value).every((item) => isNothing(item, depth + 1));
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
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const time = typeof value === 'string' && !isNumeric ? Date.parse(value) / 1_000 : Number(value);
  if (!Number.isFinite(time) || time <= 0) return null;
  const milliseconds = Math.round(time > 1e11 ? time : time * 1_000);
  return milliseconds > 0 && milliseconds < 8.64e15 ? milliseconds : null;
}

/** Far beyond any signed address. */
const longestUrl = 16_384;

/** An absolute http(s) URL; gateways put `""` and failure texts in the same place. */
export function readUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > longestUrl || !/^https?:\/\//i.test(value)) return null;
  return URL.canParse(value) ? value.toWellFormed() : null;
}

/** Where to ask next, absolute or below the provider's origin. */
export function readAddress(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longestUrl
    ? value.trim().toWellFormed()
    : null;
}

/** Below this a text is a placeholder, not a video. */
const shortestVideo = 256;

/** A data URI as bytes, or `null` where a value is none. */
export function readDataUri(value: unknown): Buffer | null {
  if (typeof value !== 'string' || !/^data:/i.test(value)) return null;
  const comma = value.indexOf(',');
  const payload = value.slice(comma + 1);
  if (/;\s*base64$/i.test(value.slice(0, comma))) return Buffer.from(payload, 'base64');
  try {
    return Buffer.from(decodeURIComponent(payload), 'latin1');
  } catch {
    return null;
  }
}

/** Base64 text as bytes, or `null` where a value is none. */
export function readBase64(value: unknown): Buffer | null {
  if (typeof value !== 'string' || value.length < shortestVideo) return null;
  return /^[A-Za-z0-9+/_-]{64}/.test(value) ? Buffer.from(value, 'base64') : null;
}
