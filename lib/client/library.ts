import type { Timeline } from '@/lib/jobs/organise-wire';
import type { Video } from '@/lib/jobs/wire';
import { keepBetween, type LibraryDay, layIn, madeAtMs, placeOf, videoAt, withCount } from './library-day';

/**
 * The library under one filter: its days, the newest first, with what is loaded of them. Places are counted through all
 * days, from 0 for the newest video. Nothing of it is ever changed; what changed is another object.
 */
export type Library = {
  readonly days: readonly LibraryDay[];
  readonly total: number;
  /** All changes up to this one are in it. */
  readonly cursor: number;
  /**
   * Of changed videos whose place is not loaded, whether they match: such a change leaves the counts in doubt, but only
   * for the first time.
   */
  readonly counted: ReadonlyMap<string, boolean>;
  /** Whether the counts are in doubt, so that the timeline has to be asked for again. */
  readonly isInDoubt: boolean;
};

export function libraryOf(timeline: Timeline): Library {
  const days = timeline.days.map((day) => ({ ...day, runs: [] }));
  return { days, total: timeline.total, cursor: timeline.cursor, counted: new Map(), isInDoubt: false };
}

/** The library with other days; those without a video are no days. */
export function withDays(library: Library, days: readonly LibraryDay[]): Library {
  const shown = days.filter(({ count }) => count > 0);
  return { ...library, days: shown, total: shown.reduce((sum, { count }) => sum + count, 0) };
}

/** The days as a newer timeline counts them, with all that is loaded of those that did not change. */
export function recount(library: Library, timeline: Timeline): Library {
  const known = new Map(library.days.map((day) => [day.date, day]));
  const days = timeline.days.map((day) => {
    const before = known.get(day.date);
    return before ? withCount(before, day.count) : { ...day, runs: [] };
  });
  return { ...withDays(library, days), isInDoubt: false };
}

/** Which day a moment (Unix milliseconds) belongs to: its index, or where it would be put in. */
export function dayOf({ days }: Library, ms: number): { index: number; isThere: boolean } {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle]?.from ?? 0) * 1_000 > ms) low = middle + 1;
    else high = middle;
  }
  return { index: low, isThere: ms < (days[low]?.before ?? 0) * 1_000 };
}

/** A place among all, as a day's index and the place in that day. */
export function splitPlace({ days }: Library, place: number): { day: number; at: number } {
  let at = place;
  for (const [day, { count }] of days.entries()) {
    if (at < count) return { day, at };
    at -= count;
  }
  return { day: days.length, at };
}

/** The place among all of a day's first video. */
export function startOfDay({ days }: Library, index: number): number {
  let start = 0;
  for (let day = 0; day < index; day += 1) start += days[day]?.count ?? 0;
  return start;
}

/** The video at a place among all; `undefined` where there is none or it is not loaded. */
export function videoAtPlace(library: Library, place: number): Video | undefined {
  const { day, at } = splitPlace(library, place);
  const found = library.days[day];
  return found && place >= 0 ? videoAt(found, at) : undefined;
}

/** The place of a video among all; -1 where it is not loaded. */
export function placeAmongAll(library: Library, video: Video): number {
  const { index, isThere } = dayOf(library, madeAtMs(video));
  const day = library.days[index];
  if (!day || !isThere) return -1;
  const { at, isKnown } = placeOf(day, video);
  return isKnown ? startOfDay(library, index) + at : -1;
}

export function loadedVideos({ days }: Library): Video[] {
  return days.flatMap(({ runs }) => runs.flatMap(({ videos }) => videos));
}

/** Lays in an answer that begins at a place in a day and may go on through the days after it. */
export function layInVideos(
  library: Library,
  at: { day: number; at: number },
  answer: readonly Video[],
): Library {
  const days = [...library.days];
  let rest = answer;
  for (let index = at.day; rest.length > 0; index += 1) {
    const day = days[index];
    if (!day) break;
    const start = index === at.day ? at.at : 0;
    const own = rest.slice(0, day.count - start);
    // An answer that does not fit its days is older or newer than they are.
    if (own.some((video) => madeAtMs(video) < day.from * 1_000 || madeAtMs(video) >= day.before * 1_000))
      return { ...library, isInDoubt: true };
    days[index] = layIn(day, start, own);
    rest = rest.slice(own.length);
  }
  return { ...library, days };
}

/** So many of the newest stay, so that a new video has its exact place. */
const newestKept = 50;

function isOpen({ firstframe: { step } }: Video): boolean {
  return step !== null && step !== 'unsure';
}

/** The library with no more loaded than what is between two places, what is open, and the newest. */
export function forgetBeyond(library: Library, from: number, to: number): Library {
  let start = 0;
  const days = library.days.map((day, index) => {
    const first = start;
    start += day.count;
    if (day.runs.length === 0 || (first >= from && start <= to)) return day;
    const newest = new Set(
      index === 0 && day.runs[0]?.at === 0 ? day.runs[0].videos.slice(0, newestKept) : [],
    );
    return keepBetween(day, from - first, to - first, (video) => newest.has(video) || isOpen(video));
  });
  return { ...library, days };
}
