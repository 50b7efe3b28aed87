import 'server-only';

type Headers = { get(name: string): string | null };

function readNumber(text: string | null): number | null {
  if (text === null || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return null;
  return Number(text);
}

/** A wait of no time at all would be a hot loop, and one without end would be a job that is never sent. */
const shortestRetryMs = 250;
const longestRetryMs = 24 * 3_600_000;

const within = (shortest: number, wanted: number, longest: number) =>
  Math.ceil(Math.min(longest, Math.max(shortest, wanted)));

/**
 * How long a 429 asks to wait, in milliseconds and up to a day: `retry-after-ms`, else `retry-after` as seconds or as an
 * HTTP date (RFC 9110 §10.2.3). `null` where it says nothing that can be read.
 */
export function retryAfter(headers: Headers, now = Date.now()): number | null {
  const exact = readNumber(headers.get('retry-after-ms'));
  if (exact !== null) return within(shortestRetryMs, exact, longestRetryMs);
  const text = headers.get('retry-after');
  const seconds = readNumber(text);
  if (seconds !== null) return within(shortestRetryMs, seconds * 1_000, longestRetryMs);
  const date = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? null : within(shortestRetryMs, date - now, longestRetryMs);
}

/** A poll is neither asked for in a hot loop, nor put off for so long that a finished video expires meanwhile. */
const shortestPollMs = 250;
const longestPollMs = 10 * 60_000;

/**
 * How long the provider wants us to wait before the next poll, within reason: `openai-poll-after-ms` (OpenAI's SDKs), else
 * a retry hint.
 */
export function pollDelay(headers: Headers): number | null {
  const asked = readNumber(headers.get('openai-poll-after-ms')) ?? retryAfter(headers);
  return asked === null ? null : within(shortestPollMs, asked, longestPollMs);
}
