/** One frame as the file lists it: when it is shown and for how long, in seconds of the file's own time. */
export type ListedFrame = { timestamp: number; duration: number };

/**
 * When each frame of a video is shown. Frames are numbered from 0 in the order in which they are seen; people are shown
 * the number plus one. Times are seconds since the first frame that is seen, whatever the file calls that moment.
 */
export type FrameTable = {
  /** When each frame begins; ascending, and 0 for the first. */
  readonly starts: readonly number[];
  /** What the file calls each frame's time: what a decoder is asked for. */
  readonly stamps: readonly number[];
  /** When the last frame ends. */
  readonly seconds: number;
  /** What the file calls the moment at which the first frame is seen. */
  readonly origin: number;
};

/** How long a frame is taken to last where nothing says so. */
const assumedFrame = 1 / 24;

/** Decoders count in microseconds and browsers round. */
const rounding = 5e-6;

/**
 * The table of a file's frames, which may come in any order, as in the order of decoding. What an edit list puts before
 * the beginning is not seen and has no number.
 * @throws RangeError where nothing is left
 */
export function frameTable(listed: readonly ListedFrame[]): FrameTable {
  const ordered = [...listed].sort((one, other) => one.timestamp - other.timestamp);
  const endOf = (index: number) => {
    const { timestamp, duration } = ordered[index] as ListedFrame;
    return ordered[index + 1]?.timestamp ?? timestamp + (duration || lastGap(ordered));
  };
  const seen = ordered.filter(
    ({ timestamp }, index) => endOf(index) > rounding && timestamp !== endOf(index),
  );
  const [first] = seen;
  if (!first) throw new RangeError('There is no frame to show.');
  const origin = Math.max(0, first.timestamp);
  return {
    starts: seen.map(({ timestamp }) => Math.max(0, timestamp - origin)),
    stamps: seen.map(({ timestamp }) => timestamp),
    seconds: endOf(ordered.length - 1) - origin,
    origin,
  };
}

function lastGap(ordered: readonly ListedFrame[]): number {
  const [last, before] = [ordered.at(-1), ordered.at(-2)];
  return (last && before && last.timestamp - before.timestamp) || assumedFrame;
}

/** A table of frames that all last equally long, for a file that cannot be read but by its length. */
export function evenTable(seconds: number, fps: number | null): FrameTable {
  const duration = fps ? 1 / fps : assumedFrame;
  const count = Math.max(1, Math.round(seconds / duration));
  return frameTable(Array.from({ length: count }, (_, index) => ({ timestamp: index * duration, duration })));
}

/** The frame that is seen at a time; the first and the last one beyond the ends. @param seconds since the first frame */
export function frameAt({ starts }: FrameTable, seconds: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] as number) <= seconds + rounding) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The frame that a decoder stamped so. */
export function frameStamped(table: FrameTable, timestamp: number): number {
  return frameAt(table, timestamp - table.origin);
}

/** The nearest frame that there is to a number. */
export function clampFrame({ starts }: FrameTable, frame: number): number {
  return Math.min(starts.length - 1, Math.max(0, Math.round(frame)));
}

/** When a frame begins, in seconds since the first one. */
export function startOf(table: FrameTable, frame: number): number {
  return table.starts[clampFrame(table, frame)] as number;
}

/** When a frame ends, which is when the next one begins. */
export function endOf(table: FrameTable, frame: number): number {
  return table.starts[clampFrame(table, frame) + 1] ?? table.seconds;
}

/** The middle of a frame: the one time that no rounding takes for another frame's. */
export function middleOf(table: FrameTable, frame: number): number {
  return (startOf(table, frame) + endOf(table, frame)) / 2;
}
