import type { Video } from '@/lib/jobs/wire';
import { dayOf, type Library, withDays } from './library';
import { insertAt, type LibraryDay, madeAtMs, placeOf, removeAt, replaceAt, videoAt } from './library-day';

/** Which of what changed belong into the library: each by its id, or `undefined` where that is not known. */
export type Belongs = (video: Video) => boolean | undefined;

function emptyDay(ms: number): LibraryDay {
  const at = new Date(ms);
  const [year, month, day] = [at.getFullYear(), at.getMonth(), at.getDate()];
  const two = (figure: number) => String(figure).padStart(2, '0');
  return {
    date: `${year}-${two(month + 1)}-${two(day)}`,
    from: new Date(year, month, day).getTime() / 1_000,
    before: new Date(year, month, day + 1).getTime() / 1_000,
    count: 0,
    runs: [],
  };
}

/**
 * The library with what changed laid over it: changed videos stay in their places, new ones come to theirs, and what
 * belongs no more goes. Objects of unchanged videos and days stay the same, so that nothing that did not change is drawn
 * again. Where the place of one is not loaded, nobody can tell whether it was counted: the counts are then in doubt.
 */
export function mergeChanges(library: Library, changes: readonly Video[], belongs: Belongs): Library {
  if (changes.length === 0) return library;
  const days = [...library.days];
  const counted = new Map(library.counted);
  let { isInDoubt } = library;
  for (const video of changes) {
    const isMatch = belongs(video);
    const ms = madeAtMs(video);
    const { index, isThere } = dayOf({ ...library, days }, ms);
    const day = isThere ? days[index] : undefined;
    const { at, isKnown, unknown } = day ? placeOf(day, video) : { at: 0, isKnown: false, unknown: 0 };
    if (day && isKnown) {
      const change = videoAt(day, at)?.firstframe.change ?? 0;
      // An answer that was slow on its way must not undo a newer one.
      if (video.firstframe.change < change) continue;
      if (isMatch === false) days[index] = removeAt(day, at);
      else if (video.firstframe.change > change) days[index] = replaceAt(day, at, video);
    } else if (unknown > 0) {
      if (isMatch === undefined) continue;
      isInDoubt ||= counted.get(video.id) !== isMatch;
      counted.set(video.id, isMatch);
    } else if (isMatch) {
      if (day) days[index] = insertAt(day, at, video);
      else days.splice(index, 0, insertAt(emptyDay(ms), 0, video));
    }
  }
  return { ...withDays(library, days), counted, isInDoubt };
}
