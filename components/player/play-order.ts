import { endOf, type FrameTable, frameAt, startOf } from '@/lib/media/frame-table';
import { firstLap, type Run } from './run';

/** Frames in a row that are played one after the other, and when each is due: seconds of video since the run began. */
export type Lap = { first: number; last: number; dueOf: (frame: number) => number };

/** The frames of a run forwards, repeat after repeat; endless where it loops. */
export function* playOrder(table: FrameTable, run: Run): Generator<Lap, void> {
  const { part, isLooping } = run;
  const length = part.end - part.begin;
  const last = lastBefore(table, part.end);
  let from = run.from;
  let begunAt = 0;
  do {
    const [start, lapBegan] = [from, begunAt];
    const first = Math.min(last, frameAt(table, start));
    yield { first, last, dueOf: (frame) => lapBegan + Math.max(0, startOf(table, frame) - start) };
    begunAt += begunAt === 0 ? firstLap(run) : length;
    from = part.begin;
  } while (isLooping);
}

/** The last frame that is seen before a time. */
function lastBefore(table: FrameTable, seconds: number): number {
  const frame = frameAt(table, seconds);
  return frame > 0 && startOf(table, frame) >= seconds - 1e-5 ? frame - 1 : frame;
}

/** The part from one frame to another, both of them included. */
export function partOf(table: FrameTable, first: number, last: number) {
  return { begin: startOf(table, first), end: endOf(table, last) };
}
