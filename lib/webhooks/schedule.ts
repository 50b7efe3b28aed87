/** Pure rules about when an event is sent again; the clock comes from whoever asks. All in milliseconds. */

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The wait after the first try that failed, after the second, and so on; the last one is for all that follow. */
const waitsMs = [5 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, hour, 2 * hour, 4 * hour];
/** After so long an event has failed. */
const triedForMs = 24 * hour;
/** A receiver may ask for more time, within reason. */
const longestAskedMs = hour;

export type FailedTry = {
  /** Tries since `startedAt`, this one included. */
  attempts: number;
  startedAt: number;
  /** What `retry-after` said, or `null`. */
  retryAfterMs: number | null;
};

/**
 * When an event is sent again that a receiver did not take; `null` when its day is over. A tenth of each wait is left
 * to chance, so that events that failed together do not come back together.
 */
export function nextAttemptAt(failed: FailedTry, now: number, random = Math.random()): number | null {
  const { attempts, startedAt, retryAfterMs } = failed;
  const wait = waitsMs[Math.min(attempts, waitsMs.length) - 1] ?? 0;
  const own = Math.round(wait * (0.9 + 0.1 * random));
  const asked = Math.min(retryAfterMs ?? 0, longestAskedMs);
  const dueAt = now + Math.max(own, asked);
  return dueAt <= startedAt + triedForMs ? dueAt : null;
}
