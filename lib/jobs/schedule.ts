/** Pure rules about when; the clock comes from whoever asks. All in milliseconds. */

/** Gateways forget and remember; a paid job is given up only after its provider did not know it for so long. */
export const notFoundForMs = 24 * 3_600_000;

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

/** Far beyond anything that is waited for on purpose. */
const longestWaitMs = 30 * 24 * 3_600_000;

/** A time to be written into a row: a whole number that comes, whatever was calculated, for else the job never would. */
export function dueTime(wanted: number, now: number): number {
  if (Number.isNaN(wanted)) return now + longestBackOffMs;
  return Math.round(Math.min(now + longestWaitMs, Math.max(0, wanted)));
}
