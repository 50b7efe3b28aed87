import type { Video } from '@/lib/jobs/wire';

/** Videos that stand side by side in a day, from a place on. */
type Run = { readonly at: number; readonly videos: readonly Video[] };

/**
 * One calendar day of the library: how many videos it has, and those of them that are loaded. `from` and `before` are its
 * first moment and that of the next day, in Unix seconds. A day that changed is another object.
 */
export type LibraryDay = {
  readonly date: string;
  readonly from: number;
  readonly before: number;
  readonly count: number;
  readonly runs: readonly Run[];
};

/** Where a video stands in a day, or would: with how many unknown ones beside it, so that the place is not exact. */
export type Place = { at: number; isKnown: boolean; unknown: number };

/** When a video was asked for, in Unix milliseconds. */
export function madeAtMs({ firstframe }: Video): number {
  return firstframe.created_at_ms;
}

/** Newest first, as every list has it: by when they were asked for, then by their ids. */
export function compareAge(one: Video, other: Video): number {
  return madeAtMs(other) - madeAtMs(one) || (other.id === one.id ? 0 : other.id > one.id ? 1 : -1);
}

const endOf = ({ at, videos }: Run) => at + videos.length;

/** Runs in order, with none empty and none touching the next. */
function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs.filter(({ videos }) => videos.length > 0).sort((a, b) => a.at - b.at)) {
    const last = joined.at(-1);
    if (last && endOf(last) === run.at)
      joined[joined.length - 1] = { at: last.at, videos: last.videos.concat(run.videos) };
    else joined.push(run);
  }
  return joined;
}

/** The video at a place; `undefined` where it is not loaded. */
export function videoAt({ runs }: LibraryDay, at: number): Video | undefined {
  const run = runs.find((each) => at < endOf(each));
  return run && at >= run.at ? run.videos[at - run.at] : undefined;
}

/** The first stretch of places from one to another that are not loaded; its end is not in it. */
export function missingIn(
  { runs }: LibraryDay,
  from: number,
  to: number,
): { from: number; to: number } | null {
  let start = from;
  for (const run of runs) {
    if (endOf(run) <= start) continue;
    if (run.at > start) return start < to ? { from: start, to: Math.min(to, run.at) } : null;
    start = endOf(run);
  }
  return start < to ? { from: start, to } : null;
}

/** Finds the place of a video by its age; the day need not have it. */
export function placeOf({ runs, count }: LibraryDay, video: Video): Place {
  let end = 0;
  for (const run of runs) {
    const [first, last] = [run.videos[0], run.videos.at(-1)];
    if (!first || !last) continue;
    if (compareAge(video, first) < 0) return { at: run.at, isKnown: false, unknown: run.at - end };
    if (compareAge(video, last) <= 0) {
      let [low, high] = [0, run.videos.length - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        const there = run.videos[middle];
        if (there && compareAge(there, video) < 0) low = middle + 1;
        else high = middle;
      }
      return { at: run.at + low, isKnown: run.videos[low]?.id === video.id, unknown: 0 };
    }
    end = endOf(run);
  }
  return { at: count, isKnown: false, unknown: count - end };
}

/** The day with another video in a place, and as many videos as before. */
export function replaceAt(day: LibraryDay, at: number, video: Video): LibraryDay {
  const runs = day.runs.map((run) =>
    at < run.at || at >= endOf(run) ? run : { at: run.at, videos: run.videos.with(at - run.at, video) },
  );
  return { ...day, runs };
}

/** The day with one more, at a place; what is at it and after it moves on. */
export function insertAt(day: LibraryDay, at: number, video: Video): LibraryDay {
  const runs = day.runs.flatMap((run): Run[] => {
    if (run.at >= at) return [{ at: run.at + 1, videos: run.videos }];
    if (endOf(run) <= at) return [run];
    return [
      { at: run.at, videos: run.videos.slice(0, at - run.at) },
      { at: at + 1, videos: run.videos.slice(at - run.at) },
    ];
  });
  return { ...day, count: day.count + 1, runs: joinRuns([...runs, { at, videos: [video] }]) };
}

/** The day without what is at a place; what is after it moves up. */
export function removeAt(day: LibraryDay, at: number): LibraryDay {
  const runs = day.runs.map((run) => {
    if (run.at > at) return { at: run.at - 1, videos: run.videos };
    return endOf(run) <= at ? run : { at: run.at, videos: run.videos.toSpliced(at - run.at, 1) };
  });
  return { ...day, count: day.count - 1, runs: joinRuns(runs) };
}

/** The day with what is loaded between two places left out, or all but that. */
function clip(runs: readonly Run[], from: number, to: number, isKept: boolean): Run[] {
  return runs.flatMap((run) => {
    const [start, end] = [Math.max(run.at, from), Math.min(endOf(run), to)];
    if (start >= end) return isKept ? [] : [run];
    if (isKept) return [{ at: start, videos: run.videos.slice(start - run.at, end - run.at) }];
    return [
      { at: run.at, videos: run.videos.slice(0, start - run.at) },
      { at: end, videos: run.videos.slice(end - run.at) },
    ];
  });
}

/**
 * The day with an answer laid into it, which stands from a place on. What is known better stays; what turns out to stand
 * elsewhere, or out of order, is forgotten where it stood.
 */
export function layIn(day: LibraryDay, at: number, answer: readonly Video[]): LibraryDay {
  const known = new Map(day.runs.flatMap(({ videos }) => videos.map((video) => [video.id, video] as const)));
  const videos = answer.map((video) => {
    const before = known.get(video.id);
    return before && before.firstframe.change >= video.firstframe.change ? before : video;
  });
  const [first, last] = [videos[0], videos.at(-1)];
  if (!first || !last) return day;
  const to = at + videos.length;
  const ids = new Set(videos.map(({ id }) => id));
  const others = clip(day.runs, at, to, false).filter((run) => {
    const [newest, oldest] = [run.videos[0], run.videos.at(-1)];
    if (!newest || !oldest || run.videos.some(({ id }) => ids.has(id))) return false;
    return run.at < at ? compareAge(oldest, first) < 0 : compareAge(last, newest) < 0;
  });
  return { ...day, runs: joinRuns([...others, { at, videos }]) };
}

/** The day with only what stands between two places, and whatever is worth keeping for itself. */
export function keepBetween(
  day: LibraryDay,
  from: number,
  to: number,
  isKept: (video: Video) => boolean,
): LibraryDay {
  const outside = clip(day.runs, from, to, false).flatMap((run) =>
    run.videos.flatMap((video, index) => (isKept(video) ? [{ at: run.at + index, videos: [video] }] : [])),
  );
  return { ...day, runs: joinRuns([...clip(day.runs, from, to, true), ...outside]) };
}

/** The day with as many videos as it turned out to have: the places that are not known are more or fewer. */
export function withCount(day: LibraryDay, count: number): LibraryDay {
  const more = count - day.count;
  if (more === 0) return day;
  const gap = missingIn(day, 0, day.count);
  if (!gap || gap.to - gap.from + more < 0) return { ...day, count, runs: [] };
  const runs = day.runs.map((run) => (run.at >= gap.to ? { ...run, at: run.at + more } : run));
  return { ...day, count, runs: joinRuns(runs) };
}
