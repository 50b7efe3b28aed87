import 'server-only';

type Headers = { get(name: string): string | null };

function milliseconds(text: string | null): number | null {
  if (text === null || !/^\s*\d+(\.\d+)?\s*$/.test(text)) return null;
  return Math.round(Number(text));
}

/**
 * How long a 429 asks to wait, in milliseconds: `retry-after-ms`, else `retry-after` as seconds or as an HTTP date
 * (RFC 9110 §10.2.3). `null` where it says nothing that can be read.
 */
export function retryAfter(headers: Headers, now = Date.now()): number | null {
  const exact = milliseconds(headers.get('retry-after-ms'));
  if (exact !== null) return exact;
  const text = headers.get('retry-after');
  const seconds = milliseconds(text);
  if (seconds !== null) return seconds * 1_000;
  const date = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** How long the provider wants us to wait before the next poll: `openai-poll-after-ms` (OpenAI's SDKs), else a retry hint. */
export function pollDelay(headers: Headers): number | null {
  return milliseconds(headers.get('openai-poll-after-ms')) ?? retryAfter(headers);
}
