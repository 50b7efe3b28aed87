import 'server-only';

type Headers = { get(name: string): string | null };

function milliseconds(text: string | null): number | null {
  if (text === null || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return null;
  return Math.round(Number(text));
}

/** A wait of no time at all would be a hot loop. */
const shortestRetryMs = 250;

/**
 * How long a 429 asks to wait, in milliseconds: `retry-after-ms`, else `retry-after` as seconds or as an HTTP date
 * (RFC 9110 §10.2.3). `null` where it says nothing that can be read.
 */
export function retryAfter(headers: Headers, now = Date.now()): number | null {
  const exact = milliseconds(headers.get('retry-after-ms'));
  if (exact !== null) return Math.max(shortestRetryMs, exact);
  const text = headers.get('retry-after');
  const seconds = milliseconds(text);
  if (seconds !== null) return Math.max(shortestRetryMs, seconds * 1_000);
  const date = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(shortestRetryMs, date - now);
}

/** A poll is neither asked for in a hot loop, nor put off for so long that a finished video expires meanwhile. */
const shortestPollMs = 250;
const longestPollMs = 10 * 60_000;

/**
 * How long the provider wants us to wait before the next poll, within reason: `openai-poll-after-ms` (OpenAI's SDKs), else
 * a retry hint.
 */
export function pollDelay(headers: Headers): number | null {
  const asked = milliseconds(headers.get('openai-poll-after-ms')) ?? retryAfter(headers);
  return asked === null ? null : Math.min(longestPollMs, Math.max(shortestPollMs, asked));
}
