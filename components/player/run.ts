/** The part of the timeline that is played, in seconds: from `begin` up to `end`, without it. */
export type Part = { begin: number; end: number };

/**
 * One play, from its start until something is changed. `rate` is how fast, and negative for backwards. In a run, time is
 * unrolled: it only grows, over each repeat, so that sound and pictures of different repeats cannot be mixed up.
 */
export type Run = { from: number; rate: number; part: Part; isLooping: boolean };

/** A play from a moment; from the beginning of the part where that is outside of it, or where nothing is left of it. */
export function startRun(at: number, rate: number, part: Part, isLooping: boolean): Run {
  const { begin, end } = part;
  if (rate > 0) return { from: at >= begin && at < end ? at : begin, rate, part, isLooping };
  return { from: at > begin && at <= end ? at : end, rate, part, isLooping };
}

/** How far a run is after so many seconds of real time: seconds of video that have been played, over all repeats. */
export function playedAfter({ rate }: Run, realSeconds: number): number {
  return Math.max(0, realSeconds) * Math.abs(rate);
}

/** How long a run goes until it ends or repeats for the first time, in seconds of video. */
export function firstLap({ from, rate, part }: Run): number {
  return rate > 0 ? part.end - from : from - part.begin;
}

/** Where the playhead is when so much has been played. */
export function placeAfter(run: Run, played: number): number {
  const { from, rate, part, isLooping } = run;
  const first = firstLap(run);
  if (played < first) return rate > 0 ? from + played : from - played;
  if (!isLooping) return rate > 0 ? part.end : part.begin;
  const into = (played - first) % (part.end - part.begin);
  return rate > 0 ? part.begin + into : part.end - into;
}

/** Whether a run is over when so much has been played. */
export function isOver(run: Run, played: number): boolean {
  return !run.isLooping && played >= firstLap(run);
}
