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

/** An id under any name, as text; numbers are ids too. */
export function readId(value: unknown): string | null {
  if (typeof value === 'string' && value !== '' && value.length <= 1_024) return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
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

/** An absolute http(s) URL; gateways put `""` and failure texts in the same place. */
export function readUrl(value: unknown): string | null {
  return typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value) ? value : null;
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
