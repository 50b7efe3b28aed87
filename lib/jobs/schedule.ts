/** Pure rules about when; the clock comes from whoever asks. All in milliseconds. */

const firstBackOffMs = 1_000;
const longestBackOffMs = 5 * 60_000;

/**
 * How long to wait after the n-th try in a row that came to nothing: doubling from one second to five minutes, with a
 * quarter of it left to chance, so that jobs that failed together do not come back together.
 */
export function backOff(failures: number, random = Math.random()): number {
  const whole = Math.min(longestBackOffMs, firstBackOffMs * 2 ** Math.min(failures - 1, 20));
  return Math.round(whole * (0.75 + 0.25 * random));
}

/** How long until a job is asked about again: often at first, then less, as its age says that it takes long. */
export function pollInterval(
  ageMs: number,
  polling: { intervalMs: number; maximumIntervalMs: number },
): number {
  const grown = polling.intervalMs + ageMs / 20;
  return Math.round(Math.min(polling.maximumIntervalMs, grown));
}
